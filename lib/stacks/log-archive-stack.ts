import { Aws } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { LogArchiveTemplate } from '../../constructs/log-archive/log-archive-template';
import { TrailArchiveTemplate } from '../../constructs/log-archive/trail-archive-template';
import type { MemberTemplate } from '../../constructs/stack-set/member-template';
import { StackSet } from '../../constructs/stack-set/stack-set';
import { accountRegionalName, ARCHIVE_BUCKETS, ARCHIVE_KEYS, STACK_SETS, trailArn } from '../model/names';
import type { LogArchive, Organization } from '../model/organization';
import type { Ids } from './ids';
import { ManagementStack } from './management-stack';

export interface LogArchiveStackProps {
  readonly organization: Organization;
  readonly logArchive: LogArchive;
  readonly ids: Ids;
}

/**
 * The buckets that keep the logs, in the home Region of the log archive's account.
 *
 * Two StackSets, because CloudFormation can change only the first one. The trail's archive comes second: it writes its
 * access logs into a bucket of the first.
 */
export class LogArchiveStack extends ManagementStack {
  constructor(scope: Construct, id: string, props: LogArchiveStackProps) {
    const { organization, logArchive } = props;
    const { homeRegion, managementAccount, platform } = organization;
    super(scope, id, { organization, description: 'The buckets of the log archive, by StackSets' });
    const { stackSetsExecution: deployers, breakGlass } = platform.principals;
    const accessLogsBucketName = bucketName(ARCHIVE_BUCKETS.accessLogs);
    const archive = distribute(this, STACK_SETS.logArchive, props, {
      description: 'Logs of AWS Config, flows and access to buckets',
      template: new LogArchiveTemplate(this, 'Archive', {
        bucketNames: {
          config: bucketName(ARCHIVE_BUCKETS.config),
          flowLogs: bucketName(ARCHIVE_BUCKETS.flowLogs),
          accessLogs: accessLogsBucketName,
        },
        loggedBucketNames: [bucketName(ARCHIVE_BUCKETS.trail)],
        keyAlias: ARCHIVE_KEYS.others,
        deployers,
        days: logArchive.otherDays,
      }),
    });
    const trailArchive = distribute(this, STACK_SETS.trailArchive, props, {
      description: "Logs of the organization's trail",
      template: new TrailArchiveTemplate(this, 'TrailArchive', {
        bucketName: bucketName(ARCHIVE_BUCKETS.trail),
        keyAlias: ARCHIVE_KEYS.trail,
        deployers,
        trailArn: trailArn(managementAccount.accountId, homeRegion),
        managementAccount: managementAccount.accountId,
        breakGlass,
        lockDays: logArchive.lockDays,
        trailDays: logArchive.trailDays,
        accessLogs: { bucketName: accessLogsBucketName, prefix: 'trail/' },
      }),
    });
    trailArchive.node.addDependency(archive);
  }
}

interface Distributed {
  readonly description: string;
  readonly template: MemberTemplate;
}

/** To the log archive's account, in the home Region. */
function distribute(
  scope: Construct,
  name: string,
  { organization, logArchive, ids }: LogArchiveStackProps,
  { description, template }: Distributed,
): StackSet {
  return new StackSet(scope, `${template.node.id}StackSet`, {
    name,
    description,
    template,
    parameters: { OrganizationId: ids.organizationId },
    rootId: ids.rootId,
    accounts: [ids.accountId(logArchive.account)],
    regions: [organization.homeRegion],
  });
}

/** The account and the Region are those of the stack that has the bucket. */
function bucketName(bucket: string): string {
  return accountRegionalName(bucket, Aws.ACCOUNT_ID, Aws.REGION);
}
