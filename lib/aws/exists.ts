import { DescribeTableCommand } from '@aws-sdk/client-dynamodb';
import { GetPolicyCommand, GetRoleCommand } from '@aws-sdk/client-iam';
import { DescribeKeyCommand } from '@aws-sdk/client-kms';
import { GetFunctionCommand } from '@aws-sdk/client-lambda';
import { HeadBucketCommand } from '@aws-sdk/client-s3';
import { GetTopicAttributesCommand } from '@aws-sdk/client-sns';
import { GetQueueAttributesCommand } from '@aws-sdk/client-sqs';
import type { Clients } from './clients';

/** How to ask a service for a thing, by its type at CloudFormation and its physical id. Each throws where it is not. */
const QUESTIONS: Readonly<Record<string, (clients: Clients, id: string) => Promise<unknown>>> = {
  'AWS::DynamoDB::Table': ({ dynamodb }, id) => dynamodb.send(new DescribeTableCommand({ TableName: id })),
  'AWS::IAM::ManagedPolicy': ({ iam }, id) => iam.send(new GetPolicyCommand({ PolicyArn: id })),
  'AWS::IAM::Role': ({ iam }, id) => iam.send(new GetRoleCommand({ RoleName: lastPart(id) })),
  'AWS::KMS::Key': ({ kms }, id) => kms.send(new DescribeKeyCommand({ KeyId: id })),
  'AWS::Lambda::Function': ({ lambda }, id) => lambda.send(new GetFunctionCommand({ FunctionName: id })),
  'AWS::S3::Bucket': ({ s3 }, id) => s3.send(new HeadBucketCommand({ Bucket: id })),
  'AWS::SNS::Topic': ({ sns }, id) => sns.send(new GetTopicAttributesCommand({ TopicArn: id })),
  'AWS::SQS::Queue': ({ sqs }, id) => sqs.send(new GetQueueAttributesCommand({ QueueUrl: id })),
};

/** Errors by which services say that there is no such thing. */
const ABSENT = /NotFound|NoSuch|NonExistent/;

/** Asks the service itself whether a thing is there; undefined: we know no question for its type. */
export async function exists(clients: Clients, type: string, physicalId: string): Promise<boolean | undefined> {
  const ask = QUESTIONS[type];
  if (ask === undefined) return undefined;
  try {
    await ask(clients, physicalId);
    return true;
  } catch (error) {
    if (error instanceof Error && ABSENT.test(error.name)) return false;
    throw error;
  }
}

/** A server may give an ARN where AWS gives a name. */
function lastPart(id: string): string {
  return id.slice(id.lastIndexOf('/') + 1);
}
