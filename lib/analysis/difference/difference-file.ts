import { z } from 'zod';
import { decisionSchema, requestLineSchema } from '../evaluate/request-line';

/** The format of a difference: what `rampart diff --json` writes, and what its texts are made of. */

const CONTROL_TYPES = ['SERVICE_CONTROL_POLICY', 'RESOURCE_CONTROL_POLICY'] as const;
const MANAGEMENT_POLICY_TYPES = [
  'AISERVICES_OPT_OUT_POLICY',
  'BACKUP_POLICY',
  'DECLARATIVE_POLICY_EC2',
  'S3_POLICY',
  'TAG_POLICY',
] as const;

const ids = z.array(z.string()).readonly();
const summary = z.string().describe('The whole of it as a sentence for a reviewer');

const condition = z
  .strictObject({
    key: z.string().describe('A condition key, `resource` or `principal`'),
    operator: z.enum([
      'is',
      'isNot',
      'matches',
      'notMatches',
      'absent',
      'present',
      'before',
      'after',
      'inside',
      'outside',
    ]),
    values: ids,
  })
  .readonly();

const where = {
  targets: ids.describe('The topmost targets below which it holds for every account, real or to come'),
  accounts: ids.describe('The accounts for which it holds'),
  actions: ids.describe('Actions known today'),
  openActions: z.string().nullable().describe('A pattern that actions added by AWS later may match, or null'),
};

const change = z
  .strictObject({
    kind: z.enum(['denied', 'permitted']).describe('What the requests are now, and were not before'),
    ...where,
    when: z.array(condition).readonly().describe('All of these hold; none: always'),
    guardrails: ids.describe('That deny now, or that denied before'),
    summary,
    witness: requestLineSchema,
    before: decisionSchema,
    after: decisionSchema,
  })
  .readonly();

const undecided = z
  .strictObject({
    kind: z.enum(['denied', 'permitted']).nullable().describe('null: it may have changed either way'),
    ...where,
    guardrails: ids,
    reason: z.string(),
    summary,
  })
  .readonly();

const sameMeaning = z
  .strictObject({
    kind: z
      .enum(['text', 'parameters', 'packing'])
      .describe('Statements written otherwise; parameters without effect; the same statements in other documents'),
    targets: ids,
    guardrails: ids,
    documents: ids,
    summary,
  })
  .readonly();

const effective = z
  .strictObject({
    accounts: ids,
    type: z.enum(MANAGEMENT_POLICY_TYPES),
    path: ids.describe('Names from the top of the effective policy down'),
    before: z.unknown().describe('null: not set'),
    after: z.unknown().describe('null: not set'),
    guardrails: ids,
    summary,
  })
  .readonly();

const move = z
  .strictObject({
    kind: z.enum([
      'account-added',
      'account-moved',
      'account-removed',
      'account-state',
      'unit-added',
      'unit-moved',
      'unit-removed',
    ]),
    id: z.string().describe('The account or unit, as it is called now, or was before it went'),
    before: z.string().nullable().describe('The target above, or the state'),
    after: z.string().nullable(),
    summary,
  })
  .readonly();

const exemption = z
  .strictObject({
    kind: z.enum(['added', 'removed', 'widened', 'narrowed', 'prolonged', 'shortened']),
    principal: z.string(),
    guardrails: ids,
    owner: z.string(),
    reason: z.string(),
    before: z.string().nullable().describe('When it ended, `never`, or null where there was none'),
    after: z.string().nullable(),
    summary,
  })
  .readonly();

const quota = z
  .strictObject({
    target: z.string(),
    type: z.enum([...CONTROL_TYPES, ...MANAGEMENT_POLICY_TYPES]),
    documents: z.strictObject({ before: z.int(), after: z.int(), allowed: z.int() }).readonly(),
    characters: z
      .strictObject({ before: z.int(), after: z.int(), allowed: z.int() })
      .readonly()
      .describe('Of the longest document'),
  })
  .readonly();

export const differenceSchema = z
  .strictObject({
    formatVersion: z.literal(1),
    equal: z.boolean().describe('Whether everything is proved to decide alike: no changes, nothing undecided'),
    changes: z.array(change).readonly(),
    undecided: z.array(undecided).readonly(),
    sameMeaning: z.array(sameMeaning).readonly(),
    effective: z.array(effective).readonly(),
    moves: z.array(move).readonly(),
    exemptions: z.array(exemption).readonly(),
    quota: z.array(quota).readonly().describe('Targets whose use of the quotas changed'),
    requests: z
      .record(z.string(), z.array(z.int()).readonly())
      .optional()
      .describe('For each request, by its id, the places in `changes` of those in whose exact region it lies'),
  })
  .readonly();

export type Difference = z.output<typeof differenceSchema>;
export type DifferenceChange = Difference['changes'][number];
export type DifferenceCondition = DifferenceChange['when'][number];
