import { arnMatches } from '../../lib/iam/patterns/glob';
import { probeUserPaths } from '../core/exempt-user-probes';
import type { UserPath } from '../core/exempt-users';
import { denied, developer, possible } from '../core/probe';
import type { Probe, ProbeContext, ProbePlace } from '../core/probe';
import { callersAround, platformRoles } from '../core/role-samples';

/** For each service, calls that destroy data, and calls that do not. */
const CALLS: Readonly<Record<string, readonly [destroys: readonly string[], spares: readonly string[]]>> = {
  aoss: [['DeleteCollection'], ['CreateCollection', 'DeleteCollectionGroup']],
  backup: [
    ['DeleteBackupVault', 'DeleteRecoveryPoint'],
    ['DeleteBackupVaultNotifications', 'StartBackupJob'],
  ],
  cloudformation: [['DeleteStack'], ['CreateStack', 'DeleteStackInstances', 'DeleteStackSet']],
  'cognito-idp': [['DeleteUserPool'], ['AdminGetUser', 'DeleteUserPoolClient', 'DeleteUserPoolDomain']],
  'docdb-elastic': [['DeleteCluster'], ['CreateCluster', 'DeleteClusterSnapshot']],
  dsql: [['DeleteCluster'], ['CreateCluster', 'DeleteClusterPolicy']],
  dynamodb: [
    ['DeleteBackup', 'DeleteTable'],
    ['DeleteItem', 'DeleteTableReplica', 'PutItem'],
  ],
  ec2: [
    ['DeleteSnapshot', 'DeleteVolume', 'DeregisterImage', 'TerminateInstances'],
    ['CreateSnapshot', 'DeleteSecurityGroup', 'StopInstances'],
  ],
  ecr: [['DeleteRepository'], ['BatchDeleteImage', 'DeleteRepositoryPolicy']],
  elasticache: [
    ['DeleteCacheCluster', 'DeleteReplicationGroup', 'DeleteServerlessCache', 'DeleteSnapshot'],
    ['CreateCacheCluster', 'DeleteServerlessCacheSnapshot', 'DeleteUser'],
  ],
  elasticfilesystem: [['DeleteFileSystem'], ['DeleteAccessPoint', 'DeleteFileSystemPolicy']],
  es: [['DeleteDomain'], ['CreateDomain', 'DeletePackage']],
  fsx: [
    ['DeleteBackup', 'DeleteFileSystem', 'DeleteVolume'],
    ['CreateBackup', 'DeleteDataRepositoryAssociation'],
  ],
  glacier: [
    ['DeleteArchive', 'DeleteVault'],
    ['DeleteVaultNotifications', 'UploadArchive'],
  ],
  kinesis: [['DeleteStream'], ['DeregisterStreamConsumer', 'PutRecord']],
  kms: [
    ['DeleteImportedKeyMaterial', 'DisableKey', 'ScheduleKeyDeletion'],
    ['DeleteAlias', 'DisableKeyRotation'],
  ],
  logs: [['DeleteLogGroup'], ['DeleteLogStream', 'PutLogEvents']],
  memorydb: [
    ['DeleteCluster', 'DeleteSnapshot'],
    ['CreateSnapshot', 'DeleteUser'],
  ],
  rds: [
    [
      ...['DeleteDBCluster', 'DeleteDBClusterAutomatedBackup', 'DeleteDBClusterSnapshot', 'DeleteDBInstance'],
      ...['DeleteDBInstanceAutomatedBackup', 'DeleteDBSnapshot'],
    ],
    ['CreateDBSnapshot', 'DeleteDBClusterEndpoint', 'DeleteDBParameterGroup', 'StopDBInstance'],
  ],
  redshift: [
    ['DeleteCluster', 'DeleteClusterSnapshot'],
    ['CreateClusterSnapshot', 'DeleteClusterParameterGroup', 'DeleteClusterSubnetGroup'],
  ],
  'redshift-serverless': [
    ['DeleteNamespace', 'DeleteSnapshot'],
    ['DeleteSnapshotCopyConfiguration', 'DeleteWorkgroup'],
  ],
  s3: [
    ['DeleteBucket', 'DeleteObjectVersion', 'PutLifecycleConfiguration'],
    ['DeleteBucketWebsite', 'DeleteObject', 'DeleteObjectVersionTagging', 'PutObject'],
  ],
  s3express: [['DeleteBucket'], ['CreateSession', 'DeleteBucketPolicy']],
  s3tables: [
    ['DeleteTable', 'DeleteTableBucket'],
    ['CreateTable', 'DeleteTableBucketPolicy', 'DeleteTablePolicy'],
  ],
  s3vectors: [['DeleteVectorBucket'], ['DeleteVectorBucketPolicy', 'PutVectors']],
  secretsmanager: [['DeleteSecret'], ['DeleteResourcePolicy', 'RestoreSecret']],
};

const destroys = Object.entries(CALLS).flatMap(([service, [actions]]) => actions.map((name) => `${service}:${name}`));
const spares = Object.entries(CALLS).flatMap(([service, [, actions]]) => actions.map((name) => `${service}:${name}`));

