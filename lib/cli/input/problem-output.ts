import { z } from 'zod';

/** The format of problems in the JSON that commands write. */
export const problemOutputSchema = z
  .strictObject({
    code: z.string().describe('Stable, such as `unknown-unit`; `usage`: the command was called in a wrong way'),
    file: z.string().nullable().describe('null: the mistake is in the arguments of the command'),
    line: z.int().positive().nullable(),
    column: z.int().positive().nullable(),
    message: z.string().describe('What is wrong'),
    allowed: z.string().nullable().describe('What would be accepted'),
    fix: z.string().nullable().describe('The likely fix'),
  })
  .readonly();

/** What a command writes with `--json` if it cannot run: its input has mistakes, or it was called in a wrong way. */
export const refusalOutputSchema = z.strictObject({
  formatVersion: z.literal(1),
  problems: z.array(problemOutputSchema).readonly(),
});
