import { z } from 'zod';

const resource = z.looseObject({
  Type: z.string(),
  Properties: z.record(z.string(), z.unknown()).optional(),
});

/** What a rehearsal reads of a CloudFormation template; whatever else stands there is kept. */
export const templateSchema = z.looseObject({ Resources: z.record(z.string(), resource).default({}) });

export type Template = z.output<typeof templateSchema>;
export type TemplateResource = Template['Resources'][string];
