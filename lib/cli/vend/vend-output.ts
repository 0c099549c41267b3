import { z } from 'zod';
import { refusalOutputSchema } from '../input/problem-output';

const base = { formatVersion: z.literal(1), problems: z.array(z.never()).readonly() };
const notes = z.array(z.string()).readonly().describe('What is worth knowing');

const step = z.strictObject({
  what: z.string(),
  commands: z.array(z.string()).readonly().describe('Empty: it is no command'),
});
const steps = z.array(step.readonly()).readonly().describe('What somebody does next, in this order');

const vended = z.strictObject({
  ...base,
  account: z
    .strictObject({
      name: z.string(),
      email: z.string(),
      unit: z.string(),
      owner: z.string(),
      budget: z.number().describe('In USD a month'),
      alerts: z
        .strictObject({
          actual: z.array(z.number()).readonly().describe('In percent of the budget: what was spent'),
          forecast: z.array(z.number()).readonly().describe('In percent of the budget: what is expected to be spent'),
          addresses: z.array(z.string()).readonly().describe('Who is told, by e-mail; empty: nobody'),
        })
        .readonly(),
      tags: z.record(z.string(), z.string()).readonly(),
      stack: z.string().describe('The stack that will hold it'),
    })
    .readonly(),
  file: z.string(),
  isWritten: z.boolean().describe('false: `--dry-run` was given'),
  gets: z
    .strictObject({
      guardrails: z
        .array(z.strictObject({ target: z.string(), guardrails: z.array(z.string()).readonly() }).readonly())
        .readonly()
        .describe('From the root down to its unit'),
      regions: z.array(z.string()).readonly().describe('Where it may work'),
      baseline: z
        .array(z.strictObject({ stackSet: z.string(), regions: z.array(z.string()).readonly() }).readonly())
        .readonly()
        .describe('The StackSets that reach it by themselves'),
      conformancePacks: z.array(z.string()).readonly().describe('What measures it'),
      people: z
        .array(
          z
            .strictObject({
              group: z.string(),
              permissionSet: z.string(),
              isDeployed: z
                .boolean()
                .describe("false: the id of the group, or Identity Center's instance, is not in the configuration"),
            })
            .readonly(),
        )
        .readonly(),
      monthlyCosts: z
        .strictObject({
          account: z.number().describe('What this account adds'),
          organization: z.number().describe('Of the whole organization with it'),
        })
        .readonly()
        .describe('In USD, without workloads: see `rampart costs`'),
      accounts: z
        .strictObject({
          used: z.int().positive().describe('With this one, the management account and closed accounts'),
          quota: z.int().positive(),
          asOf: z.string().describe('The day on which this was the quota'),
        })
        .readonly(),
    })
    .readonly(),
  notes,
  next: steps,
});

const changed = z.strictObject({
  ...base,
  account: z.string(),
  number: z.string().nullable().describe('null: the file does not have it'),
  state: z.enum(['suspended', 'closed']).describe('What the file says now'),
  unit: z.strictObject({ before: z.string(), after: z.string() }).readonly(),
  file: z.string(),
  isWritten: z.boolean().describe('false: `--dry-run` was given'),
  notes,
  next: steps,
});

export type VendOutput = z.output<typeof vended>;
export type LifecycleOutput = z.output<typeof changed>;
export type NextStep = z.output<typeof step>;

/** The output of `rampart vend --json`. */
export const vendOutputSchema = z.union([vended, changed, refusalOutputSchema]);
