import { createHash } from 'node:crypto';

/** The construct of the accounts below their stack, and the resource below each account's. */
const SCOPE = 'Accounts';
const RESOURCE = 'Resource';

/**
 * The logical id of an account in its stack, such as `Accountsshopproduction5EEE3BF5`. It identifies the account for
 * CloudFormation, also before the account exists. A test compares it with what the CDK synthesizes.
 *
 * @param key the account's key
 */
export function accountLogicalId(key: string): string {
  // The CDK takes `Default` for no name at all.
  const path = [SCOPE, key, RESOURCE].filter((name) => name !== 'Default');
  const hash = createHash('md5').update(path.join('/')).digest('hex').slice(0, 8).toUpperCase();
  // It shows no name that the one before ends with, here a key such as `s`, and never `Resource`.
  const isHidden = SCOPE.endsWith(key) || key === RESOURCE || key === 'Default';
  return `${SCOPE}${isHidden ? '' : key.replace(/[^A-Za-z0-9]/g, '')}${hash}`;
}
