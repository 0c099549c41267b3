import type { Mistake } from './user-mistake';

/** What is known about the call that failed. */
export interface CallContext {
  /** The number of the management account. */
  readonly managementAccount: string;
  readonly region: string;
  /** The permissions that the command needs, such as `organizations:ListAccounts`. */
  readonly needed: readonly string[];
}

/** An error that the SDK throws, as far as we use it. */
interface SdkError {
  readonly name: string;
  readonly message: string;
  /** Node's name for an error of the network, such as `ECONNREFUSED`. */
  readonly code?: string;
  /** Every error of a call has it. */
  readonly $metadata?: object;
}

/** AWS's names for credentials that it does not know, or no longer. They differ by service. */
const REFUSED =
  /^(?:ExpiredToken(?:Exception)?|RequestExpired|InvalidClientTokenId|UnrecognizedClientException|InvalidAccessKeyId|SignatureDoesNotMatch|InvalidSignatureException|IncompleteSignature(?:Exception)?|AuthFailure)$/;

/** Errors of Node's network and of the SDK's, when no server answered. */
const SILENCE = /^(?:TimeoutError|E[A-Z_]+)$/;

/** What a person can do about an error of the SDK; undefined: it is none, but a bug of ours. */
export function explainAwsError(
  error: unknown,
  { managementAccount, region, needed }: CallContext,
): Mistake | undefined {
  if (!isSdkError(error)) return undefined;
  const { name, message, code = name } = error;
  const signIn = `sign in to the management account, ${managementAccount}, for example with a profile in AWS_PROFILE`;
  // The chain's error, and those of its parts, such as an expired session of IAM Identity Center.
  if (/(?:Credentials|Token)Provider|^CredentialsError$/.test(name))
    return { message: `there are no AWS credentials: ${message}`, fix: signIn };
  if (REFUSED.test(name)) return { message: `AWS refuses the credentials: ${message}`, fix: signIn };
  if (/^AccessDenied/.test(name))
    return {
      message: `AWS denies a call: ${message}`,
      allowed: `a principal of the management account, ${managementAccount}, with the permissions ${needed.join(', ')}`,
    };
  if (name === 'AWSOrganizationsNotInUseException')
    return {
      message: `account ${managementAccount} has no organization`,
      fix: 'deploy the organization first: docs/deploy.md',
    };
  if (name === 'StackSetNotFoundException')
    return {
      message: `the baseline is not deployed: ${message} (${region})`,
      fix: 'run `npx cdk deploy Baseline`',
    };
  if (SILENCE.test(code)) return { message: `AWS does not answer: ${message || code}`, fix: 'check the network' };
  if (error.$metadata !== undefined) return { message: `AWS answers with an error: ${name}: ${message}` };
  return undefined;
}

/** Not `instanceof Error`: errors of Node's own may come from another realm. */
function isSdkError(error: unknown): error is SdkError {
  return typeof error === 'object' && error !== null && 'name' in error && 'message' in error;
}
