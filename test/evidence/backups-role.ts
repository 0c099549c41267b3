import type { RequestLine } from '../../lib/analysis/evaluate/request-line';

/** A call that AWS Backup makes with its role. */
export interface BackupCall {
  readonly what: string;
  readonly action: string;
  /** `{account}`, `{region}`, `{copies}`: the number of the account, its Region, and the number of the account of copies. */
  readonly resource: string;
  readonly context?: RequestLine['context'];
}

const OF_AWS_BACKUP = { 'aws:ResourceTag/aws:backup:source-resource': 'vol-1' };
const BY_S3 = { 'kms:ViaService': 's3.{region}.amazonaws.com', 'aws:ViaAWSService': 'true' };
const BY_EC2 = { 'kms:ViaService': 'ec2.{region}.amazonaws.com', 'aws:ViaAWSService': 'true' };
const STORE = 'arn:aws:s3:::rampart-app-shop-orders-{account}-{region}-an';
const KEY = 'arn:aws:kms:{region}:{account}:key/11111111-2222-3333-4444-555555555555';

/** What makes recovery points and copies them, for the services that organizations back up most. */
const BACKUP: readonly BackupCall[] = [
  { what: 'finds tagged resources', action: 'tag:GetResources', resource: '*' },
  {
    what: 'reads the vault',
    action: 'backup:DescribeBackupVault',
    resource: 'arn:aws:backup:{region}:{account}:backup-vault:rampart-backup',
  },
  {
    what: 'tags a recovery point',
    action: 'backup:TagResource',
    resource: 'arn:aws:backup:{region}:{account}:recovery-point:1',
    context: { 'aws:TagKeys': ['owner'] },
  },
  { what: 'snapshots a volume', action: 'ec2:CreateSnapshot', resource: 'arn:aws:ec2:{region}::snapshot/snap-1' },
  { what: 'tags a snapshot', action: 'ec2:CreateTags', resource: 'arn:aws:ec2:{region}::snapshot/snap-1' },
  { what: 'makes an image', action: 'ec2:CreateImage', resource: 'arn:aws:ec2:{region}::image/ami-1' },
  { what: 'tags an image', action: 'ec2:CreateTags', resource: 'arn:aws:ec2:{region}::image/ami-1' },
  {
    what: 'moves a snapshot to cold storage',
    action: 'ec2:ModifySnapshotTier',
    resource: 'arn:aws:ec2:{region}::snapshot/snap-1',
    context: OF_AWS_BACKUP,
  },
  {
    what: 'lets a snapshot expire',
    action: 'ec2:DeleteSnapshot',
    resource: 'arn:aws:ec2:{region}::snapshot/snap-1',
    context: OF_AWS_BACKUP,
  },
  {
    what: 'lets an image expire',
    action: 'ec2:DeregisterImage',
    resource: 'arn:aws:ec2:{region}::image/ami-1',
    context: OF_AWS_BACKUP,
  },
  {
    what: 'snapshots a database',
    action: 'rds:CreateDBSnapshot',
    resource: 'arn:aws:rds:{region}:{account}:snapshot:awsbackup:job-1',
  },
  {
    what: 'snapshots a cluster',
    action: 'rds:CreateDBClusterSnapshot',
    resource: 'arn:aws:rds:{region}:{account}:cluster-snapshot:awsbackup:job-1',
  },
  {
    what: 'turns continuous backups of a database on',
    action: 'rds:ModifyDBInstance',
    resource: 'arn:aws:rds:{region}:{account}:db:orders',
    context: { 'rds:StorageEncrypted': 'true' },
  },
  {
    what: 'tags a snapshot of a database',
    action: 'rds:AddTagsToResource',
    resource: 'arn:aws:rds:{region}:{account}:snapshot:awsbackup:job-1',
  },
  {
    what: 'lets a snapshot of a database expire',
    action: 'rds:DeleteDBSnapshot',
    resource: 'arn:aws:rds:{region}:{account}:snapshot:awsbackup:job-1',
  },
  {
    what: 'lets a snapshot of a cluster expire',
    action: 'rds:DeleteDBClusterSnapshot',
    resource: 'arn:aws:rds:{region}:{account}:cluster-snapshot:awsbackup:job-1',
  },
  {
    what: 'lets continuous backups expire',
    action: 'rds:DeleteDBInstanceAutomatedBackup',
    resource: 'arn:aws:rds:{region}:{account}:auto-backup:ab-1',
  },
  {
    what: 'backs up a table',
    action: 'dynamodb:StartAwsBackupJob',
    resource: 'arn:aws:dynamodb:{region}:{account}:table/orders',
  },
  {
    what: 'lets a backup of a table expire',
    action: 'dynamodb:DeleteBackup',
    resource: 'arn:aws:dynamodb:{region}:{account}:table/orders/backup/1',
  },
  {
    what: 'backs up a file system',
    action: 'elasticfilesystem:Backup',
    resource: 'arn:aws:elasticfilesystem:{region}:{account}:file-system/fs-1',
  },
  {
    what: 'backs up a file system of FSx',
    action: 'fsx:CreateBackup',
    resource: 'arn:aws:fsx:{region}:{account}:backup/backup-1',
  },
  {
    what: 'lets a backup of FSx expire',
    action: 'fsx:DeleteBackup',
    resource: 'arn:aws:fsx:{region}:{account}:backup/backup-1',
    context: OF_AWS_BACKUP,
  },
  {
    what: 'backs up a warehouse',
    action: 'redshift:CreateClusterSnapshot',
    resource: 'arn:aws:redshift:{region}:{account}:snapshot:orders/1',
  },
  {
    what: 'makes a consistent snapshot of Windows',
    action: 'ssm:SendCommand',
    resource: 'arn:aws:ec2:{region}:{account}:instance/i-1',
  },
  {
    what: 'reads the templates of a stack',
    action: 'cloudformation:GetTemplate',
    resource: 'arn:aws:cloudformation:{region}:{account}:stack/orders/1',
  },
  {
    what: 'opens a cluster of EKS to itself',
    action: 'eks:CreateAccessEntry',
    resource: 'arn:aws:eks:{region}:{account}:cluster/orders',
  },
  {
    what: 'lets a service use a key',
    action: 'kms:CreateGrant',
    resource: KEY,
    context: {
      'kms:GrantIsForAWSResource': 'true',
      'aws:ViaAWSService': 'true',
      'aws:ResourceTag/rampart:backup': 'key',
    },
  },
  { what: 'encrypts a snapshot', action: 'kms:ReEncryptFrom', resource: KEY, context: BY_EC2 },
];

