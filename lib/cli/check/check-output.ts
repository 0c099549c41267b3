import { z } from 'zod';
import { CONTROL_POLICY_TYPES } from '../../iam/control-policy-type';
import { ENDING_KINDS } from '../../analysis/assemble/exemption-ends';
import { problemOutputSchema, refusalOutputSchema } from '../input/problem-output';

const count = z.int().nonnegative();
const position = { file: z.string(), line: z.int().positive(), column: z.int().positive() };

const exemptionEnd = z
  .strictObject({
    ...position,
    kind: z.enum(ENDING_KINDS).describe('What ends: an exemption, the role of a partner, or a revocation'),
    subject: z
      .string()
      .describe(
        'Who or what is exempt: a principal, or a parameter of a guardrail; the partner; the person or role that is revoked',
      ),
    guardrails: z.array(z.string()).readonly().describe('Of an exemption'),
    owner: z.string().nullable(),
    expires: z.string().describe('ISO 8601 in UTC'),
  })
  .readonly();

/** What has ended, and what ends soon: exemptions, partners and revocations. */
export const exemptionsOutputSchema = z
  .strictObject({
    at: z.string().describe('The time for which it is said; ISO 8601 in UTC'),
    ended: z.array(exemptionEnd).readonly(),
    endingSoon: z.array(exemptionEnd).readonly().describe('They end within 14 days'),
    alignment: z
      .strictObject({
        ends: count.describe('At how many times exemptions expire'),
        earliest: z.string(),
        savedStatements: count,
        savedCharacters: z.int(),
      })
      .nullable()
      .describe('What it would save if all exemptions expired at the earliest of these times; null: too little'),
  })
  .readonly();

/** The output of `rampart check --json`. */
export const checkOutputSchema = z.union([
  z.strictObject({
    formatVersion: z.literal(1),
    problems: z.array(problemOutputSchema).length(0).readonly(),
    units: count,
    accounts: count,
    guardrails: count.describe('Different ones'),
    placements: count.describe('Pairs of a guardrail and a target'),
    unheardBudgets: z
      .array(z.string())
      .readonly()
      .describe('The keys of accounts whose budget tells nobody: a warning'),
    exemptions: exemptionsOutputSchema,
  }),
  refusalOutputSchema,
]);

const finding = z
  .strictObject({
    ...position,
    rule: z.string().describe('The id of the rule; `policy-type`: the document is no organization policy'),
    severity: z.enum(['error', 'warning']),
    pointer: z.string().describe('A JSON pointer into the document'),
    message: z.string().describe('What is wrong here'),
    why: z.string().describe('What goes wrong in such a policy'),
    fix: z.string().describe('What to write instead'),
  })
  .readonly();

/** The output of `rampart check --policies --json`. */
export const checkPoliciesOutputSchema = z.strictObject({
  formatVersion: z.literal(1),
  problems: z.array(problemOutputSchema).readonly().describe('Why files could not be read'),
  findings: z.array(finding).readonly(),
  policies: count.describe('Policy documents'),
  documents: z
    .array(
      z
        .strictObject({
          file: z.string(),
          type: z.enum(CONTROL_POLICY_TYPES).nullable().describe('null: unknown, and the document was not checked'),
          isTypeGuessed: z.boolean().describe('true: `--type` was not given'),
        })
        .readonly(),
    )
    .readonly(),
  notPolicies: z.array(z.string()).readonly().describe('Files without policy statements; they were not checked'),
});
