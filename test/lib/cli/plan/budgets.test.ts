import { budgetBlocks, summarizeBudgets } from '../../../../lib/cli/plan/budgets';
import type { Organization } from '../../../../lib/model/organization';
import { renderText } from '../../../../lib/report/text/render-text';
import { anAccount } from '../../../support/a-landing-zone';

const HEARD = { usd: 300, actual: [100], forecast: [], addresses: ['shop@example.com'] };
const ACCOUNTS = [
  anAccount('shop', 'Workloads', { budget: HEARD }),
  anAccount('data', 'Workloads', { budget: { ...HEARD, usd: 1200, addresses: [] } }),
  anAccount('gone', 'Workloads', { budget: { ...HEARD, usd: 5000, addresses: [] }, state: 'closed' }),
];
const BUDGETS: Organization['budgets'] = {
  organization: { ...HEARD, usd: 2000 },
  anomalies: { monitor: { kind: 'accounts', accounts: ['shop'] }, fromUsd: 50 },
};

const textOf = (accounts: Organization['accounts'], budgets: Organization['budgets']): string =>
  renderText({ sections: [{ blocks: budgetBlocks(summarizeBudgets({ accounts, budgets })) }] }, { hasColors: false })
    .join('\n')
    .replace(/\s+/g, ' ');

describe('what a plan says of budgets', () => {
  test('is what may be spent, from when unusual spending is told, and of what nobody would hear', () => {
    const text = textOf(ACCOUNTS, BUDGETS);
    expect(text).toContain(
      'Budgets: USD 1,500.00 a month for 2 accounts; USD 2,000.00 for the organization; unusual spending is told from USD 50.00',
    );
    expect(text).toContain('Nobody is told when `data` spends more than planned: the budget has no address.');
    expect(text).not.toContain('gone');
  });

  test('is less where there is less', () => {
    expect(textOf(ACCOUNTS.slice(0, 1), null)).toBe('Budgets: USD 300.00 a month for 1 account');
    expect(textOf([], null)).toBe('');
  });

  test('is in JSON without who is told', () => {
    const summary = summarizeBudgets({ accounts: ACCOUNTS, budgets: BUDGETS });
    expect(summary).toEqual({
      accounts: 2,
      accountsUsd: 1500,
      organizationUsd: 2000,
      anomaliesFromUsd: 50,
      unheard: ['data'],
    });
  });
});
