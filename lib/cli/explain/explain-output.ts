import { z } from 'zod';
import { decisionSchema, requestLineSchema } from '../../analysis/evaluate/request-line';
import { CONTROL_POLICY_TYPES } from '../../iam/control-policy-type';
import { MANAGEMENT_POLICY_TYPES } from '../../iam/management-policies/policy-type';
import { refusalOutputSchema } from '../input/problem-output';

const names = z.array(z.string()).readonly();
const nullable = z.string().nullable();

const statement = z.strictObject({
  document: z.string(),
  type: z.enum(CONTROL_POLICY_TYPES),
  awsId: nullable.describe("The policy's id at AWS"),
  pointer: z.string().describe('A JSON pointer to the statement in the document'),
  sid: nullable,
  guardrails: names,
  verdict: z.enum(['denies', 'may deny']),
  missing: names.describe('What the verdict depends on: condition keys and `resource`'),
  leavesOut: names.describe('The patterns of `aws:PrincipalArn` that it exempts'),
  permittedIf: names.describe('If it may deny: any one of these keeps it from it'),
});

const step = z.strictObject({
  target: z.string(),
  kind: z.enum(['root', 'unit', 'account', 'management-account']),
  statements: z.array(statement.readonly()).readonly(),
  allows: z
    .enum(['yes', 'no', 'maybe'])
    .nullable()
    .describe('Whether the documents here allow the call; null: everything is allowed here'),
});

const exemption = {
  principal: z.string().describe('A pattern of `aws:PrincipalArn`'),
  platform: nullable.describe("Its name among the platform's principals"),
  owner: nullable,
  reason: nullable,
  expires: nullable.describe('null: it does not end'),
};

const guardrail = z.strictObject({
  id: z.string(),
  summary: nullable.describe('null: this release has no such guardrail'),
  rationale: nullable,
  page: nullable.describe('Its page in the repository'),
  exempt: z.array(z.strictObject(exemption).readonly()).readonly(),
  exempts: z.boolean().describe('Whether principals can be exempted from it'),
});

const setting = z.strictObject({
  type: z.enum(MANAGEMENT_POLICY_TYPES),
  account: z.string().describe('The account of the resource'),
  path: names.describe('From the top of the effective policy down to the setting'),
  value: z.union([z.string(), z.number(), z.boolean(), names]),
  guardrails: names.describe('Empty: the policy is not known to come from a guardrail'),
});

const reading = z.strictObject({
  principals: names,
  resourceAccounts: z.array(nullable).readonly().describe('null: outside of the organization; empty: it is known'),
  decision: decisionSchema.unwrap().shape.decision,
  by: decisionSchema.unwrap().shape.by,
  missing: names,
});

const reason = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('policy'),
    words: nullable.describe('The type of the policy, as AWS writes it'),
    type: z.enum(CONTROL_POLICY_TYPES).nullable(),
    effect: z.enum(['explicit', 'implicit']),
    arn: nullable,
    action: nullable.describe('The action that no policy allows'),
    statements: names.describe('The `Sid` of each statement that applied'),
  }),
  z.strictObject({ kind: z.literal('management-policy'), type: z.enum(MANAGEMENT_POLICY_TYPES), setting: nullable }),
  z.strictObject({ kind: z.literal('other'), words: z.string() }),
]);

const caller = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('principal'), principal: z.string() }),
  z.strictObject({ kind: z.literal('session'), partition: z.string(), account: z.string(), role: z.string() }),
  z.strictObject({ kind: z.literal('name'), name: z.string() }),
]);

const message = z.strictObject({
  caller: caller.nullable(),
  action: nullable,
  operation: nullable,
  candidates: names.describe('The actions that the operation may need'),
  resource: nullable,
  context: z.record(z.string(), z.union([z.string(), names])).readonly(),
  reason: reason.nullable().describe('Why AWS says that it denied the call'),
  isEncoded: z.boolean(),
  assumed: names,
});

const ofMessage = {
  message: message.describe("What was read of AWS's message"),
  otherDenials: z.array(message.readonly()).readonly().describe('The other denials in the text'),
  refusedBy: z
    .array(z.strictObject({ target: z.string(), document: z.string(), guardrails: names }).readonly())
    .readonly()
    .describe('The management policies that may have refused the call'),
};

const said = {
  formatVersion: z.literal(1),
  assumed: names.describe('Sentences: what the answer depends on and the call does not say'),
  notes: names.describe("Sentences: what AWS's message adds"),
};

const answer = z.strictObject({
  ...said,
  ...decisionSchema.unwrap().shape,
  request: requestLineSchema.describe('The call that was judged, with what is assumed about it'),
  path: z.array(step.readonly()).readonly().describe('From the root down'),
  guardrails: z.array(guardrail.readonly()).readonly().describe('Those that deny the call, or may deny it'),
  ownExemptions: z
    .array(
      z
        .strictObject({
          ...exemption,
          guardrail: z.string(),
          ended: z.boolean().describe('It ended before the call'),
        })
        .readonly(),
    )
    .readonly()
    .describe("The caller's own, from guardrails that would matter without them"),
  managementPolicies: z
    .array(setting.readonly())
    .readonly()
    .describe('Settings that govern the call: the service enforces them'),
  proposal: z
    .strictObject({ principals: names.describe('Patterns of `aws:PrincipalArn`'), guardrails: names })
    .readonly()
    .nullable()
    .describe('An exemption that would change the decision; null: none would'),
  readings: z
    .array(reading.readonly())
    .readonly()
    .describe('The answers, if they differ by what the description of the call leaves open'),
  message: ofMessage.message.optional(),
  otherDenials: ofMessage.otherDenials.optional(),
  refusedBy: ofMessage.refusedBy.optional(),
});

const refusal = z.strictObject({
  ...said,
  ...ofMessage,
  decision: z.null().describe("A management policy refused a call that AWS's message does not describe"),
});

/** The output of `rampart explain --json` for one call. */
export const explainOutputSchema = z.union([answer.readonly(), refusal.readonly(), refusalOutputSchema]);

/** What the command answers. */
export type ExplainOutput = z.output<typeof answer> | z.output<typeof refusal>;

export type ExplainedReadings = z.output<typeof answer>['readings'];
