import { z } from 'zod';
import { refusalOutputSchema } from '../input/problem-output';
import { NOT_AWAITED } from './awaited-accounts';
import { STACK_STATES } from './judge-stack';

const count = z.int().nonnegative();
const accountId = z.string().describe("The account's number");

const incomplete = z
  .strictObject({
    stackSet: z.string(),
    accountId,
    account: z.string().describe("The account's name at AWS"),
    region: z.string(),
    state: z
      .enum(STACK_STATES)
      .exclude(['current'])
      .describe('`failed`: it stays as it is until somebody acts; `late`: it may still come'),
    status: z
      .string()
      .nullable()
      .describe("AWS's status of the stack, such as `OUTDATED`; null: there is no stack yet"),
    detailedStatus: z.string().nullable().describe('What became of its last operation, such as `FAILED`'),
    reason: z.string().nullable().describe("AWS's reason; null: AWS tells none"),
  })
  .readonly();

const ended = z.strictObject({
  formatVersion: z.literal(1),
  problems: z.array(z.never()).readonly(),
  complete: z.boolean().describe('Whether every stack is current'),
  timedOut: z.boolean().describe('Whether the time was up before that'),
  seconds: z.number().nonnegative().describe('How long it took'),
  stackSets: z
    .array(z.strictObject({ name: z.string(), regions: z.array(z.string()).readonly(), stacks: count, current: count }))
    .readonly()
    .describe('The root-wide StackSets, with the number of stacks that must be there and of those that are current'),
  accounts: z
    .array(z.strictObject({ accountId, name: z.string() }))
    .readonly()
    .describe('The accounts that must have the stacks'),
  notAwaited: z
    .array(z.strictObject({ accountId, name: z.string(), why: z.enum(NOT_AWAITED) }))
    .readonly()
    .describe('The other accounts of the organization'),
  incomplete: z.array(incomplete).readonly().describe('The stacks that are not current'),
});

/** How a wait ended. */
export type WaitOutput = z.output<typeof ended>;

/** The output of `rampart wait --json`. */
export const waitOutputSchema = z.union([ended, refusalOutputSchema]);
