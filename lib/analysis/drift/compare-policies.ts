import { groupBy } from '../../model/group-by';
import type { LiveOrganization, LivePolicy } from '../../model/live-organization';
import { inARow } from '../../report/words';
import { aDrift, globally, revertBy, type Drift } from './drift';
import type { ExpectedPolicy } from './expected-policies';
import type { Places } from './places';
import { compareContent } from './same-content';

/** The differences between the policies that must exist and the live ones, but for policies of others. */
export function comparePolicies(
  expected: readonly ExpectedPolicy[],
  live: LiveOrganization,
  places: Places,
): readonly Drift[] {
  const found = groupBy(live.policies, identify);
  return expected.flatMap((policy) => comparePolicy(policy, found.get(identify(policy)) ?? [], places));
}

/** A policy's name is unique among all of its organization, so that a twin of another type is another policy. */
export function identify({ name, type }: Pick<LivePolicy, 'name' | 'type'>): string {
  return `${type} ${name}`;
}

function comparePolicy(expected: ExpectedPolicy, found: readonly LivePolicy[], places: Places): readonly Drift[] {
  const { name, type, content, target, targetId, at, owners, stack } = expected;
  const of = { subject: name, at, owners };
  const fix = `${revertBy(stack)} makes it again what its stack says; else write the change into the files`;
  const [policy] = found;
  if (policy === undefined)
    return [
      aDrift({
        ...{ ...of, kind: 'policy-missing', fix },
        summary: `policy \`${name}\` does not exist, and must be attached to ${describeTarget(expected, places)}`,
        trace: globally('DeletePolicy', 'DetachPolicy', 'UpdatePolicy'),
      }),
    ];
  const differences = compareContent(type, content, policy.content);
  return [
    ...(found.length === 1
      ? []
      : [
          aDrift({
            ...{ ...of, kind: 'policy-repeated' },
            summary: `policy \`${name}\` exists ${found.length} times`,
            trace: globally('CreatePolicy'),
            fix: `delete those that no stack has; \`${stack}\` has ${policy.id}, if that is in its resources`,
          }),
        ]),
    ...(targetId !== null && policy.targetIds.includes(targetId)
      ? []
      : [
          aDrift({
            ...{ ...of, kind: 'policy-detached', fix },
            summary: `policy \`${name}\` is not attached to ${describeTarget({ target, targetId }, places)}`,
            trace: globally('DetachPolicy'),
          }),
        ]),
    ...policy.targetIds
      .filter((id) => id !== targetId)
      .map((id) =>
        aDrift({
          ...{ ...of, kind: 'policy-elsewhere', fix },
          summary: `policy \`${name}\` is attached to ${places(id)}, too, where the files do not have it`,
          trace: globally('AttachPolicy'),
        }),
      ),
    ...(differences.length === 0
      ? []
      : [
          aDrift({
            ...{ ...of, kind: 'policy-changed', fix },
            summary: `policy \`${name}\` on ${describeTarget(expected, places)} is not what the files say: ${inARow(differences, 'and')}`,
            trace: globally('UpdatePolicy'),
          }),
        ]),
  ];
}

function describeTarget({ target, targetId }: Pick<ExpectedPolicy, 'target' | 'targetId'>, places: Places): string {
  return targetId === null ? `\`${target}\`` : places(targetId);
}
