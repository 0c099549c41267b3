import { Aws, CfnParameter, Validations } from 'aws-cdk-lib';
import { AccountRootPrincipal, AnyPrincipal, Effect, PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { Construct } from 'constructs';
import { MemberTemplate } from '../stack-set/member-template';
import { ArchiveKey } from './archive-key';
import { LogBucket, type AccessLogs } from './log-bucket';

export interface TrailArchiveTemplateProps {
  /** The bucket's name; see `LogBucket`. */
  readonly bucketName: string;
  /** The alias of its key. Begins with `alias/`. */
  readonly keyAlias: string;
  /** Patterns of `aws:PrincipalArn` of those who may create, move and delete that alias. */
  readonly deployers: readonly string[];
  /** The ARN of the only trail that may deliver. It need not exist yet. */
  readonly trailArn: string;
  /** The number of the account that owns the trail. */
  readonly managementAccount: string;
  /** Patterns of `aws:PrincipalArn` of those who may decrypt logs, once a root session lets them read the bucket. */
  readonly breakGlass: readonly string[];
  /** For how many days nobody can delete a log. */
  readonly lockDays: number;
  /** For how many days logs are kept. */
  readonly trailDays: number;
  readonly accessLogs: AccessLogs;
}

/**
 * What everybody may still ask about the bucket, so that AWS Config, IAM Access Analyzer and CloudFormation are not blind:
 * its settings, and nothing about its objects.
 */
const SETTINGS = ['s3:GetBucket*', 's3:Get*Configuration', 's3:ListTagsForResource'];

/**
 * The archive of an organization's trail: a bucket, its policy and its key. CloudTrail writes into the bucket, and nobody but
 * the root user of the account can read it or change its policy.
 *
 * After its creation, not even the role of StackSets can change the bucket: S3 lets a policy through that locks out its own
 * writer. The root user can always change the policy, so a centralized root session opens the bucket. The policy is created
 * last, so that a creation that fails can be taken back.
 *
 * Of the service principals, only those that an Allow names get in, so sparing them all in the denies opens nothing.
 * `aws:PrincipalArn` of the root user is the same in a session of `sts:AssumeRoot`. It is missing in anonymous requests, and
 * so is `aws:PrincipalIsAWSService`: the negated operator and `IfExists` deny these.
 *
 * The denies name what stays possible, not what is denied: S3 adds actions, and this policy cannot be changed to follow.
 *
 * Sources: https://docs.aws.amazon.com/awscloudtrail/latest/userguide/create-s3-bucket-policy-for-cloudtrail.html,
 * https://docs.aws.amazon.com/awscloudtrail/latest/userguide/create-kms-key-policy-for-cloudtrail.html and
 * https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutBucketPolicy.html
 */
export class TrailArchiveTemplate extends MemberTemplate {
  constructor(scope: Construct, id: string, props: TrailArchiveTemplateProps) {
    super(scope, id, {
      description: "The archive of the organization's trail. Only the root user can change it",
      namesManagementAccount: true,
      isWriteOnce: true,
    });
    const organizationId = new CfnParameter(this, 'OrganizationId', { allowedPattern: 'o-[a-z0-9]{10,32}' });
    const root = this.formatArn({ service: 'iam', region: '', resource: 'root' });
    const { key, alias } = new ArchiveKey(this, 'Encryption', {
      description: "Encrypts the logs of the organization's trail",
      alias: props.keyAlias,
      deployers: props.deployers,
      uses: keyUses(props, root),
    });
    const bucket = new LogBucket(this, 'Bucket', {
      bucketName: props.bucketName,
      encryptionKey: key,
      lockDays: props.lockDays,
      days: props.trailDays,
      // The lock keeps it longer where it must.
      replacedDays: 1,
      accessLogs: props.accessLogs,
    });
    for (const statement of deliveries(bucket, props, organizationId.valueAsString))
      bucket.addToResourcePolicy(statement);
    for (const statement of onlyRoot(bucket, root)) bucket.addToResourcePolicy(statement);
    bucket.policy?.node.addDependency(alias);
    acknowledge(bucket);
  }
}

/** With the trail's ARN, the organization's id adds nothing: its trail is the management account's, also in members. */
function deliveries(
  bucket: LogBucket,
  { trailArn, managementAccount }: TrailArchiveTemplateProps,
  organizationId: string,
): readonly PolicyStatement[] {
  const principals = [new ServicePrincipal('cloudtrail.amazonaws.com')];
  return [
    new PolicyStatement({
      sid: 'CheckByTrail',
      principals,
      actions: ['s3:GetBucketAcl'],
      resources: [bucket.bucketArn],
      conditions: { StringEquals: { 'aws:SourceArn': trailArn } },
    }),
    new PolicyStatement({
      sid: 'DeliveryByTrail',
      principals,
      actions: ['s3:PutObject'],
      resources: [managementAccount, organizationId].map((prefix) => bucket.arnForObjects(`AWSLogs/${prefix}/*`)),
      conditions: { StringEquals: { 'aws:SourceArn': trailArn, 's3:x-amz-acl': 'bucket-owner-full-control' } },
    }),
  ];
}

function onlyRoot(bucket: LogBucket, root: string): readonly PolicyStatement[] {
  const everybodyElse = {
    effect: Effect.DENY,
    principals: [new AnyPrincipal()],
    conditions: {
      ArnNotEquals: { 'aws:PrincipalArn': root },
      BoolIfExists: { 'aws:PrincipalIsAWSService': 'false' },
    },
  };
  return [
    new PolicyStatement({
      sid: 'ObjectsOnlyByRoot',
      ...everybodyElse,
      actions: ['s3:*'],
      resources: [bucket.arnForObjects('*')],
    }),
    new PolicyStatement({
      sid: 'BucketOnlyByRoot',
      ...everybodyElse,
      notActions: SETTINGS,
      resources: [bucket.bucketArn],
    }),
  ];
}

function keyUses(
  { trailArn, managementAccount, breakGlass }: TrailArchiveTemplateProps,
  root: string,
): readonly PolicyStatement[] {
  const principals = [new ServicePrincipal('cloudtrail.amazonaws.com')];
  return [
    new PolicyStatement({
      sid: 'EncryptionByTrail',
      principals,
      actions: ['kms:GenerateDataKey*'],
      resources: ['*'],
      conditions: {
        StringEquals: { 'aws:SourceArn': trailArn },
        StringLike: {
          'kms:EncryptionContext:aws:cloudtrail:arn': `arn:${Aws.PARTITION}:cloudtrail:*:${managementAccount}:trail/*`,
        },
      },
    }),
    new PolicyStatement({
      sid: 'CheckByTrail',
      principals,
      actions: ['kms:Decrypt', 'kms:DescribeKey'],
      resources: ['*'],
      conditions: { StringEquals: { 'aws:SourceArn': trailArn } },
    }),
    new PolicyStatement({
      sid: 'Reading',
      principals: [new AccountRootPrincipal()],
      actions: ['kms:Decrypt'],
      resources: ['*'],
      conditions: {
        ArnLike: { 'aws:PrincipalArn': [root, ...breakGlass] },
        Null: { 'kms:EncryptionContext:aws:cloudtrail:arn': 'false' },
      },
    }),
  ];
}

function acknowledge(bucket: LogBucket): void {
  Validations.of(bucket).acknowledge({
    id: 'NIST.800.53.R5::NIST.800.53.R5-S3BucketReplicationEnabled',
    reason:
      'The lock keeps every log where it is, and S3 stores it in three zones. A copy would need a role that reads the bucket, ' +
      'which nobody but the root user may.',
  });
}
