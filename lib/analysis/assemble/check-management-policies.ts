import { checkManagementPolicy } from '../../iam/management-policies/check-policy';
import { listSettings, type SettingChange } from '../../iam/management-policies/list-settings';
import type { Problem } from '../../model/problem';
import type { CompiledManagementGuardrail } from './compiled-guardrail';

/** What AWS would reject in the policy of a management guardrail. */
export function findRefusedManagementPolicies({
  placement,
  guardrail,
  content,
}: CompiledManagementGuardrail): readonly Problem[] {
  return checkManagementPolicy(content, guardrail.type).map(({ pointer, message, allowed }) => ({
    code: 'refused-settings',
    at: placement.at,
    message: `\`${guardrail.id}\` writes a policy that AWS rejects: ${pointer}: ${message}`,
    ...(allowed !== undefined && { allowed }),
    fix: 'change the parameters',
  }));
}

/**
 * Two policies on one target with different values for one setting. Which one is effective depends on which was attached
 * first.
 *
 * Source: https://docs.aws.amazon.com/organizations/latest/userguide/inheritance-examples.html, example 6
 */
export function findContradictingManagementPolicies(
  compiled: readonly CompiledManagementGuardrail[],
): readonly Problem[] {
  const first = new Map<string, { readonly change: SettingChange; readonly by: CompiledManagementGuardrail }>();
  return compiled.flatMap((one) => {
    const { placement, guardrail } = one;
    return listSettings(one.content).flatMap((change): readonly Problem[] => {
      const setting = JSON.stringify([placement.target, guardrail.type, change.path]);
      const known = first.get(setting);
      if (known === undefined) first.set(setting, { change, by: one });
      if (known === undefined || known.by === one || agree(known.change, change)) return [];
      return [
        {
          code: 'contradicting-settings',
          at: placement.at,
          message:
            `\`${guardrail.id}\` sets \`${change.path.join('/')}\` on \`${placement.target}\` to ` +
            `\`${JSON.stringify(change.value)}\`, and \`${known.by.guardrail.id}\` to ` +
            `\`${JSON.stringify(known.change.value)}\``,
          allowed: 'one value for each setting on one target',
          fix: 'make the parameters agree, or place one of the two on another target',
        },
      ];
    });
  });
}

/** Several policies may add to a list or remove from it; only one may assign a value. */
function agree(one: SettingChange, other: SettingChange): boolean {
  if (one.operator !== other.operator) return false;
  return one.operator !== '@@assign' || JSON.stringify(one.value) === JSON.stringify(other.value);
}
