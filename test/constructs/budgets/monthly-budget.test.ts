import { MonthlyBudget, type MonthlyBudgetProps } from '../../../constructs/budgets/monthly-budget';
import { aStack, resourcesOf, templateOf } from '../../support/synthesize';

const PROPS: MonthlyBudgetProps = {
  name: 'rampart-account-shop',
  usd: 300,
  actual: [80, 100],
  forecast: [100],
  addresses: ['shop@example.com', 'finance@example.com'],
};

interface BudgetJson {
  readonly Budget: { readonly BudgetName: string } & Readonly<Record<string, unknown>>;
  readonly NotificationsWithSubscribers?: readonly NotificationJson[];
}

interface NotificationJson {
  readonly Notification: Readonly<Record<string, unknown>>;
  readonly Subscribers: readonly { readonly SubscriptionType: string; readonly Address: string }[];
}

function build(overrides: Partial<MonthlyBudgetProps> = {}): BudgetJson {
  const stack = aStack();
  new MonthlyBudget(stack, 'Budget', { ...PROPS, ...overrides });
  const [[, budget] = []] = resourcesOf(templateOf(stack), 'AWS::Budgets::Budget');
  return budget?.Properties as unknown as BudgetJson;
}

const nameOf = (overrides: Partial<MonthlyBudgetProps>): string => build(overrides).Budget.BudgetName;

describe('a budget', () => {
  test('counts what one account costs in a month', () => {
    expect(build({ accountId: '222222222222' }).Budget).toMatchObject({
      BudgetType: 'COST',
      TimeUnit: 'MONTHLY',
      BudgetLimit: { Amount: 300, Unit: 'USD' },
      CostFilters: { LinkedAccount: ['222222222222'] },
    });
  });

  test('counts what all accounts cost, if it is of none', () => {
    expect(build().Budget).not.toHaveProperty('CostFilters');
  });

  test('tells every address at every threshold, of what was spent and of what is expected', () => {
    const notifications = build().NotificationsWithSubscribers ?? [];
    expect(notifications.map(({ Notification: one }) => [one['NotificationType'], one['Threshold']])).toEqual([
      ['ACTUAL', 80],
      ['ACTUAL', 100],
      ['FORECASTED', 100],
    ]);
    for (const { Notification, Subscribers } of notifications) {
      expect(Notification).toMatchObject({ ComparisonOperator: 'GREATER_THAN', ThresholdType: 'PERCENTAGE' });
      expect(Subscribers).toEqual([
        { SubscriptionType: 'EMAIL', Address: 'finance@example.com' },
        { SubscriptionType: 'EMAIL', Address: 'shop@example.com' },
      ]);
    }
  });

  test('tells a topic, too', () => {
    const [first] =
      build({ addresses: [], topicArn: 'arn:aws:sns:eu-central-1:111111111111:a' }).NotificationsWithSubscribers ?? [];
    expect(first?.Subscribers).toEqual([
      { SubscriptionType: 'SNS', Address: 'arn:aws:sns:eu-central-1:111111111111:a' },
    ]);
  });

  test('has no notification without somebody who is told: AWS refuses one', () => {
    expect(build({ addresses: [] })).not.toHaveProperty('NotificationsWithSubscribers');
  });

  // CloudFormation replaces it then, and creates the new one before it deletes the old one.
  test.each<[string, Partial<MonthlyBudgetProps>]>([
    ['an address', { addresses: ['shop@example.com'] }],
    ['a threshold of what was spent', { actual: [90, 100] }],
    ['a threshold of what is expected', { forecast: [] }],
    ['the topic', { topicArn: 'arn:aws:sns:eu-central-1:111111111111:a' }],
  ])('has another name when %s changes', (_what, changed) => {
    expect(nameOf(changed)).not.toBe(nameOf({}));
  });

  test.each<[string, Partial<MonthlyBudgetProps>]>([
    ['the amount', { usd: 400 }],
    ['the order of addresses', { addresses: ['finance@example.com', 'shop@example.com'] }],
    ['the order of thresholds', { actual: [100, 80] }],
  ])('keeps its name when %s changes', (_what, changed) => {
    expect(nameOf(changed)).toBe(nameOf({}));
    expect(build(changed).NotificationsWithSubscribers).toEqual(build().NotificationsWithSubscribers);
  });

  test('has a name that AWS takes, and that begins as it was given', () => {
    expect(nameOf({})).toMatch(/^rampart-account-shop-[a-p]{8}$/);
    expect(nameOf({ name: `rampart-account-${'a'.repeat(50)}` }).length).toBeLessThanOrEqual(100);
  });
});
