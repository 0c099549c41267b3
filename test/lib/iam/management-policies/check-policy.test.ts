import { checkManagementPolicy } from '../../../../lib/iam/management-policies/check-policy';
import type { ManagementPolicyType } from '../../../../lib/iam/management-policies/policy-type';

/** An example of each type, as AWS documents it. */
const DOCUMENTED: Readonly<Record<ManagementPolicyType, unknown>> = {
  AISERVICES_OPT_OUT_POLICY: {
    services: {
      default: { '@@operators_allowed_for_child_policies': ['@@none'], opt_out_policy: { '@@assign': 'optOut' } },
      rekognition: { opt_out_policy: { '@@assign': 'optIn' } },
    },
  },
  BACKUP_POLICY: {
    plans: {
      Daily: {
        regions: { '@@append': ['eu-central-1', 'us-gov-west-1'] },
        rules: {
          Hourly: {
            schedule_expression: { '@@assign': 'cron(0 5 ? * * *)' },
            start_backup_window_minutes: { '@@assign': '60' },
            complete_backup_window_minutes: { '@@assign': '604800' },
            target_backup_vault_name: { '@@assign': 'My_Vault' },
            enable_continuous_backup: { '@@assign': false },
            recovery_point_tags: { Owner: { tag_key: { '@@assign': 'Owner' }, tag_value: { '@@assign': 'Backup' } } },
            lifecycle: {
              move_to_cold_storage_after_days: { '@@assign': '180' },
              delete_after_days: { '@@assign': 270 },
            },
            copy_actions: {
              'arn:aws:backup:us-west-2:$account:backup-vault:Second': {
                target_backup_vault_arn: { '@@assign': 'arn:aws:backup:us-west-2:111111111111:backup-vault:Second' },
              },
            },
          },
        },
        selections: {
          tags: {
            PII: {
              iam_role_arn: { '@@assign': 'arn:aws:iam::$account:role/MyRole' },
              tag_key: { '@@assign': 'dataType' },
              tag_value: { '@@assign': ['PII'] },
            },
          },
        },
        advanced_backup_settings: { ec2: { windows_vss: { '@@assign': 'enabled' } } },
      },
    },
  },
  DECLARATIVE_POLICY_EC2: {
    ec2_attributes: {
      exception_message: { '@@assign': 'Ask the platform team' },
      vpc_block_public_access: {
        internet_gateway_block: {
          mode: { '@@assign': 'block_ingress' },
          exclusions_allowed: { '@@assign': 'enabled' },
        },
      },
      allowed_images_settings: {
        state: { '@@assign': 'audit_mode' },
        image_criteria: { criteria_10: { allowed_image_providers: { '@@append': ['amazon', '444444444444'] } } },
      },
      instance_metadata_defaults: { http_put_response_hop_limit: { '@@assign': '4' } },
    },
  },
  S3_POLICY: { s3_attributes: { public_access_block_configuration: { '@@assign': 'none' } } },
  TAG_POLICY: {
    tags: {
      costcenter: {
        tag_key: { '@@assign': 'CostCenter' },
        tag_value: { '@@assign': ['100', '300*'] },
        enforced_for: { '@@assign': ['secretsmanager:ALL_SUPPORTED', 'redshift:*', 'dynamodb:table'] },
      },
    },
  },
};

const types = Object.keys(DOCUMENTED) as ManagementPolicyType[];

test.each(types)('%s: a documented policy is accepted', (type) => {
  expect(checkManagementPolicy(DOCUMENTED[type], type)).toEqual([]);
});

test.each(types)('%s: a policy of another type is refused', (type) => {
  for (const other of types.filter((candidate) => candidate !== type))
    expect(checkManagementPolicy(DOCUMENTED[other], type)).not.toEqual([]);
});

const S3_PATH = '/s3_attributes/public_access_block_configuration';

test.each([
  ['a name that AWS does not know', { s3_attribute: {} }, '/s3_attribute', 'AWS does not know `"s3_attribute"` here'],
  [
    'a name that every JavaScript object has',
    { constructor: {} },
    '/constructor',
    'AWS does not know `"constructor"` here',
  ],
  ['a value that AWS does not accept', s3({ '@@assign': 'All' }), `${S3_PATH}/@@assign`, 'the value is `"All"`'],
  ['a value of another type', s3({ '@@assign': ['all'] }), `${S3_PATH}/@@assign`, 'the value is a list'],
  [
    'a value without an operator',
    { s3_attributes: { public_access_block_configuration: 'all' } },
    S3_PATH,
    'the value is `"all"`',
  ],
  [
    'an operator for lists',
    s3({ '@@append': ['all'] }),
    `${S3_PATH}/@@append`,
    '`"@@append"` is not an operator for this setting',
  ],
  [
    'a limit that is not a list',
    s3({ '@@operators_allowed_for_child_policies': '@@none' }),
    `${S3_PATH}/@@operators_allowed_for_child_policies`,
    'the limit is `"@@none"`',
  ],
  [
    'a limit that contradicts itself',
    s3({ '@@operators_allowed_for_child_policies': ['@@none', '@@assign'] }),
    `${S3_PATH}/@@operators_allowed_for_child_policies`,
    'the limit is a list',
  ],
  ['an empty object', { s3_attributes: {} }, '/s3_attributes', 'the object is empty'],
  ['a list as the policy', ['all'], '', 'the value is a list'],
])('fails on %s', (_, policy, pointer, message) => {
  expect(checkManagementPolicy(policy, 'S3_POLICY')).toMatchObject([{ pointer, message }]);
});

test.each([
  ['DECLARATIVE_POLICY_EC2', ['ec2_attributes', 'instance_metadata_defaults', 'http_put_response_hop_limit'], '65'],
  ['DECLARATIVE_POLICY_EC2', ['ec2_attributes', 'instance_metadata_defaults', 'http_tokens_enforced'], 'required'],
  ['DECLARATIVE_POLICY_EC2', ['ec2_attributes', 'snapshot_block_public_access', 'state'], 'block_all'],
  [
    'DECLARATIVE_POLICY_EC2',
    ['ec2_attributes', 'allowed_images_settings', 'image_criteria', 'criteria_11', 'image_names'],
    ['a'],
  ],
  ['BACKUP_POLICY', ['plans', 'Daily', 'rules', 'Hourly', 'target_backup_vault_name'], 'a vault'],
  ['BACKUP_POLICY', ['plans', 'Daily', 'selections', 'tags', 'PII', 'iam_role_arn'], 'MyRole'],
  ['TAG_POLICY', ['tags', 'email', 'tag_value'], ['*@*.com']],
  ['TAG_POLICY', ['tags', 'aws:owner', 'tag_key'], 'aws:owner'],
  ['AISERVICES_OPT_OUT_POLICY', ['services', 'default', 'opt_out_policy'], 'optout'],
] as const)('%s: fails on a wrong value at %j', (type, path, value) => {
  const policy = [...path].reverse().reduce<unknown>((inner, name) => ({ [name]: inner }), { '@@assign': value });
  const [first] = checkManagementPolicy(policy, type);
  expect(`${first?.pointer ?? ''}/`).toMatch(/^\/(?:ec2_attributes|plans|tags|services)\//);
});

function s3(setting: object): object {
  return { s3_attributes: { public_access_block_configuration: setting } };
}
