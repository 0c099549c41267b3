/** Which calls the settings of management policies concern. The service itself enforces them, without any statement. */
import { isKey, type ServiceReference } from '../service-reference/service-reference';
import { serviceOf } from '../patterns/action-pattern';
import type { SettingValue } from './management-policy';
import type { ManagementPolicyType } from './policy-type';

/** A setting, and the actions that it governs. */
interface GovernedSetting {
  readonly type: ManagementPolicyType;
  /** From the top; `*`: any name. */
  readonly path: readonly string[];
  /** Actions that change the setting in the account: they fail as long as a policy sets it, whatever its value. */
  readonly changes: readonly string[];
  /** Actions whose calls the service refuses, or makes without effect, because of the value. */
  readonly limits: readonly string[];
  /** Values that limit nothing. */
  readonly idle: readonly string[];
}

const EC2 = 'DECLARATIVE_POLICY_EC2';

/**
 * Only actions that AWS documents.
 *
 * Sources: https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_declarative.html (an account
 * cannot change an attribute that a policy sets),
 * https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_ec2_syntax.html,
 * https://docs.aws.amazon.com/vpc/latest/userguide/security-vpc-bpa.html,
 * https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/block-public-access-to-amis.html,
 * https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/ec2-allowed-amis.html,
 * https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/configuring-IMDS-new-instances.html,
 * https://docs.aws.amazon.com/ebs/latest/userguide/block-public-access-snapshots.html,
 * https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/configure-access-to-serial-console.html,
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-control-block-public-access.html,
 * https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_backup.html (plans of a policy cannot
 * be changed in the account).
 *
 * An AI opt-out policy refuses no call. Tag policies: see `governsTags`.
 */
export const GOVERNED: readonly GovernedSetting[] = [
  {
    type: EC2,
    path: ['ec2_attributes', 'vpc_block_public_access', 'internet_gateway_block', 'mode'],
    changes: ['ec2:ModifyVpcBlockPublicAccessOptions'],
    limits: [
      'ec2:AttachInternetGateway',
      'ec2:CreateEgressOnlyInternetGateway',
      'ec2:CreateInternetGateway',
      'ec2:CreateRoute',
      'ec2:ReplaceRoute',
    ],
    idle: ['off'],
  },
  {
    type: EC2,
    path: ['ec2_attributes', 'vpc_block_public_access', 'internet_gateway_block', 'exclusions_allowed'],
    changes: [],
    limits: ['ec2:CreateVpcBlockPublicAccessExclusion', 'ec2:ModifyVpcBlockPublicAccessExclusion'],
    idle: ['enabled'],
  },
  {
    type: EC2,
    path: ['ec2_attributes', 'serial_console_access', 'status'],
    changes: ['ec2:DisableSerialConsoleAccess', 'ec2:EnableSerialConsoleAccess'],
    limits: ['ec2-instance-connect:SendSerialConsoleSSHPublicKey'],
    idle: ['enabled'],
  },
  {
    type: EC2,
    path: ['ec2_attributes', 'image_block_public_access', 'state'],
    changes: ['ec2:DisableImageBlockPublicAccess', 'ec2:EnableImageBlockPublicAccess'],
    limits: ['ec2:ModifyImageAttribute'],
    idle: ['unblocked'],
  },
  {
    type: EC2,
    path: ['ec2_attributes', 'allowed_images_settings', 'state'],
    changes: [
      'ec2:DisableAllowedImagesSettings',
      'ec2:EnableAllowedImagesSettings',
      'ec2:ReplaceImageCriteriaInAllowedImagesSettings',
    ],
    limits: ['ec2:RunInstances'],
    // An audit only marks the images that would not be allowed.
    idle: ['disabled', 'audit_mode'],
  },
  {
    type: EC2,
    path: ['ec2_attributes', 'instance_metadata_defaults', 'http_tokens'],
    changes: ['ec2:ModifyInstanceMetadataDefaults'],
    limits: ['ec2:RunInstances'],
    idle: ['no_preference'],
  },
  {
    type: EC2,
    path: ['ec2_attributes', 'instance_metadata_defaults', 'http_tokens_enforced'],
    changes: ['ec2:ModifyInstanceMetadataDefaults'],
    limits: ['ec2:ModifyInstanceMetadataOptions', 'ec2:RunInstances'],
    idle: ['no_preference', 'disabled'],
  },
  {
    type: EC2,
    path: ['ec2_attributes', 'snapshot_block_public_access', 'state'],
    changes: ['ec2:DisableSnapshotBlockPublicAccess', 'ec2:EnableSnapshotBlockPublicAccess'],
    limits: ['ec2:ModifySnapshotAttribute'],
    idle: ['unblocked'],
  },
  {
    type: 'S3_POLICY',
    path: ['s3_attributes', 'public_access_block_configuration'],
    changes: ['s3:PutAccountPublicAccessBlock'],
    limits: [
      's3:PutAccessPointPolicy',
      's3:PutBucketAcl',
      's3:PutBucketPolicy',
      's3:PutBucketPublicAccessBlock',
      's3:PutMultiRegionAccessPointPolicy',
      's3:PutObjectAcl',
      's3:PutObjectVersionAcl',
    ],
    idle: ['none'],
  },
  {
    type: 'BACKUP_POLICY',
    path: ['plans', '*', 'rules', '*', 'target_backup_vault_name'],
    changes: [
      'backup:CreateBackupSelection',
      'backup:DeleteBackupPlan',
      'backup:DeleteBackupSelection',
      'backup:UpdateBackupPlan',
    ],
    limits: [],
    idle: [],
  },
];

