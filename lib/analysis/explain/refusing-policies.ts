import { isObject } from '../../iam/json';
import { settingsGoverning } from '../../iam/management-policies/governed-actions';
import type { GuardrailsManagementPolicy } from '../../model/guardrails-file';
import type { GuardrailsTree } from '../evaluate/guardrails-tree';
import type { ManagementPolicyReason } from './message/denial-message';

/** A management policy that may have made the setting that refused a call. */
export interface RefusingPolicy {
  readonly target: string;
  readonly document: string;
  readonly guardrails: readonly string[];
}

/**
 * The management policies of a file that may have refused a call.
 *
 * @param account by name or number; null: not known, so all policies of the file are meant
 * @param action what was called; null, or one that no setting is known to govern: all settings of the type are meant
 */
export function refusingPolicies(
  tree: GuardrailsTree,
  { type, setting }: ManagementPolicyReason,
  account: string | null,
  action: string | null,
): readonly RefusingPolicy[] {
  const known = account === null ? undefined : tree.accounts.find((one) => [one.id, one.accountId].includes(account));
  if (account !== null && known === undefined) return [];
  const targets = known === undefined ? tree.file.targets : tree.downTo(known.id);
  const paths = action === null ? [] : settingsGoverning(type, action);
  return targets.flatMap(({ id }) =>
    tree
      .managementPoliciesAt(id)
      .filter((policy) => policy.type === type && mayMake(policy, setting) && setsOneOf(policy, paths))
      .map(({ name, guardrails = {} }) => ({
        target: id,
        document: name,
        guardrails: [...new Set(Object.values(guardrails).flat())],
      })),
  );
}

/** The attributes of EC2 policies by AWS's words for what they refuse. */
const ATTRIBUTES: ReadonlyMap<string, string> = new Map([
  ['ami', 'image_block_public_access'],
  ['image', 'image_block_public_access'],
  ['snapshot', 'snapshot_block_public_access'],
  ['vpc', 'vpc_block_public_access'],
  ['internet gateway', 'vpc_block_public_access'],
  ['allowed amis', 'allowed_images_settings'],
  ['allowed images', 'allowed_images_settings'],
]);

/** Source: https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_ec2_syntax.html */
function mayMake({ type, content }: GuardrailsManagementPolicy, setting: string | null): boolean {
  if (setting === null) return true;
  if (type === 'TAG_POLICY') return namesTag(content, setting.toLowerCase());
  const attribute = ATTRIBUTES.get(setting.toLowerCase());
  return type !== 'DECLARATIVE_POLICY_EC2' || attribute === undefined || JSON.stringify(content).includes(attribute);
}

/** Whether a policy has one of some settings. Only those of EC2 policies are told apart. */
function setsOneOf({ type, content }: GuardrailsManagementPolicy, paths: readonly (readonly string[])[]): boolean {
  if (type !== 'DECLARATIVE_POLICY_EC2' || paths.length === 0) return true;
  const valueAt = (path: readonly string[]): unknown =>
    path.reduce<unknown>((value, name) => (isObject(value) ? value[name] : undefined), content);
  return paths.some((path) => valueAt(path) !== undefined);
}

/** A tag policy names each tag twice: as it writes the policy, and in the case that the key must have. */
function namesTag(content: GuardrailsManagementPolicy['content'], key: string): boolean {
  const tags = content['tags'];
  return isObject(tags) && Object.keys(tags).some((tag) => tag.toLowerCase() === key);
}
