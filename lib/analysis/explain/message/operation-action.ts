import { loadServiceReference } from '../../../iam/service-reference/load';
import { S3_OPERATIONS } from '../../evaluate/s3-operations';

/** The action that an operation of an API needs, or those that it may need. */
export interface OperationAction {
  /** Null: the operation is of several services, or of none that is known. */
  readonly action: string | null;
  readonly candidates: readonly string[];
}

/**
 * Finds the action of an operation. The service makes it certain; without one, only a name that one service has.
 *
 * @param service as an SDK or CloudTrail names it, such as `S3` or `Secrets Manager`; null if the text does not tell it
 */
export function actionOf(operation: string, service: string | null): OperationAction {
  const reference = loadServiceReference();
  if (service !== null) {
    const prefix = prefixOf(service);
    const name = otherName(prefix, operation) ?? `${prefix}:${operation}`;
    const action = reference.action(name)?.name ?? null;
    return { action, candidates: [] };
  }
  const named = reference.actionsMatching('*').flatMap(({ name }) => (isNamed(name, operation) ? [name] : []));
  const candidates = [
    ...new Set([...named, ...['s3', 'lambda'].flatMap((prefix) => otherName(prefix, operation) ?? [])]),
  ];
  const [only = null] = candidates;
  return candidates.length === 1 ? { action: only, candidates: [] } : { action: null, candidates };
}

/**
 * The action of an operation that has another name.
 *
 * Source: https://docs.aws.amazon.com/lambda/latest/dg/lambda-api-permissions-ref.html
 */
function otherName(prefix: string, operation: string): string | undefined {
  if (prefix === 's3') return S3_OPERATIONS.get(operation.toLowerCase());
  return prefix === 'lambda' && operation.toLowerCase() === 'invoke' ? 'lambda:InvokeFunction' : undefined;
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
 * Names in SDKs and in CloudTrail that differ from the prefix.
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
  ['costexplorer', 'ce'],
  ['databasemigration', 'dms'],
  ['directory', 'ds'],
  ['docdb', 'rds'],
  ['ecrpublic', 'ecr-public'],
  ['efs', 'elasticfilesystem'],
  ['elasticloadbalancingv2', 'elasticloadbalancing'],
  ['elasticsearch', 'es'],
  ['email', 'ses'],
  ['emr', 'elasticmapreduce'],
  ['eventbridge', 'events'],
  ['keymanagement', 'kms'],
  ['monitoring', 'cloudwatch'],
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
  ['tagging', 'tag'],
]);
