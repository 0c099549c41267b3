/*
 * States of the Amazon States Language, in JSONPath:
 * https://docs.aws.amazon.com/step-functions/latest/dg/concepts-amazon-states-language.html
 */

/** A state. Its fields are those of its type. */
export interface MachineState {
  readonly Type: 'Task' | 'Pass' | 'Choice' | 'Map' | 'Parallel' | 'Succeed' | 'Fail';
  readonly [field: string]: unknown;
}

/** States and the first of them: a state machine, a branch, or what is done with an item. */
export interface MachineStates {
  readonly StartAt: string;
  readonly States: Readonly<Record<string, MachineState>>;
}

/** Fields by name. The value of one whose name ends in `.$` is a path or an intrinsic function. */
export type MachineFields = Readonly<Record<string, unknown>>;

type Service = 'account' | 'ec2' | 'iam' | 'kms';

/**
 * What may pass if it is tried again: throttling, and failures on the side of AWS. The SDK has no error of its own for the
 * throttling of EC2, IAM and KMS, only the service's general one, which also means other things; these fail again, and the
 * attempts are few. Step Functions compares names exactly, so an error that the SDK does have is not among these.
 *
 * Source: https://docs.aws.amazon.com/step-functions/latest/dg/supported-services-awssdk.html
 */
const PASSING: Readonly<Record<Service, readonly string[]>> = {
  account: [
    'Account.TooManyRequestsException',
    'Account.InternalServerException',
    'Account.AccountException',
    'Account.SdkClientException',
  ],
  ec2: ['Ec2.Ec2Exception', 'Ec2.SdkClientException'],
  iam: ['Iam.ServiceFailureException', 'Iam.IamException', 'Iam.SdkClientException'],
  kms: [
    'Kms.DependencyTimeoutException',
    // The SDKs spell it in both ways.
    'Kms.KmsInternalException',
    'Kms.KMSInternalException',
    'Kms.KmsException',
    'Kms.SdkClientException',
  ],
};

/** At most two minutes. */
const RETRIES = { IntervalSeconds: 2, BackoffRate: 2, MaxDelaySeconds: 60, MaxAttempts: 6, JitterStrategy: 'FULL' };

interface CallOptions {
  /** What is kept of the answer. */
  readonly keep?: MachineFields;
  /** Where it is kept; null: nowhere. Default: it is the output. */
  readonly at?: string | null;
  /** The error that means that what is looked for is not there, and the state that comes then. */
  readonly absent?: { readonly error: string; readonly next: string };
}

/** Calls an operation of AWS, such as `ec2:describeVpcs`. */
export function call(
  operation: `${Service}:${string}`,
  parameters: MachineFields,
  options: CallOptions = {},
): MachineState {
  const { keep, at, absent } = options;
  const service = operation.slice(0, operation.indexOf(':')) as Service;
  return {
    Type: 'Task',
    Resource: `arn:aws:states:::aws-sdk:${operation}`,
    Parameters: parameters,
    Retry: [{ ErrorEquals: PASSING[service], ...RETRIES }],
    ...(absent === undefined
      ? {}
      : { Catch: [{ ErrorEquals: [absent.error], ResultPath: '$.absent', Next: absent.next }] }),
    ...(keep === undefined ? {} : { ResultSelector: keep }),
    ...(at === undefined ? {} : { ResultPath: at }),
  };
}

/** A filter of EC2's operations that describe. */
export function filter(name: string, value: string): MachineFields {
  return value.startsWith('$') ? { Name: name, 'Values.$': `States.Array(${value})` } : { Name: name, Values: [value] };
}

/**
 * Parameters for the first page of a list, and what is kept of it: it shows whether there is anything, and a whole list may
 * exceed what a state may have as its output, 256 KiB. That error ends an execution, whatever catches it.
 *
 * Source: https://docs.aws.amazon.com/step-functions/latest/dg/concepts-error-handling.html
 */
export const FIRST_PAGE = { parameters: { MaxResults: 20 }, keep: { 'more.$': '$..NextToken' } };

/** Whether there are further pages. A page may be empty and not the last. */
export function hasMore(path: string): MachineCondition {
  return { And: [isPresent(`${path}.more[0]`), { Variable: `${path}.more[0]`, IsString: true }] };
}

/** A condition of a Choice. */
export type MachineCondition = MachineFields;

export function isPresent(path: string): MachineCondition {
  return { Variable: path, IsPresent: true };
}

/** Goes to the state of the first rule that holds, or else to another. */
export function choose(
  rules: readonly { readonly if: MachineCondition; readonly next: string }[],
  otherwise: string,
): MachineState {
  return {
    Type: 'Choice',
    Choices: rules.map(({ if: condition, next }) => ({ ...condition, Next: next })),
    Default: otherwise,
  };
}

/** One state after the other. A state that says itself what comes next, or that it is an end, keeps that. */
export function inOrder(states: Readonly<Record<string, MachineState>>): MachineStates {
  const names = Object.keys(states);
  const [first] = names;
  if (first === undefined) throw new Error('there is no state');
  const linked = Object.entries(states).map(([name, state], index) => [name, link(state, names[index + 1])] as const);
  return { StartAt: first, States: Object.fromEntries(linked) };
}

function link(state: MachineState, following: string | undefined): MachineState {
  if (state.Type === 'Choice' || state.Type === 'Succeed' || state.Type === 'Fail') return state;
  if ('Next' in state || 'End' in state) return state;
  return { ...state, ...(following === undefined ? { End: true } : { Next: following }) };
}

interface ForEachOptions {
  /** The list. */
  readonly of: string;
  /** How an item is named in the steps. */
  readonly as: string;
  /** What else of the input the steps need. */
  readonly with?: MachineFields;
  /** Default: it is the output. */
  readonly keep?: MachineFields;
  readonly at?: string | null;
}

/** Does the steps with each item of a list, one after the other, so that what fails is followed by nothing else. */
export function forEach({ of, as, with: more = {}, keep, at }: ForEachOptions, steps: MachineStates): MachineState {
  return {
    Type: 'Map',
    ItemsPath: of,
    ItemSelector: { [`${as}.$`]: '$$.Map.Item.Value', ...more },
    MaxConcurrency: 1,
    ItemProcessor: { ProcessorConfig: { Mode: 'INLINE' }, ...steps },
    ...(keep === undefined ? {} : { ResultSelector: keep }),
    ...(at === undefined ? {} : { ResultPath: at }),
  };
}