/** What copies recovery points to another vault. */
const COPY: readonly BackupCall[] = [
  {
    what: 'takes a copy from the vault',
    action: 'backup:CopyFromBackupVault',
    resource: 'arn:aws:backup:{region}:{account}:recovery-point:1',
  },
  {
    what: 'puts a copy into the vault of another account',
    action: 'backup:CopyIntoBackupVault',
    resource: 'arn:aws:backup:{region}:{copies}:backup-vault:rampart-backup-copies',
  },
  { what: 'copies a snapshot', action: 'ec2:CopySnapshot', resource: 'arn:aws:ec2:{region}::snapshot/snap-1' },
  { what: 'copies an image', action: 'ec2:CopyImage', resource: 'arn:aws:ec2:{region}::image/ami-1' },
  {
    what: 'shares a snapshot with the account of copies',
    action: 'ec2:ModifySnapshotAttribute',
    resource: 'arn:aws:ec2:{region}::snapshot/snap-1',
    context: { ...OF_AWS_BACKUP, 'ec2:Add/userId': '{copies}' },
  },
  {
    what: 'shares an image with the account of copies',
    action: 'ec2:ModifyImageAttribute',
    resource: 'arn:aws:ec2:{region}::image/ami-1',
    context: { ...OF_AWS_BACKUP, 'ec2:Add/userId': '{copies}' },
  },
  {
    what: 'copies a snapshot of a database',
    action: 'rds:CopyDBSnapshot',
    resource: 'arn:aws:rds:{region}:{account}:snapshot:awsbackup:job-1',
  },
  {
    what: 'copies a snapshot of a cluster',
    action: 'rds:CopyDBClusterSnapshot',
    resource: 'arn:aws:rds:{region}:{account}:cluster-snapshot:awsbackup:job-1',
  },
  {
    what: 'shares a snapshot of a database',
    action: 'rds:ModifyDBSnapshotAttribute',
    resource: 'arn:aws:rds:{region}:{account}:snapshot:awsbackup:job-1',
  },
  {
    what: 'shares a snapshot of a cluster',
    action: 'rds:ModifyDBClusterSnapshotAttribute',
    resource: 'arn:aws:rds:{region}:{account}:cluster-snapshot:awsbackup:job-1',
  },
  {
    what: 'copies a backup of FSx',
    action: 'fsx:CopyBackup',
    resource: 'arn:aws:fsx:{region}:{account}:backup/backup-1',
  },
];

