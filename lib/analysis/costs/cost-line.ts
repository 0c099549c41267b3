import { ASSUMPTIONS, DAYS_A_MONTH, type CostAssumption, type AssumptionId } from './assumptions';
import { PRICES, type PriceId } from './prices';

/** A number in a formula. */
export interface Factor {
  readonly value: number;
  /** What `value` is divided by: 1, or 100 for a percentage. */
  readonly per: number;
  /** What it counts, as words after the number. */
  readonly unit: string;
  /** Null: it comes from the configuration. */
  readonly assumption: AssumptionId | null;
}

/** One line of an estimate: its factors, multiplied with each other and with a price. */
export interface CostLine {
  /** Stable, such as `keys`. */
  readonly id: string;
  readonly title: string;
  readonly factors: readonly Factor[];
  readonly price: PriceId;
  /** In USD a month. */
  readonly usd: number;
  /** False: the configuration has it switched off, and this is what it would cost. */
  readonly isOn: boolean;
}

/** A factor that the configuration gives: `counts(9, 'account')`. */
export function counts(value: number, noun: string, plural = `${noun}s`): Factor {
  return { value, per: 1, unit: value === 1 ? noun : plural, assumption: null };
}

export function assumed(assumption: AssumptionId): Factor {
  const { value, per = 1, unit }: CostAssumption = ASSUMPTIONS[assumption];
  return { value, per, unit, assumption };
}

/** Each day of a month. */
export const DAYS: Factor = counts(DAYS_A_MONTH, 'day');

export function costLine(id: string, title: string, price: PriceId, factors: readonly Factor[], isOn = true): CostLine {
  const { usd, per } = PRICES[price];
  const quantity = factors.reduce((product, factor) => (product * factor.value) / factor.per, 1);
  return { id, title, price, factors, usd: (quantity * usd) / per, isOn };
}
