import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ManagedRuleIdentifiers } from 'aws-cdk-lib/aws-config';
import type { ConfigRule } from '../../../../lib/model/config-rules/config-rule';
import { CONFIG_RULES, CONFIG_RULE_IDS, PARTS, PCI_RULES_LEFT_OUT } from '../../../../lib/model/config-rules/table';
import { DEFAULT_REGIONS } from '../../../../lib/model/regions';

/** The identifiers in AWS's sample packs, and the Config rules of that for PCI DSS 4.0. */
const samples = JSON.parse(readFileSync(join(__dirname, 'sample-packs.json'), 'utf8')) as {
  readonly identifiers: readonly string[];
  readonly pciDss: readonly { readonly id: string; readonly parameters: Readonly<Record<string, string>> }[];
};

/** The identifiers that are newer than the CDK's list and the sample packs, with AWS's pages, read on 2026-11-30. */
const PAGES: Readonly<Record<string, string>> = Object.fromEntries(
  [
    'EBS_SNAPSHOT_BLOCK_PUBLIC_ACCESS',
    'EFS_FILESYSTEM_CT_ENCRYPTED',
    'IAM_SERVER_CERTIFICATE_EXPIRATION_CHECK',
    'KMS_KEY_POLICY_NO_PUBLIC_ACCESS',
    'SQS_QUEUE_NO_PUBLIC_ACCESS',
    'VPC_SG_PORT_RESTRICTION_CHECK',
  ].map((id) => [
    id,
    `https://docs.aws.amazon.com/config/latest/developerguide/${id.toLowerCase().replaceAll('_', '-')}.html`,
  ]),
);

const rules: readonly (readonly [string, ConfigRule])[] = Object.entries(CONFIG_RULES);

