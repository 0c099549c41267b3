import { loadServiceReference } from '../../../iam/service-reference/load';

/** The action that an operation of an API needs, or those that it may need. */
export interface OperationAction {
  /** Null: the operation is of several services, or of none that is known. */
  readonly action: string | null;
  readonly candidates: readonly string[];
}

/**
 * Finds the action of an operation. The service makes it certain; without one, only a name that one service has.
 *
 * @param service as an SDK names it, such as `S3` or `Secrets Manager`; null if the text does not tell it
 */
export function actionOf(operation: string, service: string | null): OperationAction {
  const reference = loadServiceReference();
  if (service !== null) {
    const prefix = prefixOf(service);
    const name = OTHER_NAMES.get(`${prefix}:${operation.toLowerCase()}`) ?? `${prefix}:${operation}`;
    const action = reference.action(name)?.name ?? null;
    return { action, candidates: [] };
  }
  const candidates = [
    ...new Set([
      ...reference.actionsMatching('*').flatMap(({ name }) => (isNamed(name, operation) ? [name] : [])),
      ...[...OTHER_NAMES].flatMap(([key, name]) => (isNamed(key, operation) ? [name] : [])),
    ]),
  ];
  const [only = null] = candidates;
  return candidates.length === 1 ? { action: only, candidates: [] } : { action: null, candidates };
}

/** The action with a name as a message writes it, if the service reference has it. */
export function knownAction(name: string): string | null {
  return loadServiceReference().action(name)?.name ?? null;
}

function isNamed(action: string, operation: string): boolean {
  return action.slice(action.indexOf(':') + 1).toLowerCase() === operation.toLowerCase();
}

/** The prefix of a service in actions: its name without spaces, unless AWS chose another one. */
function prefixOf(service: string): string {
  const name = service
    .toLowerCase()
    .replace(/^(?:amazon|aws) ?/, '')
    .replace(/[\s-]/g, '')
    .replace(/(?:client|service)$/, '');
  return (
    PREFIXES.get(name) ?? (loadServiceReference().serviceExists(service.toLowerCase()) ? service.toLowerCase() : name)
  );
}

/**
 * SDK names that differ from the prefix.
 *
 * Source: https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html
 */
const PREFIXES: ReadonlyMap<string, string> = new Map([
  ['accessanalyzer', 'access-analyzer'],
  ['acmpca', 'acm-pca'],
  ['apigatewayv2', 'apigateway'],
  ['applicationautoscaling', 'application-autoscaling'],
  ['bedrockruntime', 'bedrock'],
  ['cloudcontrol', 'cloudformation'],
  ['cloudwatchevents', 'events'],
  ['cloudwatchlogs', 'logs'],
  ['cognitoidentity', 'cognito-identity'],
  ['cognitoidentityprovider', 'cognito-idp'],
  ['config', 'config'],
  ['costexplorer', 'ce'],
  ['databasemigration', 'dms'],
  ['directory', 'ds'],
  ['docdb', 'rds'],
  ['ecrpublic', 'ecr-public'],
  ['efs', 'elasticfilesystem'],
  ['elasticloadbalancingv2', 'elasticloadbalancing'],
  ['elasticsearch', 'es'],
  ['emr', 'elasticmapreduce'],
  ['eventbridge', 'events'],
  ['keymanagement', 'kms'],
  ['neptune', 'rds'],
  ['opensearch', 'es'],
  ['resourcegroups', 'resource-groups'],
  ['resourcegroupstagging', 'tag'],
  ['resourcegroupstaggingapi', 'tag'],
  ['s3control', 's3'],
  ['securitytoken', 'sts'],
  ['sesv2', 'ses'],
  ['sfn', 'states'],
  ['simplequeue', 'sqs'],
  ['simplenotification', 'sns'],
  ['simplestorage', 's3'],
  ['simplesystemsmanagement', 'ssm'],
  ['ssoadmin', 'sso'],
  ['stepfunctions', 'states'],
]);

/**
 * Operations whose action has another name.
 *
 * Sources: https://docs.aws.amazon.com/AmazonS3/latest/userguide/using-with-s3-policy-actions.html,
 * https://docs.aws.amazon.com/lambda/latest/dg/lambda-api-permissions-ref.html
 */
const OTHER_NAMES: ReadonlyMap<string, string> = new Map([
  ['lambda:invoke', 'lambda:InvokeFunction'],
  ['s3:completemultipartupload', 's3:PutObject'],
  ['s3:copyobject', 's3:PutObject'],
  ['s3:createmultipartupload', 's3:PutObject'],
  ['s3:deletebucketcors', 's3:PutBucketCORS'],
  ['s3:deletebucketencryption', 's3:PutEncryptionConfiguration'],
  ['s3:deletebucketlifecycle', 's3:PutLifecycleConfiguration'],
  ['s3:deletebuckettagging', 's3:PutBucketTagging'],
  ['s3:deleteobjects', 's3:DeleteObject'],
  ['s3:deletepublicaccessblock', 's3:PutBucketPublicAccessBlock'],
  ['s3:getbucketaccelerateconfiguration', 's3:GetAccelerateConfiguration'],
  ['s3:getbucketencryption', 's3:GetEncryptionConfiguration'],
  ['s3:getbucketlifecycleconfiguration', 's3:GetLifecycleConfiguration'],
  ['s3:getbucketnotificationconfiguration', 's3:GetBucketNotification'],
  ['s3:getbucketreplication', 's3:GetReplicationConfiguration'],
  ['s3:getobjectlockconfiguration', 's3:GetBucketObjectLockConfiguration'],
  ['s3:getpublicaccessblock', 's3:GetBucketPublicAccessBlock'],
  ['s3:headbucket', 's3:ListBucket'],
  ['s3:headobject', 's3:GetObject'],
  ['s3:listbuckets', 's3:ListAllMyBuckets'],
  ['s3:listmultipartuploads', 's3:ListBucketMultipartUploads'],
  ['s3:listobjects', 's3:ListBucket'],
  ['s3:listobjectsv2', 's3:ListBucket'],
  ['s3:listobjectversions', 's3:ListBucketVersions'],
  ['s3:listparts', 's3:ListMultipartUploadParts'],
  ['s3:putbucketaccelerateconfiguration', 's3:PutAccelerateConfiguration'],
  ['s3:putbucketencryption', 's3:PutEncryptionConfiguration'],
  ['s3:putbucketlifecycleconfiguration', 's3:PutLifecycleConfiguration'],
  ['s3:putbucketnotificationconfiguration', 's3:PutBucketNotification'],
  ['s3:putbucketreplication', 's3:PutReplicationConfiguration'],
  ['s3:putobjectlockconfiguration', 's3:PutBucketObjectLockConfiguration'],
  ['s3:putpublicaccessblock', 's3:PutBucketPublicAccessBlock'],
  ['s3:uploadpart', 's3:PutObject'],
]);
