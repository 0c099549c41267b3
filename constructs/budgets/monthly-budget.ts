import { createHash } from 'node:crypto';
import { CfnBudget } from 'aws-cdk-lib/aws-budgets';
import { Construct } from 'constructs';

export interface MonthlyBudgetProps {
  /** The name that AWS shows, without the letters that stand for who is told when. */
  readonly name: string;
  /** In USD per month. */
  readonly usd: number;
  /** In percent of `usd`: what was spent. */
  readonly actual: readonly number[];
  /** In percent of `usd`: what AWS expects to be spent by the end of the month. */
  readonly forecast: readonly number[];
  /** Of e-mail, in any order. */
  readonly addresses: readonly string[];
  /** The topic that hears the same. @default - none */
  readonly topicArn?: string;
  /** The number of the account whose costs count. @default - those of all accounts */
  readonly accountId?: string;
}

/**
 * What may be spent in a month, and who is told when. If nobody is, AWS shows the budget in its console only.
 *
 * CloudFormation replaces a budget whose notifications change, and creates the new one first. Two budgets of one name cannot be,
 * so that the name must change with them. A budget holds no costs: the new one knows the whole month, too.
 *
 * Sources: https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-budgets-budget.html and, of what
 * happens otherwise, https://github.com/awslabs/landing-zone-accelerator-on-aws/issues/418
 */
export class MonthlyBudget extends Construct {
  constructor(scope: Construct, id: string, props: MonthlyBudgetProps) {
    super(scope, id);
    const { name, usd, accountId } = props;
    const notifications = notificationsOf(props);
    new CfnBudget(this, 'Resource', {
      budget: {
        budgetName: `${name}-${mark(props)}`,
        budgetType: 'COST',
        timeUnit: 'MONTHLY',
        budgetLimit: { amount: usd, unit: 'USD' },
        ...(accountId === undefined ? {} : { costFilters: { LinkedAccount: [accountId] } }),
      },
      ...(notifications.length === 0 ? {} : { notificationsWithSubscribers: notifications }),
    });
  }
}

function notificationsOf(props: MonthlyBudgetProps): CfnBudget.NotificationWithSubscribersProperty[] {
  const { topicArn } = props;
  const { actual, forecast, addresses } = inOrder(props);
  const subscribers = [
    ...addresses.map((address) => ({ subscriptionType: 'EMAIL', address })),
    ...(topicArn === undefined ? [] : [{ subscriptionType: 'SNS', address: topicArn }]),
  ];
  // AWS refuses a notification without a subscriber.
  if (subscribers.length === 0) return [];
  const notification = (notificationType: string) => (threshold: number) => ({
    notification: {
      notificationType,
      comparisonOperator: 'GREATER_THAN',
      threshold,
      thresholdType: 'PERCENTAGE',
    },
    subscribers,
  });
  return [...actual.map(notification('ACTUAL')), ...forecast.map(notification('FORECASTED'))];
}

/** Another order changes nothing. */
function inOrder({ actual, forecast, addresses }: MonthlyBudgetProps) {
  const byNumber = (one: number, other: number): number => one - other;
  return {
    actual: [...actual].sort(byNumber),
    forecast: [...forecast].sort(byNumber),
    addresses: [...addresses].sort(),
  };
}

/** Equal for equal notifications. Letters only: AWS refuses names in which it sees a number of a telephone. */
function mark(props: MonthlyBudgetProps): string {
  const text = JSON.stringify({ ...inOrder(props), hasTopic: props.topicArn !== undefined });
  const digits = createHash('sha256').update(text).digest('hex').slice(0, 8);
  return digits.replace(/./g, (digit) => 'abcdefghijklmnop'.charAt(parseInt(digit, 16)));
}