const TERMINATE = { action: 'ec2:TerminateInstances', resource: 'arn:aws:ec2:eu-central-1:*:instance/i-1' };

/** MFA in the request: absent, as with long-lived keys, false, or true. */
const ABSENT: ProbeContext = {};
const WITHOUT: ProbeContext = { 'aws:MultiFactorAuthPresent': false };
const WITH: ProbeContext = { 'aws:MultiFactorAuthPresent': true, 'aws:MultiFactorAuthAge': 60 };

interface DestructionParameters {
  readonly roles: readonly string[];
  readonly users: readonly UserPath[];
}

export function destructionProbes({ roles, users }: DestructionParameters, place: ProbePlace): readonly Probe[] {
  const user = `arn:aws:iam::${place.account}:user/alice`;
  const federated = `arn:aws:sts::${place.account}:federated-user/alice`;
  return [
    ...userProbes(user, 'a user', {}),
    denied('a user signs in without MFA and terminates', { principal: user, ...TERMINATE, context: WITHOUT }),
    ...[ABSENT, WITHOUT].map((context) =>
      denied('a federated session of a key terminates', { principal: federated, ...TERMINATE, context }),
    ),
    possible('a federated session has MFA, which AWS does not support yet', {
      principal: federated,
      ...TERMINATE,
      context: WITH,
    }),
    ...probeUserPaths(
      'an instance is terminated',
      (principal) => ({ principal, ...TERMINATE, context: WITHOUT }),
      users,
      place,
    ),
    ...users.flatMap(({ path }) => endedProbes(path, users, place)),
    ...roleProbes([...roles, ...assumedWithCode(place)], place),
    ...machines(place).flatMap((principal) =>
      [ABSENT, WITHOUT, { ...WITHOUT, 'aws:CurrentTime': '9999-12-31T23:59:59Z' }].map((context) =>
        possible(`${principal} terminates`, { principal, ...TERMINATE, context }),
      ),
    ),
  ];
}

/** Every call of a user who is bound at that time. */
function userProbes(principal: string, who: string, time: ProbeContext): readonly Probe[] {
  return [
    ...destroys.flatMap((action) => [
      denied(`${who} with a long-lived key calls ${action}`, { principal, action, context: time }),
      possible(`${who} with MFA calls ${action}`, { principal, action, context: { ...WITH, ...time } }),
    ]),
    ...spares.map((action) =>
      possible(`${who} with a long-lived key calls ${action}`, { principal, action, context: time }),
    ),
  ];
}

/** A machine's user after the expiry of its exemption and of every other one that covers it. */
function endedProbes(path: string, users: readonly UserPath[], { account }: ProbePlace): readonly Probe[] {
  const ends = users.filter((other) => path.startsWith(other.path)).map(({ expires }) => expires);
  const last = ends
    .flatMap((end) => end ?? [])
    .sort()
    .at(-1);
  if (last === undefined || ends.includes(undefined)) return [];
  const principal = `arn:aws:iam::${account}:user${path}robot`;
  return userProbes(principal, `the user of ${path}, at the end,`, { 'aws:CurrentTime': last });
}

function roleProbes(roles: readonly string[], place: ProbePlace): readonly Probe[] {
  return callersAround({ patterns: roles }, place, ['role']).flatMap((principal) =>
    roles.some((pattern) => arnMatches(pattern, principal))
      ? [
          ...[ABSENT, WITHOUT].map((context) =>
            denied(`${principal} terminates without MFA`, { principal, ...TERMINATE, context }),
          ),
          possible(`${principal} terminates with MFA`, { principal, ...TERMINATE, context: WITH }),
          possible(`${principal} stops without MFA`, { principal, action: 'ec2:StopInstances' }),
        ]
      : [
          possible(`${principal}, which is not listed, terminates without MFA`, {
            principal,
            ...TERMINATE,
            context: WITHOUT,
          }),
        ],
  );
}

/** Roles for emergencies, and those of partners that must have a code; never one of Identity Center. */
function assumedWithCode({ organization: { platform, partners } }: ProbePlace): readonly string[] {
  return [
    ...platform.principals.breakGlass
      .filter((pattern) => !pattern.includes(':user/') && !pattern.includes('/aws-reserved/'))
      .map((pattern) => pattern.replace(/^arn:[^:]*/, 'arn:*')),
    ...partners.flatMap(({ key, mfa }) => (mfa ? [`arn:*:iam::*:role/partner/${key}`] : [])),
  ];
}

/** Principals without a code: workloads, pipelines, people of Identity Center, the rest of the platform, other partners. */
function machines(place: ProbePlace): readonly string[] {
  const roles = `arn:aws:iam::${place.account}:role`;
  const bound = assumedWithCode(place);
  return [
    developer(place),
    `${roles}/service-role/orders-lambda`,
    `${roles}/ci/publisher`,
    ...platformRoles(place).filter((role) => !bound.some((pattern) => arnMatches(pattern, role))),
    ...place.organization.partners.flatMap(({ key, mfa }) => (mfa ? [] : [`${roles}/partner/${key}`])),
    `${roles}/aws-reserved/sso.amazonaws.com/eu-central-1/AWSReservedSSO_Admin_0123456789abcdef`,
  ];
}
