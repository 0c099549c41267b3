import { z } from 'zod';
import { ASSUMPTIONS, type AssumptionId } from '../../analysis/costs/assumptions';
import { PRICES, type PriceId } from '../../analysis/costs/prices';

const usd = z.number().nonnegative();

const line = z.strictObject({
  id: z.string().describe('Stable, such as `alarms`'),
  title: z.string(),
  factors: z
    .array(
      z.strictObject({
        value: z.number(),
        per: z.number().describe('What `value` is divided by: 1, or 100 for a percentage'),
        unit: z.string(),
        assumption: z
          .enum(Object.keys(ASSUMPTIONS) as [AssumptionId, ...AssumptionId[]])
          .nullable()
          .describe('Null: it comes from the configuration'),
      }),
    )
    .describe('Multiplied with each other and with the price, they are `usd`'),
  price: z.enum(Object.keys(PRICES) as [PriceId, ...PriceId[]]),
  usd: usd.describe('In USD a month'),
  isOn: z.boolean().describe('False: it is switched off, and would cost this'),
});

/** What Rampart's resources cost, as plan and costs write it. */
export const costEstimateSchema = z.strictObject({
  lines: z.array(line),
  usd: usd.describe('In USD a month, of the lines that are on, at the prices of us-east-1'),
});

const price = z.strictObject({
  usd,
  per: z.number(),
  unit: z.string(),
  page: z.string(),
  seen: z.enum(['copy', 'quoted', 'memory']).describe('`memory`: not verified'),
});

const assumption = z.strictObject({
  title: z.string(),
  value: z.number(),
  per: z.number().optional(),
  unit: z.string(),
  reason: z.string(),
});

/** The output of `rampart costs --json`. */
export const costsOutputSchema = z.strictObject({
  formatVersion: z.literal(1),
  problems: z.array(z.never()),
  scaledTo: z
    .int()
    .positive()
    .nullable()
    .describe('As if the organization had so many accounts: `--accounts`; null: as it is configured'),
  ...costEstimateSchema.shape,
  prices: z.record(z.string(), price),
  pricesRead: z.string().describe('The day on which the prices were looked up'),
  assumptions: z.record(z.string(), assumption),
  assumedOn: z.string().describe('The day on which the assumptions were chosen'),
});
