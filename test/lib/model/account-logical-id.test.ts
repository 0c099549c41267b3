import { accountLogicalId } from '../../../lib/model/account-logical-id';
import { AccountsStack } from '../../../lib/stacks/accounts-stack';
import { aNewOrganization, anAccount } from '../../support/a-landing-zone';
import { anApp, resourcesOf, templateOf } from '../../support/synthesize';
import { theExample } from '../../support/the-example';

const ids = { organizationId: 'o-exampleorg1', rootId: 'r-ab12', unitId: () => 'ou-ab12-cdefgh34' };

/** What the CDK synthesizes for each key. */
function synthesized(keys: readonly string[]): readonly string[] {
  const accounts = keys.map((key) => anAccount(key, 'Workloads'));
  const stack = new AccountsStack(anApp(), 'Accounts', { organization: aNewOrganization(), accounts, ids });
  return resourcesOf(templateOf(stack), 'AWS::Organizations::Account').map(([id]) => id);
}

test('the logical id of each account of the example is the synthesized one', () => {
  const keys = theExample().organization.accounts.map(({ key }) => key);
  expect(keys.map(accountLogicalId)).toEqual(synthesized(keys));
});

test.each(['a-1', 'a1', 's', 'counts', 'Accounts', 'Resource', 'Default', 'resource', 'x'.repeat(50), 'A-B-c'])(
  'the logical id of an account named %s is the synthesized one',
  (key) => {
    expect(accountLogicalId(key)).toBe(synthesized([key])[0]);
  },
);

test('the logical id of an account is pinned', () => {
  expect(accountLogicalId('shop-production')).toBe('Accountsshopproduction5EEE3BF5');
});
