import { z } from 'zod';
import { refusalOutputSchema } from '../input/problem-output';
import { processCredentialsSchema } from './credential-process';

const usable = z.strictObject({
  target: z.string().describe('What to write after `npx rampart assume`'),
  via: z.string().nullable().describe('The session that comes before, for --via; null: none'),
  kind: z.enum(['permission-set', 'role']),
  account: z.string().describe("The account's key"),
  accountId: z.string().nullable().describe("The account's number; null: it is not known yet"),
  may: z.string().describe('What it may, in a sentence'),
  seconds: z.int().positive().describe('How long a session lasts at most'),
  groups: z.array(z.string()).readonly().describe('The groups that give it; empty: no group does'),
});

const list = z.strictObject({
  formatVersion: z.literal(1),
  problems: z.array(z.never()).readonly(),
  principal: z.string().describe('Who asks: an ARN, or a group'),
  groups: z
    .array(z.string())
    .readonly()
    .describe('The groups of which the person is in at least one; a single one: they are in it'),
  usable: z.array(usable).readonly().describe('What the principal may act as, by the configuration'),
});

/** What `rampart assume --list` shows. */
export type UsableOutput = z.output<typeof list>;

/** The output of `rampart assume --json`: a list, or a session. */
export const assumeOutputSchema = z.union([list, processCredentialsSchema, refusalOutputSchema]);
