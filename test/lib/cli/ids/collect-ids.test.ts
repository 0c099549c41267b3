import { collectIds } from '../../../../lib/cli/ids/collect-ids';
import { aNewOrganization, anAccount, aUnit } from '../../../support/a-landing-zone';

const EXPORTS = { 'Rampart-Accounts-b:Account-shop': '222222222222', 'Rampart-Accounts:Account-shop': '333333333333' };

test.each([
  ['is read from the stack of its file', 'active', ['222222222222']],
  ['is not asked for if it is closed, since no stack has it', 'closed', []],
] as const)('the number of an account %s', (_what, state, expected) => {
  const organization = aNewOrganization({
    units: [aUnit('Work')],
    accounts: [anAccount('shop', 'Work', { stack: 'Accounts-b', state })],
  });
  const accounts = collectIds(organization, EXPORTS).filter(({ kind }) => kind === 'account');
  expect(accounts.map(({ live }) => live)).toEqual(expected);
});
