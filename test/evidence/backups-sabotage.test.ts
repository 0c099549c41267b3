import type { TemplateJson } from '../support/synthesize';
import { testWithOracle, useOracle } from '../oracle/with-oracle';
import { archiveWorld } from './archive-world';
import { ACCESS_CASES, COPIES } from './backups-access';
import { backupFaults } from './backups-assertions';
import { backupTemplates, LOCK, type BackupTemplates } from './backups-templates';
import { condition, drop, dropKey, only, OPEN, statement, type Draft, type Statement } from './edit-template';
import { judgeBackups } from './judge-backups';

/*
 * Templates with one mistake each. A test other than a snapshot must notice it: the assertions on vaults, keys and the role,
 * or the tables of who can do what, which the independent evaluator answers without the guardrails, because they would hide it.
 */

const oracle = useOracle();
const world = archiveWorld();
const templates = backupTemplates(world.account(COPIES).number);

function faultsOf({ member, copies }: BackupTemplates): readonly string[] {
  return [
    ...backupFaults(member, {
      ...{ vault: 'rampart-backup', lock: LOCK, hasRole: true },
      aliases: ['alias/rampart-backup', 'alias/rampart-ebs'],
    }),
    ...backupFaults(copies, {
      ...{ vault: 'rampart-backup-copies', lock: LOCK, hasRole: true },
      aliases: ['alias/rampart-backup-copies'],
    }),
  ];
}

/** The cases in which the tables say otherwise. */
async function differences(sabotaged: BackupTemplates): Promise<readonly string[]> {
  const access = await judgeBackups(oracle(), world, sabotaged, 'unguarded');
  return ACCESS_CASES.filter(
    ({ what, unguarded }) => JSON.stringify([...(access[what] ?? [])].sort()) !== JSON.stringify([...unguarded].sort()),
  ).map(({ what }) => what);
}

type Part = keyof BackupTemplates;

function sabotage(part: Part, edit: (template: Draft<TemplateJson>) => void): BackupTemplates {
  const edited = structuredClone(templates) as Draft<BackupTemplates>;
  edit(edited[part]);
  return edited;
}

function vaultOf(template: Draft<TemplateJson>): Record<string, unknown> {
  return only(template, 'AWS::Backup::BackupVault').Properties;
}

function keyOf(template: Draft<TemplateJson>, part = 'Encryption'): Record<string, unknown> {
  return only(template, 'AWS::KMS::Key', part).Properties;
}

function onVault(template: Draft<TemplateJson>): Statement[] {
  return (vaultOf(template)['AccessPolicy'] as { Statement: Statement[] }).Statement;
}

function onKey(template: Draft<TemplateJson>, part?: string): Statement[] {
  return (keyOf(template, part)['KeyPolicy'] as { Statement: Statement[] }).Statement;
}

function roleOf(template: Draft<TemplateJson>) {
  return only(template, 'AWS::IAM::Role') as ReturnType<typeof only> & { Condition?: string };
}

function without(statements: Statement[], sid: string, action: string): void {
  const own = statement(statements, sid);
  const actions = [own.Action ?? []].flat();
  if (!actions.includes(action)) throw new Error(`${sid} has no ${action}`);
  own.Action = actions.filter((one) => one !== action);
}