/** What backs a bucket up. */
const BUCKET: readonly BackupCall[] = [
  { what: 'finds buckets', action: 's3:ListAllMyBuckets', resource: '*' },
  { what: 'reads the tags of a store', action: 's3:GetBucketTagging', resource: STORE },
  { what: 'lists a store', action: 's3:ListBucket', resource: STORE },
  { what: 'lists the versions of a store', action: 's3:ListBucketVersions', resource: STORE },
  { what: 'reads the notifications of a store', action: 's3:GetBucketNotification', resource: STORE },
  { what: 'lets a store tell EventBridge of its objects', action: 's3:PutBucketNotification', resource: STORE },
  { what: 'lets a store write an inventory', action: 's3:PutInventoryConfiguration', resource: STORE },
  {
    what: 'makes the rule that hears of objects',
    action: 'events:PutRule',
    resource: 'arn:aws:events:{region}:{account}:rule/AwsBackupManagedRule-1',
    context: { 'events:ManagedBy': 'backup.amazonaws.com' },
  },
  {
    what: 'lets the rule tell AWS Backup',
    action: 'events:PutTargets',
    resource: 'arn:aws:events:{region}:{account}:rule/AwsBackupManagedRule-1',
    context: { 'events:ManagedBy': 'backup.amazonaws.com' },
  },
  {
    what: 'deletes the rule',
    action: 'events:DeleteRule',
    resource: 'arn:aws:events:{region}:{account}:rule/AwsBackupManagedRule-1',
    context: { 'events:ManagedBy': 'backup.amazonaws.com' },
  },
  { what: 'measures a bucket', action: 'cloudwatch:GetMetricData', resource: '*' },
  { what: 'reads an object', action: 's3:GetObject', resource: `${STORE}/1.json` },
  { what: 'reads a version', action: 's3:GetObjectVersion', resource: `${STORE}/1.json` },
  { what: 'decrypts an object', action: 'kms:Decrypt', resource: KEY, context: BY_S3 },
];

