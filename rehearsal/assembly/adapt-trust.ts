import { adaptPolicy } from './adapt-policy';
import { withoutKeys } from './without-keys';

/** In lower case. The emulator has them in other policies, but not when a role is assumed. */
const ABSENT = ['aws:currenttime', 'aws:multifactorauthage'];

/**
 * Adapts the trust policy of a role to the emulator, which decides `sts:AssumeRole` without the time and without the age of the
 * code, and knows the caller by the ARN of its session.
 */
export function adaptTrust(content: unknown): unknown {
  return adaptPolicy(withoutKeys(content, (key) => ABSENT.includes(key))).content;
}