const STRUCTURE: Readonly<Record<string, BackupTemplates>> = {
  'the vault has no lock': sabotage('member', (template) => {
    delete vaultOf(template)['LockConfiguration'];
  }),
  'recovery points may go after a day': sabotage('member', (template) => {
    vaultOf(template)['LockConfiguration'] = { MinRetentionDays: 1, MaxRetentionDays: 400 };
  }),
  'the lock becomes final, which nobody asked for': sabotage('copies', (template) => {
    Object.assign(vaultOf(template)['LockConfiguration'] as object, { ChangeableForDays: 3 });
  }),
  'the vault goes with its stack': sabotage('member', (template) => {
    only(template, 'AWS::Backup::BackupVault').DeletionPolicy = 'Delete';
  }),
  'the vault of copies is replaced': sabotage('copies', (template) => {
    delete only(template, 'AWS::Backup::BackupVault').UpdateReplacePolicy;
  }),
  'the key goes with its stack': sabotage('member', (template) => {
    delete only(template, 'AWS::KMS::Key', 'Encryption').DeletionPolicy;
  }),
  'the key of volumes goes with its stack': sabotage('member', (template) => {
    delete only(template, 'AWS::KMS::Key', 'Storage').DeletionPolicy;
  }),
  'the role goes with its stack': sabotage('member', (template) => {
    delete roleOf(template).DeletionPolicy;
  }),
  'the vault uses a key of AWS': sabotage('copies', (template) => {
    delete vaultOf(template)['EncryptionKeyArn'];
  }),
  'the vault uses the key of volumes': sabotage('member', (template) => {
    const [storage] = Object.keys(template.Resources).filter((id) => id.startsWith('StorageKey'));
    vaultOf(template)['EncryptionKeyArn'] = { 'Fn::GetAtt': [storage, 'Arn'] };
  }),
  'the key is not rotated': sabotage('copies', (template) => {
    delete keyOf(template)['EnableKeyRotation'];
  }),
  'guardrails do not know the key': sabotage('member', (template) => {
    delete keyOf(template, 'Storage')['Tags'];
  }),
  'the alias names the other key': sabotage('member', (template) => {
    const alias = only(template, 'AWS::KMS::Alias', 'Storage').Properties;
    alias['TargetKeyId'] = only(template, 'AWS::KMS::Alias', 'Encryption').Properties['TargetKeyId'];
  }),
  'the vault has another name': sabotage('member', (template) => {
    vaultOf(template)['BackupVaultName'] = 'backup';
  }),
  'AWS Backup refuses the policy of the vault': sabotage('member', (template) => {
    statement(onVault(template), 'KeptUntilTheyExpire').Action = 'backup:Delete*';
  }),
  'every service takes the role': sabotage('member', (template) => {
    const trust = roleOf(template).Properties['AssumeRolePolicyDocument'] as { Statement: Statement[] };
    trust.Statement.push({
      Effect: 'Allow',
      Action: 'sts:AssumeRole',
      Resource: undefined,
      Principal: { Service: 'ec2.amazonaws.com' },
    });
  }),
  'the role is an administrator': sabotage('member', (template) => {
    (roleOf(template).Properties['ManagedPolicyArns'] as string[]).push('arn:aws:iam::aws:policy/AdministratorAccess');
  }),
  'the role does not back up buckets': sabotage('member', (template) => {
    (roleOf(template).Properties['ManagedPolicyArns'] as string[]).splice(2, 1);
  }),
  'the role is made in each Region': sabotage('member', (template) => {
    delete roleOf(template).Condition;
  }),
  'the limits are no policy of the role': sabotage('member', (template) => {
    only(template, 'AWS::IAM::ManagedPolicy').Properties['Roles'] = [];
  }),
};

