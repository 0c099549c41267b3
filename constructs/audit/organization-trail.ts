import { RemovalPolicy, Stack, Validations } from 'aws-cdk-lib';
import { CfnTrail } from 'aws-cdk-lib/aws-cloudtrail';
import { ManagedPolicy, PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { CfnLogGroup } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';

export interface OrganizationTrailProps {
  readonly trailName: string;
  readonly logGroupName: string;
  /** How long the log group keeps events, in days; one of the numbers that CloudWatch Logs takes. */
  readonly logGroupDays: number;
  /** The role by which CloudTrail writes to the log group, and its policy. */
  readonly roleName: string;
  /** The bucket that the trail delivers to. It may be in another account. */
  readonly bucketName: string;
  /** The ARN of the key that encrypts what is delivered, or of its alias. */
  readonly keyArn: string;
}

/**
 * The trail of the organization: all calls in all accounts and Regions, to a bucket and to a log group.
 *
 * Beside management events it records what happens to the objects of its own bucket: reading and deleting them are data
 * events, and without those nobody would notice. The trail and the log group are retained when they leave the template.
 *
 * Sources: https://docs.aws.amazon.com/awscloudtrail/latest/userguide/creating-trail-organization.html,
 * https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-required-policy-for-cloudwatch-logs.html and
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-logs-loggroup.html
 */
export class OrganizationTrail extends Construct {
  readonly logGroup: CfnLogGroup;

  constructor(scope: Construct, id: string, props: OrganizationTrailProps) {
    super(scope, id);
    const { trailName, logGroupName, logGroupDays, roleName, bucketName, keyArn } = props;
    this.logGroup = new CfnLogGroup(this, 'LogGroup', {
      logGroupName,
      retentionInDays: logGroupDays,
      // Only this class has metric filters.
      logGroupClass: 'STANDARD',
      deletionProtectionEnabled: true,
    });
    this.logGroup.applyRemovalPolicy(RemovalPolicy.RETAIN);
    acknowledgeEncryption(this.logGroup);
    const role = new Role(this, 'Role', { roleName, assumedBy: new ServicePrincipal('cloudtrail.amazonaws.com') });
    const permissions = this.writeToLogGroup(role, props);
    const trail = new CfnTrail(this, 'Trail', {
      trailName,
      isLogging: true,
      isOrganizationTrail: true,
      isMultiRegionTrail: true,
      includeGlobalServiceEvents: true,
      enableLogFileValidation: true,
      s3BucketName: bucketName,
      kmsKeyId: keyArn,
      cloudWatchLogsLogGroupArn: this.logGroup.attrArn,
      cloudWatchLogsRoleArn: role.roleArn,
      advancedEventSelectors: [MANAGEMENT_EVENTS, ...touchesOf(bucketName)],
    });
    trail.applyRemovalPolicy(RemovalPolicy.RETAIN);
    // CreateTrail tries to write to the log group.
    trail.node.addDependency(permissions);
  }

  private writeToLogGroup(role: Role, props: OrganizationTrailProps): ManagedPolicy {
    const { logGroupName, roleName } = props;
    const { account, region } = Stack.of(this);
    const streams = [`${account}_CloudTrail_${region}*`, 'o-*'].map(
      (stream) => `arn:aws:logs:${region}:${account}:log-group:${logGroupName}:log-stream:${stream}`,
    );
    const permissions = new ManagedPolicy(this, 'Permissions', {
      managedPolicyName: roleName,
      description: "CloudTrail writes the organization's events to the log group",
      roles: [role],
      statements: [new PolicyStatement({ actions: ['logs:CreateLogStream', 'logs:PutLogEvents'], resources: streams })],
    });
    acknowledgeStreams(permissions, streams);
    return permissions;
  }
}

const MANAGEMENT_EVENTS: CfnTrail.AdvancedEventSelectorProperty = {
  name: 'Management events',
  fieldSelectors: [{ field: 'eventCategory', equalTo: ['Management'] }],
};

/**
 * The data events of the trail's bucket, without CloudTrail's own deliveries: each would be recorded, and the record
 * delivered again.
 *
 * CloudTrail delivers by PutObject as a service, whose identity has no ARN. So PutObject counts only from callers that
 * have one. That an absent ARN does not begin with `arn:` is a reading of AWS's page, which does not say it. If it is
 * wrong, each delivered file adds one record to the next one, and no event is lost. An anonymous PutObject, which has no
 * ARN either, is not recorded; the bucket denies it.
 *
 * Source: https://docs.aws.amazon.com/awscloudtrail/latest/userguide/filtering-data-events.html
 */
function touchesOf(bucketName: string): readonly CfnTrail.AdvancedEventSelectorProperty[] {
  const objects = [
    { field: 'eventCategory', equalTo: ['Data'] },
    { field: 'resources.type', equalTo: ['AWS::S3::Object'] },
    { field: 'resources.ARN', startsWith: [`arn:aws:s3:::${bucketName}/`] },
  ];
  return [
    {
      name: 'Touches of the archive',
      fieldSelectors: [...objects, { field: 'eventName', notEquals: ['PutObject'] }],
    },
    {
      name: 'Uploads to the archive, but not by CloudTrail',
      fieldSelectors: [
        ...objects,
        { field: 'eventName', equalTo: ['PutObject'] },
        { field: 'userIdentity.arn', startsWith: ['arn:'] },
      ],
    },
  ];
}

function acknowledgeEncryption(logGroup: CfnLogGroup): void {
  Validations.of(logGroup).acknowledge({
    id: 'NIST.800.53.R5::NIST.800.53.R5-CloudWatchLogGroupEncrypted',
    reason:
      'CloudWatch Logs encrypts the log group with its own key. A key of ours would be one more way to silence all alarms: ' +
      'whoever disables it stops the delivery. The copy that is kept as evidence is encrypted with a key of the log archive.',
  });
}

function acknowledgeStreams(permissions: ManagedPolicy, streams: readonly string[]): void {
  Validations.of(permissions).acknowledge(
    ...streams.map((stream) => ({
      id: `AwsSolutions::AwsSolutions-IAM5[Resource::${stream}]`,
      reason:
        'CloudTrail makes the streams and chooses the ends of their names, one for each account and Region. All are in one ' +
        'log group.',
    })),
  );
}
