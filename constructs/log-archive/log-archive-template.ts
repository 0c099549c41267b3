import { Aws, CfnParameter, Validations } from 'aws-cdk-lib';
import { AccountRootPrincipal, AnyPrincipal, Effect, PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import type { Construct } from 'constructs';
import { MemberTemplate } from '../stack-set/member-template';
import { ArchiveKey } from './archive-key';
import { LogBucket } from './log-bucket';

export interface LogArchiveTemplateProps {
  /** The buckets' names; see `LogBucket`. */
  readonly bucketNames: {
    readonly config: string;
    readonly flowLogs: string;
    readonly accessLogs: string;
  };
  /** The names of the buckets of other templates that write their access logs here. */
  readonly loggedBucketNames: readonly string[];
  /** The alias of the key of AWS Config's logs and of flow logs. Begins with `alias/`. */
  readonly keyAlias: string;
  /** Patterns of `aws:PrincipalArn` of those who may create, move and delete that alias. */
  readonly deployers: readonly string[];
  /** For how many days logs are kept. */
  readonly days: number;
}

/** How many days a log that has been overwritten can still be read. */
const REPLACED_DAYS = 30;

/** AWS Config looks at its bucket as the service-linked role that it has in each account. Nobody else can use that role. */
const CONFIG_ROLES = 'arn:*:iam::*:role/aws-service-role/config.amazonaws.com/*';

/** Actions that write, replace or delete objects. */
const WRITING = [
  's3:BypassGovernanceRetention',
  's3:DeleteObject*',
  's3:ObjectOwnerOverrideToBucketOwner',
  's3:PutObject*',
  's3:Replicate*',
  's3:RestoreObject',
  's3:UpdateObjectEncryption',
];

/**
 * The buckets of the log archive for everything but the trail: AWS Config, VPC flow logs, and the requests to the buckets
 * themselves. AWS services deliver for accounts of the organization; nobody else writes or deletes. Who of the account may
 * read is up to its own permissions.
 *
 * CloudFormation can change this template, unlike the trail's archive. So the settings of the buckets are protected by
 * guardrails, not by the bucket policies. No bucket has an object lock, because AWS Config and S3's access logs are not
 * delivered to buckets with a default lock; S3 encrypts access logs only with its own keys.
 *
 * Sources: https://docs.aws.amazon.com/config/latest/developerguide/s3-bucket-policy.html,
 * https://docs.aws.amazon.com/config/latest/developerguide/s3-kms-key-policy.html,
 * https://docs.aws.amazon.com/vpc/latest/userguide/flow-logs-s3-permissions.html,
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/AWS-logs-infrastructure-S3.html and
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/enable-server-access-logging.html
 */
export class LogArchiveTemplate extends MemberTemplate {
  constructor(scope: Construct, id: string, props: LogArchiveTemplateProps) {
    super(scope, id, { description: 'The log archive, without the archive of the trail' });
    const { days, bucketNames, loggedBucketNames } = props;
    const organizationId = new CfnParameter(this, 'OrganizationId', {
      allowedPattern: 'o-[a-z0-9]{10,32}',
    }).valueAsString;
    const { key } = new ArchiveKey(this, 'Encryption', {
      description: 'Encrypts the logs of AWS Config and of flows',
      alias: props.keyAlias,
      deployers: props.deployers,
      uses: [
        ...['config.amazonaws.com', 'delivery.logs.amazonaws.com'].map((service) => keyUse(service, organizationId)),
        reading(),
      ],
    });
    const bucket = (bucketId: string, bucketName: string, prefix: string, encryptionKey: IKey): LogBucket =>
      new LogBucket(this, bucketId, {
        bucketName,
        encryptionKey,
        bucketKeyEnabled: true,
        days,
        replacedDays: REPLACED_DAYS,
        accessLogs: { bucketName: bucketNames.accessLogs, prefix },
      });
    const accessLogs = new LogBucket(this, 'AccessLogs', {
      bucketName: bucketNames.accessLogs,
      days,
      replacedDays: REPLACED_DAYS,
    });
    const config = bucket('Config', bucketNames.config, 'config/', key);
    const flowLogs = bucket('FlowLogs', bucketNames.flowLogs, 'flow-logs/', key);
    for (const logged of [config, flowLogs]) logged.node.addDependency(accessLogs);
    receiveAccessLogs(accessLogs, [bucketNames.config, bucketNames.flowLogs, ...loggedBucketNames]);
    receive(config, 'config.amazonaws.com', 'AWSLogs/*/Config/*', organizationId);
    letConfigLook(config, organizationId);
    receive(flowLogs, 'delivery.logs.amazonaws.com', 'AWSLogs/*', organizationId);
    letOnlyServicesWrite(config, CONFIG_ROLES);
    for (const one of [flowLogs, accessLogs]) letOnlyServicesWrite(one);
    for (const one of [config, flowLogs, accessLogs]) acknowledgeReplication(one);
    acknowledgeAccessLogs(accessLogs);
  }
}

/** What S3 needs to encrypt what a service delivers, whole or in parts. */
function keyUse(service: string, organizationId: string): PolicyStatement {
  return new PolicyStatement({
    principals: [new ServicePrincipal(service)],
    actions: ['kms:Decrypt', 'kms:DescribeKey', 'kms:GenerateDataKey*'],
    resources: ['*'],
    conditions: { StringEquals: { 'aws:SourceOrgID': organizationId } },
  });
}

/** Who may read an object may decrypt it, by the permissions that the account gives. */
function reading(): PolicyStatement {
  return new PolicyStatement({
    sid: 'Reading',
    principals: [new AccountRootPrincipal()],
    actions: ['kms:Decrypt'],
    resources: ['*'],
    conditions: { StringEquals: { 'kms:ViaService': `s3.${Aws.REGION}.amazonaws.com` } },
  });
}

/** A service checks the bucket and delivers, for accounts of the organization. */
function receive(bucket: LogBucket, service: string, keys: string, organizationId: string): void {
  const principals = [new ServicePrincipal(service)];
  const own = { 'aws:SourceOrgID': organizationId };
  bucket.addToResourcePolicy(
    new PolicyStatement({
      sid: 'Check',
      principals,
      actions: ['s3:GetBucketAcl', 's3:ListBucket'],
      resources: [bucket.bucketArn],
      conditions: { StringEquals: own },
    }),
  );
  bucket.addToResourcePolicy(
    new PolicyStatement({
      sid: 'Delivery',
      principals,
      actions: ['s3:PutObject'],
      resources: [bucket.arnForObjects(keys)],
      conditions: { StringEquals: { ...own, 's3:x-amz-acl': 'bucket-owner-full-control' } },
    }),
  );
}

/** Otherwise each account's question whether the bucket exists is a denied call in the trail. */
function letConfigLook(bucket: LogBucket, organizationId: string): void {
  bucket.addToResourcePolicy(
    new PolicyStatement({
      sid: 'CheckByRole',
      principals: [new AnyPrincipal()],
      actions: ['s3:ListBucket'],
      resources: [bucket.bucketArn],
      conditions: {
        StringEquals: { 'aws:PrincipalOrgID': organizationId },
        ArnLike: { 'aws:PrincipalArn': CONFIG_ROLES },
      },
    }),
  );
}

function receiveAccessLogs(bucket: LogBucket, loggedBucketNames: readonly string[]): void {
  bucket.addToResourcePolicy(
    new PolicyStatement({
      sid: 'Delivery',
      principals: [new ServicePrincipal('logging.s3.amazonaws.com')],
      actions: ['s3:PutObject'],
      resources: [bucket.arnForObjects('*')],
      conditions: {
        StringEquals: { 'aws:SourceAccount': Aws.ACCOUNT_ID },
        ArnEquals: {
          'aws:SourceArn': loggedBucketNames.map((name) => `arn:${Aws.PARTITION}:s3:::${name}`),
        },
      },
    }),
  );
}

/** A service still needs an Allow. Anonymous callers lack the key of services, and the ARN: both conditions match them. */
function letOnlyServicesWrite(bucket: LogBucket, spared?: string): void {
  bucket.addToResourcePolicy(
    new PolicyStatement({
      sid: 'WritingOnlyByServices',
      effect: Effect.DENY,
      principals: [new AnyPrincipal()],
      actions: WRITING,
      resources: [bucket.arnForObjects('*')],
      conditions: {
        ...(spared === undefined ? {} : { ArnNotLike: { 'aws:PrincipalArn': spared } }),
        BoolIfExists: { 'aws:PrincipalIsAWSService': 'false' },
      },
    }),
  );
}

function acknowledgeReplication(bucket: LogBucket): void {
  Validations.of(bucket).acknowledge({
    id: 'NIST.800.53.R5::NIST.800.53.R5-S3BucketReplicationEnabled',
    reason:
      'S3 stores each log in three zones, and guardrails keep everybody from deleting one. A copy in another Region would ' +
      'double the cost and leave the Regions that the organization has chosen.',
  });
}

function acknowledgeAccessLogs(bucket: LogBucket): void {
  Validations.of(bucket).acknowledge(
    {
      id: 'AwsSolutions::AwsSolutions-S1',
      reason: 'This bucket receives the access logs. Logging the access to it into itself would never end.',
    },
    {
      id: 'NIST.800.53.R5::NIST.800.53.R5-S3BucketLoggingEnabled',
      reason: 'This bucket receives the access logs. Logging the access to it into itself would never end.',
    },
    {
      id: 'NIST.800.53.R5::NIST.800.53.R5-S3DefaultEncryptionKMS',
      reason:
        'S3 delivers access logs only to buckets that it encrypts with its own keys, so a key of KMS would stop them.',
    },
  );
}
