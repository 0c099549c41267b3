import type { RehearsalClients } from './clients';
import { send } from './send';

/** How to look a resource up, by its CloudFormation type and its physical id. Each throws if there is none. */
const LOOK_UPS: Readonly<Record<string, (clients: RehearsalClients, id: string) => Promise<unknown>>> = {
  'AWS::Backup::BackupVault': (clients, id) => send(clients, 'backup:DescribeBackupVault', { BackupVaultName: id }),
  'AWS::CloudWatch::Alarm': async (clients, id) => {
    const { MetricAlarms = [] } = await send(clients, 'monitoring:DescribeAlarms', { AlarmNames: [id] });
    requireOne(MetricAlarms, ({ AlarmName }) => AlarmName === id);
  },
  'AWS::DynamoDB::Table': (clients, id) => send(clients, 'dynamodb:DescribeTable', { TableName: id }),
  'AWS::Events::EventBus': (clients, id) => send(clients, 'events:DescribeEventBus', { Name: lastPart(id) }),
  'AWS::Events::Rule': (clients, id) => send(clients, 'events:DescribeRule', nameAndBus(id)),
  'AWS::IAM::InstanceProfile': (clients, id) =>
    send(clients, 'iam:GetInstanceProfile', { InstanceProfileName: lastPart(id) }),
  'AWS::IAM::ManagedPolicy': (clients, id) => send(clients, 'iam:GetPolicy', { PolicyArn: id }),
  'AWS::IAM::OIDCProvider': (clients, id) =>
    send(clients, 'iam:GetOpenIDConnectProvider', { OpenIDConnectProviderArn: id }),
  'AWS::IAM::Role': (clients, id) => send(clients, 'iam:GetRole', { RoleName: lastPart(id) }),
  // The emulator returns the name where AWS returns it too, but spells the service's part in its own way.
  'AWS::IAM::ServiceLinkedRole': (clients, id) => send(clients, 'iam:GetRole', { RoleName: lastPart(id) }),
  'AWS::KMS::Alias': (clients, id) => send(clients, 'kms:DescribeKey', { KeyId: id }),
  'AWS::KMS::Key': (clients, id) => send(clients, 'kms:DescribeKey', { KeyId: id }),
  'AWS::Lambda::Function': (clients, id) => send(clients, 'lambda:GetFunction', { FunctionName: id }),
  'AWS::Logs::LogGroup': async (clients, id) => {
    const { logGroups = [] } = await send(clients, 'logs:DescribeLogGroups', { logGroupNamePrefix: logGroupName(id) });
    requireOne(logGroups, (group) => group.logGroupName === logGroupName(id));
  },
  'AWS::Logs::MetricFilter': async (clients, id) => {
    const { metricFilters = [] } = await send(clients, 'logs:DescribeMetricFilters', {
      logGroupName: id.split('|')[0],
      filterNamePrefix: id.split('|')[1],
    });
    requireOne(metricFilters, ({ filterName }) => filterName === id.split('|')[1]);
  },
  'AWS::S3::Bucket': (clients, id) => send(clients, 's3:HeadBucket', { Bucket: id }),
  'AWS::S3::BucketPolicy': (clients, id) => send(clients, 's3:GetBucketPolicy', { Bucket: id.replace(/-policy$/, '') }),
  'AWS::SNS::Subscription': (clients, id) => send(clients, 'sns:GetSubscriptionAttributes', { SubscriptionArn: id }),
  'AWS::SNS::Topic': (clients, id) => send(clients, 'sns:GetTopicAttributes', { TopicArn: id }),
  'AWS::SNS::TopicPolicy': async (clients, id) => {
    const { Attributes } = await send(clients, 'sns:GetTopicAttributes', { TopicArn: id });
    requireOne([Attributes?.['Policy']], (policy) => policy !== undefined);
  },
  'AWS::SQS::Queue': (clients, id) => send(clients, 'sqs:GetQueueAttributes', { QueueUrl: id }),
};

/** Types that the emulator accepts in a template, without creating anything. */
const PHANTOMS: readonly string[] = [
  'AWS::AccessAnalyzer::Analyzer',
  'AWS::Budgets::Budget',
  'AWS::CE::AnomalyMonitor',
  'AWS::CE::AnomalySubscription',
  'AWS::CloudTrail::Trail',
  'AWS::Config::OrganizationConformancePack',
  'AWS::GuardDuty::Detector',
  'AWS::SSM::ServiceSetting',
  'AWS::SSO::Assignment',
  'AWS::SSO::PermissionSet',
];

/** What the emulator accepts, but cannot do. */
const POWERLESS: Readonly<Record<string, string>> = {
  'AWS::StepFunctions::StateMachine':
    'the emulator makes it, but would run it in the wrong account: `npm run finisher` runs it elsewhere',
  'AWS::Scheduler::Schedule':
    'it is deployed switched off, because the emulator would run what it starts in the wrong account',
};

/** Why `exists` cannot tell. */
export function whyNotAsked(type: string): string {
  if (PHANTOMS.includes(type)) return 'the emulator accepts it in a template, but creates nothing';
  return POWERLESS[type] ?? 'it is in the stack, but its service was not asked';
}

/** The names of the errors by which services say that a resource does not exist. */
const ABSENT = /NotFound|NoSuch|NonExistent/;

/** Asks the resource's own service whether it exists; undefined if we cannot look up resources of this type. */
export async function exists(
  clients: RehearsalClients,
  type: string,
  physicalId: string,
): Promise<boolean | undefined> {
  const lookUp = LOOK_UPS[type];
  if (lookUp === undefined) return undefined;
  try {
    await lookUp(clients, physicalId);
    return true;
  } catch (error) {
    if (error instanceof Error && ABSENT.test(error.name)) return false;
    throw error;
  }
}

/** For services that answer with an empty list. */
function requireOne<Found>(list: readonly Found[], isIt: (found: Found) => boolean): void {
  if (!list.some(isIt)) throw Object.assign(new Error('there is none'), { name: 'NotFound' });
}

/** The emulator returns an ARN where AWS returns the name. */
function logGroupName(id: string): string {
  return /:log-group:([^:]+)/.exec(id)?.[1] ?? id;
}

/** `NAME` of the default bus, or `BUS|NAME`. */
function nameAndBus(id: string): { readonly Name: string; readonly EventBusName?: string } {
  const [first = '', second] = id.split('|');
  return second === undefined ? { Name: first } : { Name: second, EventBusName: first };
}

/** The emulator may return an ARN where AWS returns a name. */
function lastPart(id: string): string {
  return id.slice(id.lastIndexOf('/') + 1);
}