describe('the table of Config rules', () => {
  test('has each identifier once', () => {
    const all = PARTS.flatMap((part) => Object.keys(part));
    expect(all.filter((id, index) => all.indexOf(id) !== index)).toEqual([]);
    expect([...all].sort()).toEqual([...CONFIG_RULE_IDS].sort());
  });

  test('has only identifiers that AWS has', () => {
    const known = new Set([
      ...Object.values(ManagedRuleIdentifiers as unknown as Readonly<Record<string, string>>),
      ...samples.identifiers,
    ]);
    const newer = CONFIG_RULE_IDS.filter((id) => !known.has(id));
    expect([...newer].sort()).toEqual(Object.keys(PAGES));
  });

  test('has the Config rules of the sample pack for PCI DSS 4.0, but for those that it names', () => {
    const pack = samples.pciDss.map(({ id }) => id).filter((id) => !(id in PCI_RULES_LEFT_OUT));
    const ours = rules.filter(([, { controls }]) => controls['pci-dss'] !== undefined).map(([id]) => id);
    expect([...ours].sort()).toEqual([...pack].sort());
    expect(Object.keys(PCI_RULES_LEFT_OUT).filter((id) => id in CONFIG_RULES)).toEqual([]);
  });

  test('has the parameters of the sample pack, but for three that say why', () => {
    const different = samples.pciDss.filter(({ id, parameters }) => {
      const row = rules.find(([one]) => one === id)?.[1];
      return row !== undefined && JSON.stringify(sorted(row.parameters)) !== JSON.stringify(sorted(parameters));
    });
    expect(different.map(({ id }) => id)).toEqual([
      'EKS_CLUSTER_OLDEST_SUPPORTED_VERSION',
      'LAMBDA_FUNCTION_SETTINGS_CHECK',
      'MULTI_REGION_CLOUD_TRAIL_ENABLED',
    ]);
  });

  test('measures each control of CIS 5.0 for which AWS has a rule, by its number there', () => {
    expect(controlsOf('cis-aws-foundations')).toEqual({
      '1.2': ['SECURITY_ACCOUNT_INFORMATION_PROVIDED'],
      '1.3': ['IAM_ROOT_ACCESS_KEY_CHECK'],
      '1.4': ['ROOT_ACCOUNT_MFA_ENABLED'],
      '1.5': ['ROOT_ACCOUNT_HARDWARE_MFA_ENABLED'],
      '1.7': ['IAM_PASSWORD_POLICY'],
      '1.8': ['IAM_PASSWORD_POLICY'],
      '1.9': ['MFA_ENABLED_FOR_IAM_CONSOLE_ACCESS'],
      '1.11': ['IAM_USER_UNUSED_CREDENTIALS_CHECK'],
      '1.13': ['ACCESS_KEYS_ROTATED'],
      '1.14': ['IAM_USER_NO_POLICIES_CHECK'],
      '1.15': ['IAM_POLICY_NO_STATEMENTS_WITH_ADMIN_ACCESS'],
      '1.16': ['IAM_POLICY_IN_USE'],
      '1.17': ['EC2_INSTANCE_PROFILE_ATTACHED'],
      '1.18': ['IAM_SERVER_CERTIFICATE_EXPIRATION_CHECK'],
      '1.19': ['IAM_EXTERNAL_ACCESS_ANALYZER_ENABLED'],
      '1.21': ['IAM_POLICY_BLACKLISTED_CHECK'],
      '2.1.1': ['S3_BUCKET_SSL_REQUESTS_ONLY'],
      '2.1.2': ['S3_BUCKET_MFA_DELETE_ENABLED'],
      '2.1.4': ['S3_ACCOUNT_LEVEL_PUBLIC_ACCESS_BLOCKS_PERIODIC', 'S3_BUCKET_LEVEL_PUBLIC_ACCESS_PROHIBITED'],
      '2.2.1': ['RDS_STORAGE_ENCRYPTED'],
      '2.2.2': ['RDS_AUTOMATIC_MINOR_VERSION_UPGRADE_ENABLED'],
      '2.2.3': ['RDS_INSTANCE_PUBLIC_ACCESS_CHECK'],
      '2.2.4': ['RDS_CLUSTER_MULTI_AZ_ENABLED', 'RDS_MULTI_AZ_SUPPORT'],
      '2.3.1': ['EFS_FILESYSTEM_CT_ENCRYPTED'],
      '3.1': ['MULTI_REGION_CLOUD_TRAIL_ENABLED'],
      '3.2': ['CLOUD_TRAIL_LOG_FILE_VALIDATION_ENABLED'],
      '3.4': ['CLOUDTRAIL_S3_BUCKET_ACCESS_LOGGING'],
      '3.5': ['CLOUD_TRAIL_ENCRYPTION_ENABLED'],
      '3.6': ['CMK_BACKING_KEY_ROTATION_ENABLED'],
      '3.7': ['VPC_FLOW_LOGS_ENABLED'],
      '3.8': ['CLOUDTRAIL_ALL_WRITE_S3_DATA_EVENT_CHECK'],
      '3.9': ['CLOUDTRAIL_ALL_READ_S3_DATA_EVENT_CHECK'],
      '4.16': ['SECURITYHUB_ENABLED'],
      '5.1.1': ['EC2_EBS_ENCRYPTION_BY_DEFAULT'],
      '5.1.2': ['VPC_SG_PORT_RESTRICTION_CHECK'],
      '5.2': ['NACL_NO_UNRESTRICTED_SSH_RDP'],
      '5.3': ['VPC_SG_PORT_RESTRICTION_CHECK'],
      '5.4': ['VPC_SG_PORT_RESTRICTION_CHECK'],
      '5.5': ['VPC_DEFAULT_SECURITY_GROUP_CLOSED'],
      '5.7': ['EC2_IMDSV2_CHECK'],
    });
  });

  test('asks CIS what CIS asks: its periods, lengths and ports', () => {
    const expected = {
      ACCESS_KEYS_ROTATED: { maxAccessKeyAge: '90' },
      IAM_PASSWORD_POLICY: { MinimumPasswordLength: '14', PasswordReusePrevention: '24' },
      IAM_USER_UNUSED_CREDENTIALS_CHECK: { maxCredentialUsageAge: '45' },
      VPC_SG_PORT_RESTRICTION_CHECK: { restrictPorts: '22,445,3389' },
    };
    for (const [id, parameters] of Object.entries(expected))
      expect([id, rules.find(([one]) => one === id)?.[1].parameters]).toEqual([id, parameters]);
  });

  test('has numbers of requirements of PCI DSS 4.0, each once in a rule', () => {
    for (const [id, { controls }] of rules) {
      const numbers = controls['pci-dss'] ?? [];
      expect([id, numbers.filter((number) => !/^(?:[1-9]|1[0-2]|A[1-3])(?:\.\d{1,2}){2,3}$/.test(number))]).toEqual([
        id,
        [],
      ]);
      expect([id, new Set(numbers).size]).toEqual([id, numbers.length]);
    }
  });

  test('looks once at what an account has once', () => {
    const outside = rules.filter(
      ([id, { scope }]) => /^(?:IAM_(?!EXTERNAL)|ROOT_|MFA_)/.test(id) && scope === 'region',
    );
    expect(outside).toEqual([]);
    const trails = rules.filter(
      ([id, { scope }]) => /^(?:CLOUDTRAIL_|CLOUD_TRAIL_|MULTI_REGION_)/.test(id) && scope !== 'home',
    );
    expect(trails).toEqual([]);
  });

  test('has a scope of its own for what AWS offers in us-east-1 only', () => {
    const there = rules.filter(([, { scope }]) => scope === 'us-east-1').map(([id]) => id);
    const byName = rules.map(([id]) => id).filter((id) => /^(?:CLOUDFRONT|SHIELD|WAF_CLASSIC|WAF_GLOBAL)_/.test(id));
    expect([...there].sort()).toEqual([...byName, 'IAM_SERVER_CERTIFICATE_EXPIRATION_CHECK'].sort());
  });

  test('names only Regions that can be governed as those that lack a rule, and leaves at least one', () => {
    for (const [id, { unavailableIn }] of rules) {
      expect([id, unavailableIn.filter((region) => !DEFAULT_REGIONS.has(region))]).toEqual([id, []]);
      expect(unavailableIn.length).toBeLessThan(DEFAULT_REGIONS.size);
    }
  });

  test('names each parameter once', () => {
    for (const [id, { parameters, optionalParameters }] of rules) {
      const names = [...Object.keys(parameters), ...optionalParameters];
      expect([id, new Set(names).size]).toEqual([id, names.length]);
    }
  });
});

function sorted(parameters: Readonly<Record<string, string>>): readonly (readonly [string, string])[] {
  return Object.entries(parameters).sort(([a], [b]) => a.localeCompare(b));
}

/** The Config rules by the control that they measure. */
function controlsOf(standard: 'cis-aws-foundations'): Readonly<Record<string, readonly string[]>> {
  const byControl: Record<string, string[]> = {};
  for (const [id, { controls }] of rules)
    for (const control of controls[standard] ?? []) (byControl[control] ??= []).push(id);
  for (const ids of Object.values(byControl)) ids.sort();
  return byControl;
}
