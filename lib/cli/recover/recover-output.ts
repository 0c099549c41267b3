import { z } from 'zod';
import { refusalOutputSchema } from '../input/problem-output';
import { ACCOUNT_STATES } from './judge-account';
import { STACK_CONDITIONS } from './stack-condition';

const command = z.string().describe('A line for a shell');

const account = z
  .strictObject({
    key: z.string(),
    stack: z.string().describe('The stack of its file, such as `Accounts`'),
    state: z
      .enum(ACCOUNT_STATES)
      .describe(
        '`outside`: it exists, and no stack has it; `still-open`: its file says closed; `closed-at-aws`: its file does not; `not-moved`: its stack failed before; `failed`: AWS could not create it; `elsewhere`: in another unit than the file says; `missing`: nothing has tried to create it',
      ),
    accountId: z.string().nullable().describe("The account's number; null: there is no account"),
    unit: z.string().describe('The path of the unit in its file'),
    place: z.string().nullable().describe('Where it is at AWS, by the names of the units; null: there is no account'),
    isInPlace: z.boolean().describe('Whether it is in the unit of its file, as far as that exists'),
    why: z.string().describe('What is the matter; empty: nothing'),
    next: z.string().nullable().describe('The one right next step, a command or a sentence; null: none'),
    notes: z.array(z.string()).readonly().describe('What else does not fit'),
  })
  .readonly();

const stack = z
  .strictObject({
    id: z.string().describe('On the command line, such as `Accounts`'),
    name: z.string().describe('In CloudFormation, such as `Rampart-Accounts`'),
    status: z.string().nullable().describe("CloudFormation's status; null: there is no such stack"),
    condition: z
      .enum(STACK_CONDITIONS)
      .describe(
        '`stable`: it takes a deployment and an import; `paused`: a deployment, but no import; `paused-unborn`: the same, and it was never complete; `unborn`: nothing but its deletion; `stuck`: its rollback failed; `busy`: an operation is running',
      ),
    steps: z
      .array(z.strictObject({ text: z.string(), commands: z.array(command).readonly() }).readonly())
      .readonly()
      .describe('What to do, in order'),
    mapping: z
      .record(z.string(), z.strictObject({ AccountId: z.string() }))
      .nullable()
      .describe('What `cdk import --resource-mapping` takes now; null: nothing can be imported now'),
  })
  .readonly();

const unknown = z
  .strictObject({
    accountId: z.string(),
    name: z.string(),
    email: z.string(),
    state: z.string().describe("AWS's word, such as `ACTIVE`"),
    place: z.string().describe('Where it is, by the names of the units'),
  })
  .readonly();

const recovery = z.strictObject({
  formatVersion: z.literal(1),
  problems: z.array(z.never()).readonly(),
  isFine: z.boolean().describe('Whether every account of the files is there, in its unit and in its stack'),
  accounts: z.array(account).readonly().describe('Every account of the files, the most urgent first'),
  stacks: z.array(stack).readonly().describe('Every stack of accounts, in the order in which they are deployed'),
  unknown: z.array(unknown).readonly().describe('The accounts of the organization that no file knows'),
  written: z.array(z.string()).readonly().describe('The files that were written'),
});

export type RecoverOutput = z.output<typeof recovery>;

/** The output of `rampart recover --json`. */
export const recoverOutputSchema = z.union([recovery, refusalOutputSchema]);
