import { below } from '../../iam/json';
import { memoize } from '../../iam/memoize';
import { effectivePolicy } from '../../iam/management-policies/effective-policy';
import { listEffective } from '../../iam/management-policies/list-settings';
import {
  isPart,
  LIMIT,
  type ManagementPolicy,
  type SettingValue,
} from '../../iam/management-policies/management-policy';
import type { ManagementPolicyType } from '../../iam/management-policies/policy-type';
import type { GuardrailsManagementPolicy } from '../../model/guardrails-file';
import { mapStrings } from '../../model/placeholder';
import type { GuardrailsTree } from './guardrails-tree';
import { guardrailsAt, type Provenance } from './provenance';

export interface ReadManagementPolicy {
  readonly type: ManagementPolicyType;
  readonly content: ManagementPolicy;
  readonly guardrails: Provenance;
}

/** The management policies attached to a target and above it, level by level from the root down; empty levels are omitted. */
export type ManagementPolicyChain = readonly (readonly ReadManagementPolicy[])[];

/** By the id of the target. Targets below the same policies have the same object as their chain. */
export type ReadManagementPolicies = (target: string) => ManagementPolicyChain;

/** @param resolve replaces placeholders by ids */
export function managementPolicyReader(
  tree: GuardrailsTree,
  resolve: (text: string) => string,
): ReadManagementPolicies {
  const resolved = memoize(({ type, content, guardrails = {} }: GuardrailsManagementPolicy): ReadManagementPolicy => ({
    type,
    content: mapStrings(content, resolve) as ManagementPolicy,
    guardrails,
  }));
  const downTo: ReadManagementPolicies = memoize((id) => {
    const parent = tree.find(id)?.parent;
    const above = parent === undefined ? NOTHING : downTo(parent);
    const own = tree.managementPoliciesAt(id);
    return own.length === 0 ? above : [...above, own.map(resolved)];
  });
  return downTo;
}

const NOTHING: ManagementPolicyChain = [];

/** The guardrails whose policies set a setting, or limit how the policies below them can set it. */
export function guardrailsBehind(
  chain: ManagementPolicyChain,
  type: ManagementPolicyType,
  path: readonly string[],
): readonly string[] {
  return chain
    .flat()
    .filter((policy) => policy.type === type && affects(policy.content, path))
    .flatMap(({ guardrails }) => guardrailsAt(path.reduce<string>(below, ''), guardrails));
}

function affects(content: ManagementPolicy, path: readonly string[]): boolean {
  let here: ManagementPolicy | SettingValue | undefined = content;
  for (const name of path) {
    if (!isPart(here)) return false;
    if (Object.hasOwn(here, LIMIT)) return true;
    here = Object.hasOwn(here, name) ? here[name] : undefined;
  }
  return here !== undefined;
}

/** The effective policy of one type below a chain: its values by path. A path is a JSON list of names, which may hold any character. */
export function settingsIn(
  chain: ManagementPolicyChain,
  type: ManagementPolicyType,
): ReadonlyMap<string, SettingValue> {
  const levels = chain.map((policies) =>
    policies.filter((policy) => policy.type === type).map(({ content }) => content),
  );
  return new Map(listEffective(effectivePolicy(levels)).map(({ path, value }) => [JSON.stringify(path), value]));
}
