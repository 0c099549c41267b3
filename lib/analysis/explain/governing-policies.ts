/** The management policies that govern a call: no statement denies it, but the service may refuse it. */
import { governs } from '../../iam/management-policies/governed-actions';
import type { SettingValue } from '../../iam/management-policies/management-policy';
import { MANAGEMENT_POLICY_TYPES, type ManagementPolicyType } from '../../iam/management-policies/policy-type';
import type { ServiceReference } from '../../iam/service-reference/service-reference';
import type { Judge } from '../evaluate/decide';
import { guardrailsBehind, managementPolicyReader, settingsIn } from '../evaluate/read-management-policies';
import type { RequestLine } from '../evaluate/request-line';

/** A setting of an effective policy that governs a call. */
export interface GoverningSetting {
  readonly type: ManagementPolicyType;
  /** The account of the resource, in which the setting applies. */
  readonly account: string;
  /** The names from the top down to the setting. */
  readonly path: readonly string[];
  readonly value: SettingValue;
  /** Empty: the policy is not known to come from a guardrail. */
  readonly guardrails: readonly string[];
}

/**
 * The settings that govern a call in the accounts of its resources.
 *
 * @throws if `check` of the judge finds something in the request
 */
export function governingSettings(
  { trace, directory }: Pick<Judge, 'trace' | 'directory'>,
  request: RequestLine,
  reference: ServiceReference,
): readonly GoverningSetting[] {
  const read = managementPolicyReader(directory.tree, directory.resolve);
  const accounts = new Set(trace(request).accesses.flatMap(({ owner }) => owner?.targets.at(-1)?.id ?? []));
  return [...accounts].flatMap((account) => {
    const chain = read(account);
    return MANAGEMENT_POLICY_TYPES.flatMap((type) =>
      [...settingsIn(chain, type)].flatMap(([name, value]): readonly GoverningSetting[] => {
        const path = JSON.parse(name) as readonly string[];
        if (!governs({ type, path, value }, request.action, reference)) return [];
        return [{ type, account, path, value, guardrails: [...new Set(guardrailsBehind(chain, type, path))] }];
      }),
    );
  });
}
