import { inflateSync } from 'node:zlib';
import { isThereAlready } from './iam-documents';
import type { CallAnswer } from './outcome';

/**
 * Reads a server's answer from a call's result or from the SDK's error.
 *
 * @throws any other error, such as that of a broken connection: it is not an answer
 */
export async function readAnswer(call: Promise<unknown>): Promise<CallAnswer> {
  try {
    await call;
    return { kind: 'permitted', note: null };
  } catch (error) {
    if (!isAnswer(error)) throw error;
    const { name, message } = error;
    if (/^(?:AccessDenied|UnauthorizedOperation|AuthorizationError|NotAuthorized|KMSAccessDenied)/.test(name))
      return { kind: 'denied', ...readDenial(message), message: message.replace(ENCODED, '').trim() };
    // A server says so only to a caller that is permitted.
    if (isThereAlready(error)) return { kind: 'permitted', note: name };
    return { kind: 'failed', message: `${name}: ${message}` };
  }
}

function isAnswer(error: unknown): error is Error {
  if (!(error instanceof Error) || !('$metadata' in error)) return false;
  const { httpStatusCode } = error.$metadata as { readonly httpStatusCode?: number };
  return httpStatusCode !== undefined && httpStatusCode < 500;
}

const ENCODED = /Encoded authorization failure message: (?<encoded>[A-Za-z0-9+/=_-]+)/;

/**
 * AWS names the type of the policy that denies. The emulator's encoded message says only whether there is an explicit deny.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/troubleshoot_access-denied.html
 */
function readDenial(message: string): Pick<Extract<CallAnswer, { kind: 'denied' }>, 'explicit' | 'policyType'> {
  const words = /with an explicit deny in an? (?<type>service|resource) control policy/.exec(message);
  const type = words?.groups?.['type'];
  if (type === 'service') return { explicit: true, policyType: 'SERVICE_CONTROL_POLICY' };
  if (type === 'resource') return { explicit: true, policyType: 'RESOURCE_CONTROL_POLICY' };
  const encoded = ENCODED.exec(message)?.groups?.['encoded'];
  return { explicit: encoded !== undefined && saysExplicit(encoded), policyType: null };
}

function saysExplicit(encoded: string): boolean {
  try {
    const decoded: unknown = JSON.parse(inflateSync(Buffer.from(encoded, 'base64')).toString());
    return (
      typeof decoded === 'object' && decoded !== null && 'explicitDeny' in decoded && decoded.explicitDeny === true
    );
  } catch {
    // Only sts:DecodeAuthorizationMessage can read AWS's own message.
    return false;
  }
}
