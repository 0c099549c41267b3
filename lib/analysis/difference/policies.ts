import { isManagementPolicyType } from '../../iam/management-policies/policy-type';
import type { GuardrailsManagementPolicy } from '../../model/guardrails-file';
import type { AttachedPolicy } from '../evaluate/guardrails-tree';

export function isManagementPolicy(policy: AttachedPolicy): policy is GuardrailsManagementPolicy {
  return isManagementPolicyType(policy.type);
}

/** The content of a policy as JSON, which is written once for all targets of the policy. */
export function contentOf(policy: AttachedPolicy): string {
  const text = contents.get(policy) ?? JSON.stringify(policy.content);
  contents.set(policy, text);
  return text;
}

const contents = new WeakMap<AttachedPolicy, string>();
