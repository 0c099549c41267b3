import type { RehearsalClients } from './clients';
import { send } from './send';

/** How to look a resource up, by its CloudFormation type and its physical id. Each throws if there is none. */
const LOOK_UPS: Readonly<Record<string, (clients: RehearsalClients, id: string) => Promise<unknown>>> = {
  'AWS::DynamoDB::Table': (clients, id) => send(clients, 'dynamodb:DescribeTable', { TableName: id }),
  'AWS::IAM::ManagedPolicy': (clients, id) => send(clients, 'iam:GetPolicy', { PolicyArn: id }),
  'AWS::IAM::Role': (clients, id) => send(clients, 'iam:GetRole', { RoleName: lastPart(id) }),
  'AWS::KMS::Key': (clients, id) => send(clients, 'kms:DescribeKey', { KeyId: id }),
  'AWS::Lambda::Function': (clients, id) => send(clients, 'lambda:GetFunction', { FunctionName: id }),
  'AWS::S3::Bucket': (clients, id) => send(clients, 's3:HeadBucket', { Bucket: id }),
  'AWS::SNS::Topic': (clients, id) => send(clients, 'sns:GetTopicAttributes', { TopicArn: id }),
  'AWS::SQS::Queue': (clients, id) => send(clients, 'sqs:GetQueueAttributes', { QueueUrl: id }),
};

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

/** The emulator may return an ARN where AWS returns a name. */
function lastPart(id: string): string {
  return id.slice(id.lastIndexOf('/') + 1);
}
