import { memoize } from '../../iam/memoize';
import { effectivePolicy } from '../../iam/management-policies/effective-policy';
import { listEffective } from '../../iam/management-policies/list-settings';
import type { ManagementPolicy, SettingValue } from '../../iam/management-policies/management-policy';
import type { ManagementPolicyType } from '../../iam/management-policies/policy-type';
import type { GuardrailsFile } from '../../model/guardrails-file';
import { mapStrings } from '../../model/placeholder';
import type { Provenance } from './provenance';

export interface ReadManagementPolicy {
  readonly type: ManagementPolicyType;
  readonly content: ManagementPolicy;
  readonly guardrails: Provenance;
}

/** The policies of settings that hang above a target and on it, from the root down; levels without any are left out. */
export type ManagementPolicyChain = readonly (readonly ReadManagementPolicy[])[];

/** By the id of the target. Where nothing sets two targets apart, their chain is the same object. */
export type ReadManagementPolicies = (target: string) => ManagementPolicyChain;

/** @param resolve puts ids in the place of placeholders */
export function managementPolicyReader(
  { targets, settings = [] }: GuardrailsFile,
  resolve: (text: string) => string,
): ReadManagementPolicies {
  const parents = new Map(targets.map(({ id, parent }) => [id, parent]));
  const attached = new Map<string, ReadManagementPolicy[]>();
  for (const { type, content: written, guardrails = {}, targets: places } of settings) {
    const policy = { type, content: mapStrings(written, resolve) as ManagementPolicy, guardrails };
    for (const place of places) attached.set(place, [...(attached.get(place) ?? []), policy]);
  }
  const read: ReadManagementPolicies = memoize((id) => {
    const parent = parents.get(id);
    const above = parent === undefined ? NOTHING : read(parent);
    const own = attached.get(id);
    return own === undefined ? above : [...above, own];
  });
  return read;
}

const NOTHING: ManagementPolicyChain = [];

/** What holds below a chain of the policies of one type, by path, written as JSON: names may hold any sign. */
export function settingsIn(
  chain: ManagementPolicyChain,
  type: ManagementPolicyType,
): ReadonlyMap<string, SettingValue> {
  const levels = chain.map((policies) =>
    policies.filter((policy) => policy.type === type).map(({ content }) => content),
  );
  return new Map(listEffective(effectivePolicy(levels)).map(({ path, value }) => [JSON.stringify(path), value]));
}
