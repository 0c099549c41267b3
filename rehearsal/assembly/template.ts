import { z } from 'zod';

const resource = z.looseObject({
  Type: z.string(),
  Properties: z.record(z.string(), z.unknown()).optional(),
});

/** The parts of a CloudFormation template that a rehearsal reads. Everything else is kept. */
export const templateSchema = z.looseObject({ Resources: z.record(z.string(), resource).default({}) });

export type SynthesizedTemplate = z.output<typeof templateSchema>;
export type TemplateResource = SynthesizedTemplate['Resources'][string];