/** What restores. */
const RESTORE: readonly BackupCall[] = [
  {
    what: 'restores a volume',
    action: 'ec2:CreateVolume',
    resource: 'arn:aws:ec2:{region}:{account}:volume/vol-1',
    context: { 'ec2:Encrypted': 'true' },
  },
  {
    what: 'restores an instance',
    action: 'ec2:RunInstances',
    resource: 'arn:aws:ec2:{region}:{account}:instance/i-1',
    context: { 'ec2:InstanceType': 't3.micro' },
  },
  {
    what: 'tags a restored instance',
    action: 'ec2:CreateTags',
    resource: 'arn:aws:ec2:{region}:{account}:instance/i-1',
    context: { 'ec2:CreateAction': 'RunInstances' },
  },
  {
    what: 'restores a database',
    action: 'rds:RestoreDBInstanceFromDBSnapshot',
    resource: 'arn:aws:rds:{region}:{account}:db:orders',
    context: { 'rds:StorageEncrypted': 'true', 'rds:DatabaseClass': 'db.t4g.micro' },
  },
  {
    what: 'restores a database to a time',
    action: 'rds:RestoreDBInstanceToPointInTime',
    resource: 'arn:aws:rds:{region}:{account}:db:orders',
    context: { 'rds:StorageEncrypted': 'true' },
  },
  {
    what: 'restores a cluster',
    action: 'rds:RestoreDBClusterFromSnapshot',
    resource: 'arn:aws:rds:{region}:{account}:cluster:orders',
    context: { 'rds:StorageEncrypted': 'true' },
  },
  {
    what: 'makes the instance of a restored cluster',
    action: 'rds:CreateDBInstance',
    resource: 'arn:aws:rds:{region}:{account}:db:orders',
    context: { 'rds:StorageEncrypted': 'true', 'rds:DatabaseClass': 'db.t4g.micro' },
  },
  {
    what: 'undoes a failed restore of a database',
    action: 'rds:DeleteDBInstance',
    resource: 'arn:aws:rds:{region}:{account}:db:orders',
  },
  {
    what: 'undoes a failed restore of a cluster',
    action: 'rds:DeleteDBCluster',
    resource: 'arn:aws:rds:{region}:{account}:cluster:orders',
  },
  {
    what: 'undoes a failed restore of a volume',
    action: 'ec2:DeleteVolume',
    resource: 'arn:aws:ec2:{region}:{account}:volume/vol-1',
  },
  {
    what: 'restores a table',
    action: 'dynamodb:RestoreTableFromAwsBackup',
    resource: 'arn:aws:dynamodb:{region}:{account}:table/orders',
  },
  {
    what: 'restores a file system',
    action: 'elasticfilesystem:Restore',
    resource: 'arn:aws:elasticfilesystem:{region}:{account}:file-system/fs-1',
  },
  {
    what: 'makes a file system to restore into',
    action: 'elasticfilesystem:CreateFileSystem',
    resource: 'arn:aws:elasticfilesystem:{region}:{account}:file-system/fs-1',
    context: { 'elasticfilesystem:Encrypted': 'true' },
  },
  {
    what: 'undoes a failed restore of a file system',
    action: 'elasticfilesystem:DeleteFileSystem',
    resource: 'arn:aws:elasticfilesystem:{region}:{account}:file-system/fs-1',
  },
  {
    what: 'restores a file system of FSx',
    action: 'fsx:CreateFileSystemFromBackup',
    resource: 'arn:aws:fsx:{region}:{account}:file-system/fs-1',
  },
  {
    what: 'restores a warehouse',
    action: 'redshift:RestoreFromClusterSnapshot',
    resource: 'arn:aws:redshift:{region}:{account}:cluster:orders',
  },
  { what: 'makes a bucket to restore into', action: 's3:CreateBucket', resource: 'arn:aws:s3:::restored' },
  {
    what: 'keeps versions in a bucket to restore into',
    action: 's3:PutBucketVersioning',
    resource: 'arn:aws:s3:::restored',
  },
  { what: 'lets nobody else own objects', action: 's3:PutBucketOwnershipControls', resource: 'arn:aws:s3:::restored' },
  { what: 'restores an object', action: 's3:PutObject', resource: `${STORE}/1.json` },
  { what: 'restores the tags of an object', action: 's3:PutObjectTagging', resource: `${STORE}/1.json` },
  { what: 'restores the ACL of an object', action: 's3:PutObjectAcl', resource: 'arn:aws:s3:::restored/1.json' },
  { what: 'encrypts a restored object', action: 'kms:GenerateDataKey', resource: KEY, context: BY_S3 },
];

/** Everything, by what it is part of. From AWS's policies for the role, without the reads that no guardrail denies. */
export const BACKUP_CALLS = { BACKUP, COPY, BUCKET, RESTORE };
