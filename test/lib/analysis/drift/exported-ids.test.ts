import { exportedIds } from '../../../../lib/analysis/drift/exported-ids';
import { theExample } from '../../../support/the-example';

const { organization } = theExample();
const [account] = organization.accounts;
if (account === undefined) throw new Error('the example has no account');

test('an account is looked up in its own stack, of which there may be several', () => {
  const accounts = [{ ...account, key: 'late', stack: 'Accounts-2' }];
  const exports = {
    'Rampart-Accounts:Account-late': '111111111112',
    'Rampart-Accounts-2:Account-late': '222222222222',
  };
  expect([...exportedIds({ units: [], accounts }, exports).accounts]).toEqual([['late', '222222222222']]);
});