const POLICIES: Readonly<Record<string, BackupTemplates>> = {
  'recovery points can be deleted': sabotage('member', (template) => {
    without(onVault(template), 'KeptUntilTheyExpire', 'backup:DeleteRecoveryPoint');
  }),
  'copies can be deleted': sabotage('copies', (template) => {
    drop(onVault(template), 'KeptUntilTheyExpire');
  }),
  'their life can be shortened': sabotage('member', (template) => {
    without(onVault(template), 'KeptUntilTheyExpire', 'backup:UpdateRecoveryPointLifecycle');
  }),
  'everybody removes the lock': sabotage('member', (template) => {
    without(onVault(template), 'ConfiguredByThePlatform', 'backup:DeleteBackupVaultLockConfiguration');
  }),
  'everybody loosens the lock': sabotage('copies', (template) => {
    without(onVault(template), 'ConfiguredByThePlatform', 'backup:PutBackupVaultLockConfiguration');
  }),
  'everybody replaces the policy of the vault': sabotage('member', (template) => {
    without(onVault(template), 'ConfiguredByThePlatform', 'backup:PutBackupVaultAccessPolicy');
  }),
  'nobody configures the vault': sabotage('member', (template) => {
    delete statement(onVault(template), 'ConfiguredByThePlatform').Condition;
  }),
  'every role of the account configures the vault': sabotage('member', (template) => {
    condition(onVault(template), 'ConfiguredByThePlatform')['ArnNotLike'] = {
      'aws:PrincipalArn': 'arn:*:iam::*:role/*',
    };
  }),
  'everybody restores': sabotage('member', (template) => {
    drop(onVault(template), 'RestoredByOperators');
  }),
  'AWS Backup does not restore': sabotage('member', (template) => {
    condition(onVault(template), 'RestoredByOperators')['ArnNotLike'] = {
      'aws:PrincipalArn': 'arn:*:iam::*:role/platform/backup-operator',
    };
  }),
  'everybody reads by an access point': sabotage('member', (template) => {
    drop(onVault(template), 'ReadOnlyWhenRestored');
  }),
  'copies do not come back': sabotage('member', (template) => {
    drop(onVault(template), 'CopiesComeBack');
  }),
  'everybody copies into the vault': sabotage('copies', (template) => {
    dropKey(onVault(template), 'CopiesFromTheOrganization', 'StringEquals', 'aws:PrincipalOrgID');
  }),
  'the organization configures the vault of copies': sabotage('copies', (template) => {
    statement(onVault(template), 'CopiesFromTheOrganization').Action = 'backup:StartRestoreJob';
  }),
  'everybody may do everything with the vault': sabotage('copies', (template) => {
    const statements = onVault(template);
    statements.splice(0, statements.length, { ...OPEN, Action: 'backup:*' });
  }),
  'administrators have the whole key': sabotage('member', (template) => {
    statement(onKey(template), 'Administration').Action = 'kms:*';
  }),
  'administrators can delete the key of volumes': sabotage('member', (template) => {
    const own = statement(onKey(template, 'Storage'), 'Administration');
    own.Action = [own.Action ?? [], 'kms:ScheduleKeyDeletion'].flat();
  }),
  'everybody moves the alias': sabotage('copies', (template) => {
    delete statement(onKey(template), 'Alias').Condition;
  }),
  'everybody decrypts recovery points': sabotage('member', (template) => {
    delete statement(onKey(template), 'Backup').Condition;
  }),
  'AWS Backup does not use the key of its vault': sabotage('member', (template) => {
    drop(onKey(template), 'Backup');
  }),
  'AWS Backup gives the key to everybody': sabotage('member', (template) => {
    dropKey(onKey(template), 'BackupGrants', 'Bool', 'kms:GrantIsForAWSResource');
  }),
  'nobody makes the vault': sabotage('copies', (template) => {
    drop(onKey(template), 'Vault');
  }),
  'the account of copies cannot fetch what the key of the vault encrypts': sabotage('member', (template) => {
    drop(onKey(template), 'Copies');
  }),
  'everybody of the account of copies fetches': sabotage('member', (template) => {
    delete statement(onKey(template, 'Storage'), 'Copies').Condition;
  }),
  'copies of volumes cannot be fetched': sabotage('member', (template) => {
    drop(onKey(template, 'Storage'), 'CopiesGrants');
  }),
  'every organization decrypts copies': sabotage('copies', (template) => {
    dropKey(onKey(template), 'Copies', 'StringEquals', 'aws:PrincipalOrgID');
  }),
  'every role of the organization decrypts copies': sabotage('copies', (template) => {
    dropKey(onKey(template), 'Copies', 'ArnLike', 'aws:PrincipalArn');
  }),
  'every account uses the key of volumes': sabotage('member', (template) => {
    dropKey(onKey(template, 'Storage'), 'Storage', 'StringEquals', 'kms:CallerAccount');
  }),
  'the key of volumes is used without EBS': sabotage('member', (template) => {
    dropKey(onKey(template, 'Storage'), 'Storage', 'StringEquals', 'kms:ViaService');
  }),
  'only the account root uses the key of volumes': sabotage('member', (template) => {
    dropKey(onKey(template, 'Storage'), 'Storage', 'StringEquals', 'kms:CallerAccount');
    statement(onKey(template, 'Storage'), 'Storage').Principal = { AWS: 'arn:aws:iam::111111111111:root' };
  }),
  'databases do not use the key of volumes': sabotage('member', (template) => {
    condition(onKey(template, 'Storage'), 'Storage')['StringEquals'] = {
      'kms:CallerAccount': { Ref: 'AWS::AccountId' },
      'kms:ViaService': 'ec2.eu-central-1.amazonaws.com',
    };
  }),
  'Auto Scaling does not use the key of volumes directly': sabotage('member', (template) => {
    drop(onKey(template, 'Storage'), 'Instances');
  }),
  'every role starts instances with the key of volumes directly': sabotage('member', (template) => {
    dropKey(onKey(template, 'Storage'), 'Instances', 'ArnLike', 'aws:PrincipalArn');
  }),
  'the role passes roles': sabotage('member', (template) => {
    const document = only(template, 'AWS::IAM::ManagedPolicy').Properties['PolicyDocument'] as {
      Statement: Statement[];
    };
    drop(document.Statement, 'NoRolesForWhatIsRestored');
  }),
  'the role replaces the policies of keys': sabotage('member', (template) => {
    const document = only(template, 'AWS::IAM::ManagedPolicy').Properties['PolicyDocument'] as {
      Statement: Statement[];
    };
    drop(document.Statement, 'NoLossOfRecoveryPoints');
  }),
};

testWithOracle(
  'without sabotage, there is nothing to notice',
  async () => {
    expect(faultsOf(templates)).toEqual([]);
    expect(await differences(templates)).toEqual([]);
  },
  30_000,
);

test.each(Object.entries(STRUCTURE))('%s: the assertions notice it', (_, sabotaged) => {
  expect(faultsOf(sabotaged)).not.toEqual([]);
});

testWithOracle.each(Object.entries(POLICIES))(
  '%s: the tables notice it',
  async (_, sabotaged) => {
    expect(await differences(sabotaged)).not.toEqual([]);
  },
  30_000,
);
