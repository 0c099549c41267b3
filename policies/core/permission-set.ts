import { z } from 'zod';
import { globCovers } from '../../lib/iam/patterns/glob';
import type { PolicyDocument, Statement } from '../../lib/iam/statement';
import { PERMISSION_SET_DEFAULTS, type PermissionSetId } from '../../lib/model/permission-sets';
import { actionsOf, type ActionGroup } from './action-group';
import { guardrail, type Guardrail } from './guardrail';
import type { OrganizationFacts } from './organization-facts';
import type { Probe, ProbePlace } from './probe';
import { deny } from './statements';

/** What a permission set allows, and what it denies of that. */
interface PermissionSetDefinition {
  /** Its summary is in lib/model/permission-sets.ts, with its hours. */
  readonly id: PermissionSetId;
  /** Why it is drawn like this. */
  readonly rationale: string;
  readonly references: readonly string[];
  /** What it allows, on every resource: the statements narrow it. `everything`: all actions. */
  readonly allows:
    'everything' | readonly ActionGroup[] | ((organization: OrganizationFacts) => readonly ActionGroup[]);
  /** What it denies of that, for good: no policy of a resource lifts it. */
  readonly denies: (organization: OrganizationFacts) => readonly Statement[];
  /** What it denies, too, although it does not allow it: policies of resources could. */
  readonly refuses?: RefusedActions;
  /** What its people may do, as `possible`, and may not do, as `denied`, with a principal of the probed account. */
  readonly probes: (place: ProbePlace) => readonly Probe[];
}

/** What stays denied, whatever a policy of a resource allows. */
export interface RefusedActions {
  readonly groups: readonly ActionGroup[];
  /** What is refused, as `denied`. */
  readonly probes: (place: ProbePlace) => readonly Probe[];
}

/**
 * What people may do in an account, as one inline policy of a permission set; roles of partners and of the platform have it,
 * too. It grants a list of actions and denies some of them under conditions.
 *
 * For a policy of an identity, granting only a list means the same as denying everything else. So it is proved like a
 * guardrail, by probes and mutants. The difference: a policy of a resource in the same account can grant what the list does
 * not have, and not what is denied. What nobody must grant is therefore refused: denied, too. It is proved on its own, as if
 * policies of resources allowed everything, because beside the list it changes nothing.
 *
 * Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic_policy-eval-basics-id-rdp.html
 */
export interface PermissionSetPolicy {
  readonly id: PermissionSetId;
  /** The policy as its denials alone: what the proofs hold. */
  readonly proved: Guardrail;
  /** The policy as it is deployed. */
  readonly document: (organization: OrganizationFacts) => PolicyDocument;
}

/** Without what another entry has anyway, such as the reading of a service that is listed as a whole. */
function withoutCovered(actions: readonly string[]): readonly string[] {
  // Most pairs differ in their letters before a wildcard already.
  const patterns = actions
    .filter((action) => action.endsWith('*'))
    .map((pattern) => ({ pattern, start: pattern.slice(0, pattern.search(/[*?]/)) }));
  const isCovered = (action: string): boolean =>
    patterns.some(
      ({ pattern, start }) => action.startsWith(start) && pattern !== action && globCovers(pattern, action),
    );
  return actions.filter((action) => !isCovered(action));
}

const schema = z.strictObject({
  resourcesAllow: z
    .boolean()
    .default(false)
    .describe('Whether policies of resources allow everything, so that only what is refused stays denied'),
});

export function permissionSet(definition: PermissionSetDefinition): PermissionSetPolicy {
  const { id, rationale, references, allows, denies, refuses, probes } = definition;
  const actionsIn = (organization: OrganizationFacts): readonly string[] =>
    allows === 'everything'
      ? ['*']
      : withoutCovered(actionsOf(typeof allows === 'function' ? allows(organization) : allows));
  const rest = (organization: OrganizationFacts): readonly Statement[] =>
    allows === 'everything' ? [] : [deny({ Sid: 'Else', NotAction: actionsIn(organization), Resource: '*' })];
  const refused =
    refuses === undefined ? [] : [deny({ Sid: 'Refused', Action: actionsOf(refuses.groups), Resource: '*' })];
  return {
    id,
    proved: guardrail({
      id,
      type: 'SERVICE_CONTROL_POLICY',
      summary: PERMISSION_SET_DEFAULTS[id].summary,
      rationale,
      foundBy: { nothing: 'A permission set is a policy of people, and what they may do is in this file.' },
      references,
      exempt: 'nobody',
      parameters: schema.prefault({}),
      statements: ({ resourcesAllow }, organization) =>
        resourcesAllow ? refused : [...rest(organization), ...denies(organization)],
      ...(refuses && {
        variants: [{ name: 'where policies of resources allow everything', parameters: { resourcesAllow: true } }],
      }),
      probes: ({ resourcesAllow }, place) =>
        resourcesAllow
          ? [...probes(place).filter(({ expect }) => expect === 'possible'), ...(refuses?.probes(place) ?? [])]
          : probes(place),
    }),
    document: (organization) => ({
      Version: '2012-10-17',
      Statement: [
        { Sid: 'Allowed', Effect: 'Allow', Action: actionsIn(organization), Resource: '*' },
        ...denies(organization),
        ...refused,
      ],
    }),
  };
}
