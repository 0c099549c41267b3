import { findSpendingEdits } from '../../../../lib/analysis/difference/spending-edits';
import type { GuardrailsFile } from '../../../../lib/model/guardrails-file';

type Spending = NonNullable<GuardrailsFile['organization']['spending']>;

const ALERTS = { actual: [80, 100], forecast: [100], addresses: ['shop@example.com', 'finance@example.com'] };
const ARN = 'arn:aws:ce::111111111111:anomalymonitor/0a1b';

const WHOLE: Spending = {
  accounts: { shop: ALERTS },
  organization: { usd: 5000, ...ALERTS },
  anomalies: { monitorArn: null, accounts: ['shop', 'data'], fromUsd: 100 },
};

function editsOf(before: Spending | undefined, after: Spending | undefined): readonly string[] {
  const organization = { id: null, managementAccount: '111111111111' };
  const targets = ['shop', 'data'].map((id) => ({ id, kind: 'account', parent: 'root' }) as const);
  const file: GuardrailsFile = {
    formatVersion: 1,
    organization: { ...organization, spending: after },
    targets,
    documents: [],
  };
  const edits = findSpendingEdits({ ...organization, spending: before }, file);
  return edits.map(({ kind, summary }) => `${kind}: ${summary}`);
}

const withShop = (overrides: Partial<typeof ALERTS>): Spending => ({
  ...WHOLE,
  accounts: { shop: { ...ALERTS, ...overrides } },
});
const withAnomalies = (overrides: Partial<NonNullable<Spending['anomalies']>>): Spending => ({
  ...WHOLE,
  anomalies: { monitorArn: null, accounts: ['shop', 'data'], fromUsd: 100, ...overrides },
});

test('the same is no edit, also in another order, and what one state does not say is not compared', () => {
  expect(editsOf(WHOLE, WHOLE)).toEqual([]);
  expect(editsOf(WHOLE, withShop({ actual: [100, 80], addresses: [...ALERTS.addresses].reverse() }))).toEqual([]);
  expect(editsOf(undefined, WHOLE)).toEqual([]);
  expect(editsOf(WHOLE, undefined)).toEqual([]);
});

test('an account that comes or goes is no edit of its budget', () => {
  expect(editsOf({ ...WHOLE, accounts: {} }, WHOLE)).toEqual([]);
  expect(editsOf(WHOLE, { ...WHOLE, accounts: {} })).toEqual([]);
});

test.each<[string, Partial<typeof ALERTS>, string]>([
  [
    'an address that goes',
    { addresses: ['shop@example.com'] },
    'evidence-weakened: `finance@example.com` is no longer told of the budget of `shop`.',
  ],
  [
    'an address that comes',
    { addresses: [...ALERTS.addresses, 'night@example.com'] },
    'evidence-changed: `night@example.com` is now told of the budget of `shop`.',
  ],
  [
    'a threshold that rises',
    { actual: [90, 100] },
    'evidence-weakened: What was spent is told at 90 % and 100 % of the budget of `shop` (previously at 80 % and 100 %).',
  ],
  [
    'a threshold that comes',
    { actual: [50, 80, 100] },
    'evidence-changed: What was spent is told at 50 %, 80 % and 100 % of the budget of `shop` (previously at 80 % and 100 %).',
  ],
  [
    'the last threshold that goes',
    { forecast: [] },
    'evidence-weakened: What is expected to be spent is told at no part of the budget of `shop` (previously at 100 %).',
  ],
])('%s is told', (_what, overrides, edit) => {
  expect(editsOf(WHOLE, withShop(overrides))).toEqual([edit]);
});

test('what the defaults change for many accounts is told once', () => {
  const accounts = (alerts: typeof ALERTS) =>
    Object.fromEntries([...Array(7).keys()].map((index) => [`a${index}`, alerts]));
  const after = { ...WHOLE, accounts: accounts({ ...ALERTS, addresses: ['shop@example.com'] }) };
  expect(editsOf({ ...WHOLE, accounts: accounts(ALERTS) }, after)).toEqual([
    'evidence-weakened: `finance@example.com` is no longer told of the budgets of `a0`, `a1`, `a2`, `a3`, `a4` and 2 more accounts.',
  ]);
});

test('a budget of all accounts that rises, or goes, weakens', () => {
  const withBudget = (organization: Spending['organization']): Spending => ({ ...WHOLE, organization });
  expect(editsOf(WHOLE, withBudget({ ...ALERTS, usd: 6000 }))).toEqual([
    'evidence-weakened: The budget of all accounts changes from 5000 to 6000 USD a month.',
  ]);
  expect(editsOf(WHOLE, withBudget({ ...ALERTS, usd: 4000, addresses: ['shop@example.com'] }))).toEqual([
    'evidence-changed: The budget of all accounts changes from 5000 to 4000 USD a month.',
    'evidence-weakened: `finance@example.com` is no longer told of the budget of all accounts.',
  ]);
  expect(editsOf(WHOLE, withBudget(null))).toEqual(['evidence-weakened: The budget of all accounts is switched off.']);
});

test('what watches unusual spending weakens if it is told later, of fewer accounts, by another monitor or not at all', () => {
  expect(editsOf(WHOLE, withAnomalies({ fromUsd: 500 }))).toEqual([
    'evidence-weakened: The impact from which unusual spending is told changes from 100 to 500 USD.',
  ]);
  expect(editsOf(WHOLE, withAnomalies({ accounts: ['shop'] }))).toEqual([
    'evidence-weakened: The account `data` is left out of the monitor of unusual spending.',
  ]);
  expect(editsOf(withAnomalies({ accounts: ['shop'] }), WHOLE)).toEqual([
    'evidence-changed: The account `data` is now part of the monitor of unusual spending.',
  ]);
  expect(editsOf(WHOLE, withAnomalies({ monitorArn: ARN, accounts: [] }))).toEqual([
    `evidence-weakened: The monitor of unusual spending changes from one over some accounts to \`${ARN}\`: check which accounts it sees.`,
  ]);
  expect(editsOf(WHOLE, { ...WHOLE, anomalies: null })).toEqual([
    'evidence-weakened: The alert on unusual spending is switched off.',
  ]);
});
