import { z } from 'zod';
import { emailSchema, filledText, text } from './text';

const AMOUNT = 'a number above 0, in USD per month';

/**
 * Cents count, and AWS takes digits and a point: other numbers become text with an exponent, which it refuses.
 *
 * Source: https://docs.aws.amazon.com/aws-cost-management/latest/APIReference/API_budgets_Spend.html
 */
const DIGITS = { least: 0.01, most: 1_000_000_000_000 };

const RANGE = 'from 0.01 to 1,000,000,000,000';

/** One that is not above 0 is refused already. */
function hasDigits(value: number): boolean {
  return value <= 0 || (value >= DIGITS.least && value <= DIGITS.most);
}

const amount = z
  .number({ error: AMOUNT })
  .positive({ error: AMOUNT })
  .refine(hasDigits, { error: `a number ${RANGE}, in USD per month` })
  .describe('In USD per month');

const PERCENT = 'a percentage of the budget, above 0 and at most 1,000';

const percentages = (of: string) =>
  z
    .array(
      z
        .number({ error: PERCENT })
        .positive({ error: PERCENT })
        .max(1000, { error: PERCENT })
        .refine(hasDigits, { error: 'a percentage of the budget, from 0.01 to 1,000' }),
      { error: 'a list of percentages, such as `[80, 100]`' },
    )
    .optional()
    .describe(of);

const alerts = {
  actual: percentages('At which percentages of the budget somebody is told what was spent'),
  forecast: percentages('At which percentages of the budget somebody is told what AWS expects to be spent'),
  addresses: z
    .array(emailSchema, { error: 'a list of e-mail addresses' })
    .max(10, { error: 'at most 10 addresses: AWS takes no more' })
    .optional()
    .describe('Who is told, by e-mail'),
};

/** A budget whose missing fields come from the defaults of a unit above it. */
const partial = z.strictObject({ usd: amount.optional(), ...alerts });

/** `budget` of an account's file: an amount, or also who is told when. */
export const accountBudgetSchema = z
  .union([amount, partial], { error: `${AMOUNT}, or \`{ usd, actual, forecast, addresses }\`` })
  .describe('What the account may spend in a month, in USD, and who is told; default: `budgets.defaults` of its unit');

const anomalies = z
  .strictObject({
    monitorArn: text(
      'the ARN of a monitor of Cost Anomaly Detection, such as `arn:aws:ce::111111111111:anomalymonitor/…`',
      /^arn:aws:ce::\d{12}:anomalymonitor\/[\w-]+$/,
    )
      .optional()
      .describe('A monitor that exists, such as the one that AWS makes for all services'),
    accounts: z
      .array(filledText("an account's key"), { error: "a list of accounts' keys" })
      .min(1, { error: 'at least one account' })
      .max(10, { error: 'at most 10 accounts: AWS takes no more in one monitor' })
      .optional()
      .describe('Accounts for a monitor of our own'),
    fromUsd: z
      .number({ error: 'a number above 0, in USD' })
      .positive({ error: 'a number above 0, in USD' })
      .refine(hasDigits, { error: `a number ${RANGE}, in USD` })
      .describe('The impact from which it is told, in USD'),
  })
  .describe('What Cost Anomaly Detection tells of: by a monitor that exists, or by one over some accounts');

/** The section `budgets`. */
export const budgetsSchema = z
  .strictObject({
    defaults: z
      .record(z.string(), partial, { error: 'budgets by `root` and units' })
      .default({})
      .describe("Budgets of accounts by `root` or a unit's path. The nearest one that has a field gives it"),
    organization: z
      .strictObject({ ...alerts, usd: amount })
      .optional()
      .describe('What all accounts together may spend'),
    anomalies: anomalies.optional(),
  })
  .describe('What accounts and the organization may spend, and who is told');
