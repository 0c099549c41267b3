import type { LiveOrganization, LivePolicy } from '../../model/live-organization';
import { POLICY_NAME } from '../../model/names';
import type { Quotas } from '../../model/quotas';
import { inARow } from '../../report/words';
import { POLICY_KINDS, type PolicyKind } from '../assemble/policy-quota';
import { identify } from './compare-policies';
import { aDrift, globally, type Drift } from './drift';
import type { ExpectedPolicy } from './expected-policies';
import type { Places } from './places';

/**
 * The policies that no file has. One that is attached nowhere binds nobody, and `quotas.reservedServiceControlPolicies` says
 * how many another tool, such as Control Tower, may attach to each target: both are notes. Where such a policy has our kind
 * of name, no other tool made it.
 */
export function findForeignPolicies(
  expected: readonly ExpectedPolicy[],
  live: LiveOrganization,
  quotas: Quotas,
  places: Places,
): readonly Drift[] {
  const ours = new Set(expected.map(identify));
  const foreign = live.policies.filter((policy) => !policy.awsManaged && !ours.has(identify(policy)));
  const attached = countAttached(live.policies);
  const others = countAttached(foreign.filter(({ name }) => !POLICY_NAME.test(name)));
  return foreign.map((policy) => {
    const kind = POLICY_KINDS.find(({ type }) => type === policy.type);
    const reserved = kind?.reserved === undefined ? 0 : quotas[kind.reserved].value;
    const isExpected =
      !POLICY_NAME.test(policy.name) && policy.targetIds.every((id) => (others.get(slot(policy, id)) ?? 0) <= reserved);
    return aDrift({
      ...{ kind: 'policy-foreign', subject: policy.name, isNote: isExpected || policy.targetIds.length === 0 },
      summary: `policy \`${policy.name}\` (${policy.id}, ${policy.type}) is in no file, and ${describeTargets(policy, places)}${describeSlots(policy, kind, attached, quotas)}`,
      trace: globally('CreatePolicy', 'AttachPolicy'),
      fix:
        kind?.reserved === undefined || POLICY_NAME.test(policy.name)
          ? 'detach it, or make a guardrail of it'
          : 'detach it, or make a guardrail of it; if another tool needs it, count it in `quotas.reservedServiceControlPolicies`',
    });
  });
}

/** How many policies of each type hang at each target. */
function countAttached(policies: readonly LivePolicy[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const policy of policies)
    for (const id of policy.targetIds) counts.set(slot(policy, id), (counts.get(slot(policy, id)) ?? 0) + 1);
  return counts;
}

function slot({ type }: LivePolicy, targetId: string): string {
  return `${type} ${targetId}`;
}

/** Targets that a sentence names. */
const NAMED = 3;

function describeTargets({ targetIds }: LivePolicy, places: Places): string {
  if (targetIds.length === 0) return 'attached nowhere';
  const named = targetIds.slice(0, NAMED).map(places);
  const left = targetIds.length - named.length;
  return `attached to ${inARow(left > 0 ? [...named, `${left} more`] : named, 'and')}`;
}

/** Where it leaves no room for a policy of ours, the next deployment fails. */
function describeSlots(
  policy: LivePolicy,
  kind: PolicyKind | undefined,
  attached: ReadonlyMap<string, number>,
  quotas: Quotas,
): string {
  if (kind === undefined || policy.targetIds.length === 0) return '';
  const most = Math.max(...policy.targetIds.map((id) => attached.get(slot(policy, id)) ?? 0));
  const { value } = quotas[kind.perTarget];
  return most < value ? '' : `, where it takes the last of the ${value} places for policies of that type`;
}
