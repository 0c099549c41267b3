import { isManagementPolicyType } from '../../iam/management-policies/policy-type';
import { groupBy } from '../../model/group-by';
import type { GuardrailsDocument, GuardrailsFile, GuardrailsManagementPolicy } from '../../model/guardrails-file';

/** A policy of statements or of settings. */
export type Policy = GuardrailsDocument | GuardrailsManagementPolicy;

export function isManagementPolicy(policy: Policy): policy is GuardrailsManagementPolicy {
  return isManagementPolicyType(policy.type);
}

/** The policies of a type that hang on a target itself, in the order of the file. */
export type ReadPolicies = (target: string, type: Policy['type']) => readonly Policy[];

export function policyReader({ documents, settings = [] }: GuardrailsFile): ReadPolicies {
  const policies: readonly Policy[] = [...documents, ...settings];
  const attachments = policies.flatMap((policy) => [...new Set(policy.targets)].map((target) => ({ target, policy })));
  const places = groupBy(attachments, ({ target }) => target);
  return (target, type) => (places.get(target) ?? []).flatMap(({ policy }) => (policy.type === type ? [policy] : []));
}

/** The content of a policy as text; one that hangs on many targets is written out once. */
export function contentOf(policy: Policy): string {
  const text = contents.get(policy) ?? JSON.stringify(policy.content);
  contents.set(policy, text);
  return text;
}

const contents = new WeakMap<Policy, string>();
