import { Duration, Stack, Validations } from 'aws-cdk-lib';
import { ManagedPolicy, PolicyStatement, Role, ServicePrincipal, type PolicyStatementProps } from 'aws-cdk-lib/aws-iam';
import { LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import { AwsCustomResource, PhysicalResourceId, type AwsSdkCall } from 'aws-cdk-lib/custom-resources';
import { Construct, type IConstruct } from 'constructs';
import { inSequence } from './in-sequence';

/** A call of the AWS API that can be repeated safely and is never undone. */
export interface OneWayCall {
  /** The construct id: what the call enables. */
  readonly id: string;
  /** The client's name in the SDK, such as `organizations`. */
  readonly service: string;
  /** The operation's name in the API, such as `EnablePolicyType`. */
  readonly action: string;
  /** @default - none */
  readonly parameters?: Readonly<Record<string, string | Readonly<Record<string, string | boolean>>>>;
  /** @default - that of the stack */
  readonly region?: string;
  /**
   * The error that means that it is already enabled.
   *
   * @default - every error fails the deploy
   */
  readonly ignoredError?: string;
  /** What the call needs, including what AWS does on its behalf. */
  readonly permissions: readonly PolicyStatementProps[];
}

export interface OneWayCallsProps {
  readonly calls: readonly OneWayCall[];
}

/**
 * Calls of the AWS API, made one after another when the stack is deployed, and again when one changes.
 *
 * They are never undone: disabling what they enable would break much else. No response is kept, because nothing may
 * depend on one. The stack's Lambda function for such calls makes them, and has no other permissions.
 */
export class OneWayCalls extends Construct {
  /** What the calls may do. */
  readonly permissions: ManagedPolicy;

  constructor(scope: Construct, id: string, { calls }: OneWayCallsProps) {
    super(scope, id);
    const logGroup = new LogGroup(this, 'LogGroup', { retention: RetentionDays.ONE_YEAR });
    const role = new Role(this, 'Role', { assumedBy: new ServicePrincipal('lambda.amazonaws.com') });
    this.permissions = new ManagedPolicy(this, 'Permissions', {
      description: 'Calls that are made during a deploy and never taken back',
      roles: [role],
      statements: [writeTo(logGroup), ...calls.flatMap(({ permissions }) => permissions)].map(
        (props) => new PolicyStatement(props),
      ),
    });
    const resources = calls.map((call) => oneWay(this, call, role, logGroup));
    inSequence([this.permissions, ...resources]);
    acknowledgeLogGroup(logGroup);
    acknowledgeHandler(Stack.of(this).node.findChild(HANDLER_ID));
  }
}

/** The Lambda function that the CDK keeps in each stack for such calls. */
const HANDLER_ID = `AWS${AwsCustomResource.PROVIDER_FUNCTION_UUID.replaceAll('-', '')}`;

function oneWay(scope: Construct, call: OneWayCall, role: Role, logGroup: LogGroup): AwsCustomResource {
  const { id, service, action, parameters, region, ignoredError } = call;
  const sdkCall: AwsSdkCall = {
    service,
    action,
    parameters,
    ...(region === undefined ? {} : { region }),
    ignoreErrorCodesMatching: ignoredError === undefined ? undefined : `^${ignoredError}$`,
    physicalResourceId: PhysicalResourceId.of(id),
    outputPaths: [],
  };
  return new AwsCustomResource(scope, id, {
    onCreate: sdkCall,
    onUpdate: sdkCall,
    role,
    logGroup,
    installLatestAwsSdk: false,
    timeout: Duration.minutes(2),
    // Without it, a function that does not respond blocks the deploy for an hour.
    serviceTimeout: Duration.minutes(5),
  });
}

function writeTo({ logGroupArn }: LogGroup): PolicyStatementProps {
  return { actions: ['logs:CreateLogStream', 'logs:PutLogEvents'], resources: [logGroupArn] };
}

function acknowledgeLogGroup(logGroup: LogGroup): void {
  Validations.of(logGroup).acknowledge({
    id: 'NIST.800.53.R5::NIST.800.53.R5-CloudWatchLogGroupEncrypted',
    reason:
      'CloudWatch Logs encrypts the log group with its own key. The log holds names of settings and no data, and a key ' +
      'of ours would be one more thing that can break a deploy.',
  });
}

function acknowledgeHandler(handler: IConstruct): void {
  Validations.of(handler).acknowledge(
    {
      id: 'NIST.800.53.R5::NIST.800.53.R5-LambdaConcurrency',
      reason:
        'CloudFormation runs one call at a time. Reserved concurrency fails in a new account, where the whole quota must ' +
        'stay unreserved.',
    },
    {
      id: 'NIST.800.53.R5::NIST.800.53.R5-LambdaDLQ',
      reason:
        'CloudFormation waits for the answer and fails the deploy without one, so that no event is lost unnoticed.',
    },
    {
      id: 'NIST.800.53.R5::NIST.800.53.R5-LambdaInsideVPC',
      reason:
        'It calls only public endpoints of AWS, reaches nothing private, and runs only during a deploy. A network in the ' +
        'management account would be one more thing to protect.',
    },
  );
}