/** The settings that govern an action, whatever their values; `*` in a path: any name. Tag policies are not among them. */
export function settingsGoverning(type: ManagementPolicyType, action: string): readonly (readonly string[])[] {
  return GOVERNED.filter(
    (one) =>
      one.type === type && [...one.changes, ...one.limits].some((name) => name.toLowerCase() === action.toLowerCase()),
  ).map(({ path }) => path);
}

/** Whether a setting of an effective policy governs an action. */
export function governs(
  {
    type,
    path,
    value,
  }: { readonly type: ManagementPolicyType; readonly path: readonly string[]; readonly value: SettingValue },
  action: string,
  reference: ServiceReference,
): boolean {
  if (type === 'TAG_POLICY')
    return path[2] === 'enforced_for' && governsTags([value].flat().map(String), action, reference);
  const setting = GOVERNED.find(
    (one) =>
      one.type === type &&
      one.path.length === path.length &&
      one.path.every((name, at) => name === '*' || name === path[at]),
  );
  if (setting === undefined) return false;
  const isOne = (actions: readonly string[]): boolean =>
    actions.some((name) => name.toLowerCase() === action.toLowerCase());
  return isOne(setting.changes) || (isOne(setting.limits) && !setting.idle.includes(String(value)));
}

/**
 * A tag policy is enforced for the types of resources that it lists: AWS refuses to give them other values when they are
 * created or tagged. Without a list, it only reports.
 *
 * Source: https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_tag-policies-enforcement.html
 */
function governsTags(types: readonly string[], action: string, reference: ServiceReference): boolean {
  const service = serviceOf(action);
  const names = types.filter((type) => serviceOf(type) === service).map((type) => type.slice(type.indexOf(':') + 1));
  if (action.toLowerCase() === 'tag:tagresources') return types.length > 0;
  const known = names.length === 0 ? undefined : reference.action(action);
  if (known === undefined) return false;
  const tags = (keys: readonly string[]): boolean =>
    keys.some((key) => isKey('aws:TagKeys', key) || key.startsWith('aws:RequestTag/'));
  const touches = (name: string): boolean =>
    /^(?:\*|ALL_SUPPORTED)$/.test(name)
      ? tags(known.keys) || known.resources.some(({ keys }) => tags(keys))
      : known.resources.some(({ type, keys }) => type === name && (tags(keys) || tags(known.keys)));
  return names.some(touches);
}
