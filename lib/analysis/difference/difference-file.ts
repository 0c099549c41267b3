import { z } from 'zod';
import { CONTROL_POLICY_TYPES } from '../../iam/control-policy-type';
import { IMPOSSIBLE_EDITS, NOT_COMPARED } from '../../model/impossible-edit';
import { MANAGEMENT_POLICY_TYPES } from '../../iam/management-policies/policy-type';
import { accessEditsSchema } from './access-edit';
import { decisionSchema, requestLineSchema } from '../evaluate/request-line';

/** The format of a difference: the output of `rampart diff --json`, and the source of its other reports. */

const ids = z.array(z.string()).readonly();
const summary = z.string().describe('The entry as a sentence for a reviewer');

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
  targets: ids.describe('The topmost targets in which it applies to every account, existing or future'),
  accounts: ids.describe('The existing accounts to which it applies'),
  actions: ids.describe('Actions known today; patterns of them where a change follows from an entry of `principals`'),
  openActions: z.string().nullable().describe('A pattern for actions that AWS adds later, or null'),
};

const change = z
  .strictObject({
    kind: z.enum(['denied', 'permitted']).describe('The decision now; before, it was the other one'),
    ...where,
    when: z
      .array(condition)
      .readonly()
      .describe('The conditions that all requests of the change meet; an empty list: none that all of them meet'),
    parts: ids.describe('What the change consists of, as sentences; empty: of what its own sentence says'),
    isDocumented: z
      .boolean()
      .describe('false: AWS never makes such calls, by the service reference of `referenceDate`'),
    guardrails: ids.describe('The guardrails that deny now, or that denied before'),
    summary,
    witness: requestLineSchema,
    before: decisionSchema,
    after: decisionSchema,
  })
  .readonly();

const undecided = z
  .strictObject({
    kind: z
      .enum(['denied', 'permitted'])
      .nullable()
      .describe('null: the decision may have changed in either direction'),
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
      .describe(
        'text: rewritten statements; parameters: parameters without effect; packing: the same statements in other places',
      ),
    targets: ids,
    guardrails: ids,
    documents: ids,
    summary,
  })
  .readonly();

const effective = z
  .strictObject({
    targets: where.targets,
    accounts: where.accounts,
    type: z.enum(MANAGEMENT_POLICY_TYPES),
    path: ids.describe('The names from the top of the effective policy down to the setting'),
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
      'unit-name',
      'account-owner',
      'account-budget',
      'account-tags',
    ]),
    id: z.string().describe('The account or unit: its id now, or before it was removed'),
    before: z
      .string()
      .nullable()
      .describe('The parent, the state, or what else the kind names; of tags, a JSON object'),
    after: z.string().nullable(),
    summary,
  })
  .readonly();

const trustedId = z
  .strictObject({
    kind: z.enum(['organization', 'management-account', 'root', 'unit', 'account']),
    target: z.string().describe('The root, unit or account; empty for the organization and its management account'),
    before: z.string().nullable().describe('null: not written down'),
    after: z.string().nullable(),
    summary,
  })
  .readonly();

const impossible = z
  .strictObject({
    kind: z.enum(IMPOSSIBLE_EDITS),
    target: z.string().describe('The unit or account; empty: the organization'),
    allowed: z.string().describe('What would be accepted'),
    fix: z.string(),
    summary,
  })
  .readonly();

const exemption = z
  .strictObject({
    kind: z
      .enum(['added', 'removed', 'widened', 'narrowed', 'prolonged', 'shortened', 'described'])
      .describe('described: only the owner or the reason changed'),
    principal: z.string(),
    guardrails: ids,
    owner: z.string(),
    reason: z.string(),
    before: z.string().nullable().describe('When the exemption ended, `never`, or null if there was no exemption'),
    after: z.string().nullable(),
    summary,
  })
  .readonly();

const edit = z
  .strictObject({
    kind: z.enum([
      'evidence-changed',
      'evidence-weakened',
      'region-added',
      'region-removed',
      'guardrail-added',
      'guardrail-removed',
      'guardrail-moved',
      'parameters',
    ]),
    guardrails: ids,
    targets: ids,
    parameters: z
      .record(z.string(), z.strictObject({ before: z.unknown(), after: z.unknown() }).readonly())
      .readonly()
      .describe('The values of each changed parameter; null: not set'),
    summary,
  })
  .readonly();

const principal = z
  .strictObject({
    before: z.string().nullable().describe('The pattern that guardrails exempted; null: none'),
    after: z.string().nullable().describe('The pattern in its place; null: none'),
    guardrails: ids.describe('The guardrails that exempt it'),
    protectedBy: ids.describe('The guardrails that protect it from others'),
    summary,
  })
  .readonly();

const quota = z
  .strictObject({
    target: z.string(),
    type: z.enum([...CONTROL_POLICY_TYPES, ...MANAGEMENT_POLICY_TYPES]),
    documents: z.strictObject({ before: z.int(), after: z.int(), allowed: z.int() }).readonly(),
    characters: z
      .strictObject({ before: z.int(), after: z.int(), allowed: z.int() })
      .readonly()
      .describe('Of the longest policy'),
  })
  .readonly();

export const differenceSchema = z
  .strictObject({
    formatVersion: z.literal(2),
    equal: z
      .boolean()
      .describe(
        'Whether all decisions and settings are proved to be the same: no changes, nothing undecided, no trusted ids',
      ),
    impossible: z
      .array(impossible)
      .readonly()
      .describe('Edits that no deployment can make, or not in one step: `rampart diff` fails for each of them'),
    notCompared: z
      .array(z.enum(NOT_COMPARED))
      .readonly()
      .describe('Facts of accounts and of the organization that one of the states does not have'),
    access: accessEditsSchema,
    edits: z.array(edit).readonly().describe('What was edited in the configuration, whatever follows from it'),
    changes: z.array(change).readonly(),
    undecided: z.array(undecided).readonly(),
    sameMeaning: z.array(sameMeaning).readonly(),
    effective: z.array(effective).readonly(),
    moves: z.array(move).readonly(),
    trustedIds: z
      .array(trustedId)
      .readonly()
      .describe('Ids at AWS that a configuration states and that changed: nothing here checks that they are right'),
    principals: z
      .array(principal)
      .readonly()
      .describe(
        'Platform principals that are replaced, added or removed; at most one change of each kind follows from one',
      ),
    exemptions: z.array(exemption).readonly(),
    referenceDate: z.string().describe('The day of the service reference, as YYYY-MM-DD'),
    quota: z.array(quota).readonly().describe('Targets at which the use of a policy quota changed'),
    requests: z
      .record(z.string(), z.array(z.int()).readonly())
      .optional()
      .describe('For each request, by its id, the positions in `changes` of the changes that contain it'),
  })
  .readonly();

export type Difference = z.output<typeof differenceSchema>;
export type DifferenceChange = Difference['changes'][number];
export type DifferenceCondition = DifferenceChange['when'][number];
