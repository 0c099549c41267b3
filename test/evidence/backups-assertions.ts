import { resourcesOf, type Resource, type TemplateJson } from '../support/synthesize';
import type { VaultLock } from '../../lib/model/backups';
import { equals, isRetained, unless } from './private-buckets';

/** What a template of backups must have. */
export interface Expected {
  readonly vault: string;
  /** The aliases of its keys, that of the vault first. */
  readonly aliases: readonly string[];
  readonly lock: VaultLock;
  readonly hasRole: boolean;
}

const AWS_POLICIES = [
  'arn:aws:iam::aws:policy/service-role/AWSBackupServiceRolePolicyForBackup',
  'arn:aws:iam::aws:policy/service-role/AWSBackupServiceRolePolicyForRestores',
  'arn:aws:iam::aws:policy/AWSBackupServiceRolePolicyForS3Backup',
  'arn:aws:iam::aws:policy/AWSBackupServiceRolePolicyForS3Restore',
];

/**
 * What is wrong with vault, keys and role, in sentences. Who can do what by their policies is not judged here, but by the
 * tables of `backups-access.ts`.
 */
export function backupFaults(template: TemplateJson, expected: Expected): readonly string[] {
  const vaults = resourcesOf(template, 'AWS::Backup::BackupVault');
  const keys = resourcesOf(template, 'AWS::KMS::Key');
  const roles = resourcesOf(template, 'AWS::IAM::Role');
  return [
    ...Object.entries(template.Resources).flatMap(([id, resource]) =>
      unless(isRetained(resource), `${id} is deleted with its stack`),
    ),
    ...unless(vaults.length === 1, 'there is not one vault'),
    ...vaults.flatMap(([id, vault]) => vaultFaults(id, vault, template, expected)),
    ...keys.flatMap(([id, { Properties = {} }]) => [
      ...unless(Properties['EnableKeyRotation'] === true, `${id} is not rotated`),
      ...unless(Properties['MultiRegion'] === undefined, `${id} is in several Regions`),
      ...unless(
        equals(Properties['Tags'], [{ Key: 'rampart:backup', Value: 'key' }]),
        `guardrails do not know ${id} by its tag`,
      ),
    ]),
    ...unless(equals(aliasesOf(template), expected.aliases), 'the keys do not have their aliases'),
    ...unless(roles.length === (expected.hasRole ? 1 : 0), expected.hasRole ? 'there is no role' : 'there is a role'),
    ...roles.flatMap(([id, role]) => roleFaults(id, role, template)),
  ];
}

function vaultFaults(
  id: string,
  { Properties = {} }: Resource,
  template: TemplateJson,
  { vault, lock }: Expected,
): readonly string[] {
  const locked = {
    ...(lock.finalAfterDays === null ? {} : { ChangeableForDays: lock.finalAfterDays }),
    ...(lock.maximumDays === null ? {} : { MaxRetentionDays: lock.maximumDays }),
    MinRetentionDays: lock.minimumDays,
  };
  const [[key] = ['']] = resourcesOf(template, 'AWS::KMS::Key').filter(([name]) => name.startsWith('Encryption'));
  return [
    ...unless(Properties['BackupVaultName'] === vault, `${id} has another name`),
    ...unless(equals(Properties['LockConfiguration'], locked), `${id} has another lock`),
    ...unless(
      equals(Properties['EncryptionKeyArn'], { 'Fn::GetAtt': [key, 'Arn'] }),
      `${id} is not encrypted with the key of the template`,
    ),
    ...actionsIn(Properties['AccessPolicy']).flatMap((action) =>
      unless(!action.includes('*'), `AWS Backup refuses the action ${action} in the policy of ${id}`),
    ),
  ];
}

function actionsIn(policy: unknown): readonly string[] {
  const { Statement = [] } = (policy ?? {}) as { Statement?: readonly { Action: string | readonly string[] }[] };
  return Statement.flatMap(({ Action }) => [Action].flat());
}

/** In the order of the keys. */
function aliasesOf(template: TemplateJson): readonly unknown[] {
  const aliases = resourcesOf(template, 'AWS::KMS::Alias').map(([, { Properties }]) => Properties);
  return resourcesOf(template, 'AWS::KMS::Key').map(
    ([key]) =>
      aliases.find((alias) => equals(alias?.['TargetKeyId'], { 'Fn::GetAtt': [key, 'Arn'] }))?.['AliasName'] ?? null,
  );
}

function roleFaults(id: string, role: Resource & { Condition?: string }, template: TemplateJson): readonly string[] {
  const { Properties = {} } = role;
  const conditions = (template as { Conditions?: Readonly<Record<string, unknown>> }).Conditions ?? {};
  const limits = resourcesOf(template, 'AWS::IAM::ManagedPolicy').filter(([, { Properties: own }]) =>
    equals(own?.['Roles'], [{ Ref: id }]),
  );
  return [
    ...unless(Properties['Path'] === '/platform/' && Properties['RoleName'] === 'backup', `${id} has another name`),
    ...unless(
      equals(trustOf(Properties), {
        Action: 'sts:AssumeRole',
        Effect: 'Allow',
        Principal: { Service: 'backup.amazonaws.com' },
      }),
      `${id} trusts somebody besides AWS Backup`,
    ),
    ...unless(equals(Properties['ManagedPolicyArns'], AWS_POLICIES), `${id} does not have the policies of AWS`),
    ...unless(Properties['Policies'] === undefined, `${id} has another policy`),
    ...unless(limits.length === 1, `${id} has no limits`),
    ...[role, ...limits.map(([, limit]) => limit as Resource & { Condition?: string })].flatMap(({ Condition }) =>
      unless(
        equals(conditions[Condition ?? ''], { 'Fn::Equals': [{ Ref: 'AWS::Region' }, 'eu-central-1'] }),
        `${id} is made in several Regions, or in none`,
      ),
    ),
  ];
}

function trustOf(properties: Readonly<Record<string, unknown>>): unknown {
  const { Statement } = properties['AssumeRolePolicyDocument'] as { readonly Statement: readonly unknown[] };
  return Statement.length === 1 ? Statement[0] : Statement;
}
