import { chooseStack } from '../../../../lib/cli/vend/choose-stack';
import type { Account } from '../../../../lib/model/organization';
import { theExample } from '../../../support/the-example';

const { organization } = theExample();
const [template] = organization.accounts;

/** Accounts in stacks, of which each takes two. */
function choose(stacks: readonly string[], state: Account['state'] = 'active') {
  if (template === undefined) throw new Error('the example has accounts');
  const accounts = stacks.map((stack, index) => ({ ...template, key: `a${index}`, stack, state }));
  const accountsPerStack = { ...organization.quotas.accountsPerStack, value: 2 };
  return chooseStack({ accounts, quotas: { ...organization.quotas, accountsPerStack } });
}

describe('the stack of a new account', () => {
  test.each([
    ['there is none', [], 'Accounts', null],
    ['the first one has room', ['Accounts'], 'Accounts', null],
    ['the first one is full', ['Accounts', 'Accounts'], 'Accounts-2', '2'],
    ['a later one has room', ['Accounts', 'Accounts', 'Accounts-b'], 'Accounts-b', 'b'],
    ['all are full', ['Accounts', 'Accounts', 'Accounts-2', 'Accounts-2'], 'Accounts-3', '3'],
    ['two have room', ['Accounts', 'Accounts', 'Accounts-10', 'Accounts-9'], 'Accounts-9', '9'],
  ])('if %s', (_what, stacks, name, suffix) => {
    expect(choose(stacks)).toEqual({ name, suffix, isNew: !stacks.includes(name) });
  });

  test('closed accounts take no room', () => {
    expect(choose(['Accounts', 'Accounts'], 'closed').name).toBe('Accounts');
  });
});
