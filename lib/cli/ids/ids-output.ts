import { z } from 'zod';
import { refusalOutputSchema } from '../input/problem-output';
import { ID_KINDS, ID_STATES } from './collect-ids';

const id = z
  .strictObject({
    kind: z.enum(ID_KINDS),
    key: z.string().nullable().describe('The key of the unit or the account; null: the organization or its root'),
    state: z
      .enum(ID_STATES)
      .describe('`new`: the files do not have it; `different`: they have another one; `unknown`: no stack has it yet'),
    configured: z.string().nullable().describe('The id in the files'),
    live: z.string().nullable().describe('The id at AWS, as the stack exports it'),
    file: z.string().describe('Where it belongs, below the folder of the organization'),
  })
  .readonly();

const collected = z.strictObject({
  formatVersion: z.literal(1),
  problems: z.array(z.never()).readonly(),
  ids: z.array(id).readonly().describe('In the order of the files'),
  written: z.array(z.string()).readonly().describe('The files that were written'),
});

export type IdsOutput = z.output<typeof collected>;

/** The output of `rampart ids --json`. */
export const idsOutputSchema = z.union([collected, refusalOutputSchema]);
