import { z } from 'zod';
import { decisionSchema } from '../../analysis/evaluate/request-line';

/** The format of `rampart prove --json`, for other programs. */

const count = z.int().nonnegative();
const names = z.array(z.string()).readonly();

const probe = z.strictObject({
  name: z.string().describe('What is tried'),
  expect: z.enum(['denied', 'possible']),
  request: z.record(z.string(), z.unknown()).describe('The call, as in a file of requests'),
});

const effect = z.strictObject({
  name: z.string(),
  path: names.describe('The setting, from the top of the policy'),
  value: z.unknown().optional().describe('What an account must end up with; absent: nothing'),
});

const failure = z.strictObject({
  kind: z.enum(['probe', 'effect', 'dialect', 'no-probes', 'packing', 'expectation']),
  run: z.string().nullable().describe('The run, or the documents; null: an expectation'),
  guardrails: names.describe('Empty: all of them together'),
  message: z.string(),
  probe: probe.optional(),
  effect: effect.optional(),
  found: z.unknown().optional().describe('The result for the probe, or the value for the effect'),
  witness: z.unknown().optional().describe('A request that the documents decide differently'),
  expectation: z.string().optional().describe('The id of the expectation'),
  accounts: names.optional(),
  instant: z.string().nullable().optional().describe('The first time at which it fails; null: at every time'),
  decision: decisionSchema.optional(),
  statements: z
    .array(
      z.strictObject({
        guardrails: names,
        target: z.string(),
        document: z.string().nullable(),
        statement: z.string().nullable(),
      }),
    )
    .optional(),
});

const run = z.strictObject({
  name: z.string().describe('`alone, ` and the scenario, or `in the chain at ` and the target'),
  probes: z
    .array(probe.extend({ shadowed: z.boolean(), shadowedBy: names.describe('The guardrails that deny it') }))
    .optional()
    .describe('With --guardrail only'),
  effects: z.array(effect).optional().describe('With --guardrail only'),
  failures: z.array(failure),
});

const mutants = z.strictObject({
  guardrail: z.string(),
  mutants: count,
  killed: count,
  equivalent: count,
  survivors: z.array(
    z.strictObject({
      scenario: z.string(),
      operator: z.string(),
      change: z.string(),
      message: z.string(),
      witness: z.unknown().describe('A request that the mutant decides differently; null: it is undecided'),
    }),
  ),
});

export const proofSchema = z.strictObject({
  formatVersion: z.literal(1),
  guardrails: z.array(
    z.strictObject({
      id: z.string(),
      kind: z.enum(['guardrail', 'boundary', 'permission set']).describe('What the id names'),
      denied: count.describe('Probes of what it must deny, each counted in each run'),
      possible: count.describe('Probes of what must stay possible, each counted in each run'),
      effects: count,
      shadowed: count,
      failures: count,
      runs: z.array(run),
      warnings: z.array(
        z.strictObject({ target: z.string().optional(), parameter: z.string().optional(), message: z.string() }),
      ),
      mutants: mutants.optional().describe('With --mutants only'),
    }),
  ),
  failures: z.array(failure).describe('Of the documents that will be deployed'),
  expectations: z.array(
    z.strictObject({
      id: z.string(),
      file: z.string(),
      line: count,
      column: count,
      expect: z.enum(['permitted', 'denied']),
      reason: z.string(),
      targets: names,
      accounts: names.describe('Empty: there is none at or below the targets yet'),
      failures: z.array(failure),
    }),
  ),
});
