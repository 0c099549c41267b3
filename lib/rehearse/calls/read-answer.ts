import { inflateSync } from 'node:zlib';
import { isThereAlready } from './iam-documents';
import type { Answer } from './outcome';

/**
 * What a server said: an error of the SDK tells it. An error of anything else, such as a connection that broke, is no
 * answer, and is thrown on.
 */
export async function readAnswer(call: Promise<unknown>): Promise<Answer> {
  try {
    await call;
    return { kind: 'permitted', note: null };
  } catch (error) {
    if (!isAnswer(error)) throw error;
    const { name, message } = error;
    if (/^(?:AccessDenied|UnauthorizedOperation|AuthorizationError|NotAuthorized|KMSAccessDenied)/.test(name))
      return { kind: 'denied', ...readDenial(message), message: message.replace(ENCODED, '').trim() };
    // Only whoever was let through is told that.
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
 * AWS says in words which type of policy denies; the emulator says in its encoded message only whether one does.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/troubleshoot_access-denied.html
 */
function readDenial(message: string): Pick<Extract<Answer, { kind: 'denied' }>, 'explicit' | 'policyType'> {
  const words = /with an explicit deny in an? (?<type>service|resource) control policy/.exec(message);
  const type = words?.groups?.['type'];
  if (type === 'service') return { explicit: true, policyType: 'SERVICE_CONTROL_POLICY' };
  if (type === 'resource') return { explicit: true, policyType: 'RESOURCE_CONTROL_POLICY' };
  const encoded = ENCODED.exec(message)?.groups?.['encoded'];
  return { explicit: encoded !== undefined && saysExplicit(encoded), policyType: null };
}

function saysExplicit(encoded: string): boolean {
  try {
    const told: unknown = JSON.parse(inflateSync(Buffer.from(encoded, 'base64')).toString());
    return typeof told === 'object' && told !== null && 'explicitDeny' in told && told.explicitDeny === true;
  } catch {
    // AWS's own message can be read by sts:DecodeAuthorizationMessage only.
    return false;
  }
}
