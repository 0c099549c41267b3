import { createHash } from 'node:crypto';

/** The constructs from the stack of accounts down to the resource, as `AccountsStack` and `MemberAccount` name them. */
const SCOPE = 'Accounts';
const RESOURCE = 'Resource';

/**
 * The logical id of an account in its stack, such as `Accountsshopproduction5EEE3BF5`. It identifies the account for
 * CloudFormation, also before the account exists. A test compares it with what the CDK synthesizes.
 *
 * @param key the account's key
 */
export function accountLogicalId(key: string): string {
  const hash = createHash('md5').update([SCOPE, key, RESOURCE].join('/')).digest('hex').slice(0, 8).toUpperCase();
  // The CDK leaves out what the name before it ends with, here a key such as `s`, and the word `Resource`.
  const isRepeated = SCOPE.endsWith(key) || key === RESOURCE;
  return `${SCOPE}${isRepeated ? '' : key.replace(/[^A-Za-z0-9]/g, '')}${hash}`;
}
