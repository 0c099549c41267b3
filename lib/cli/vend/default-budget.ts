import { accountBudget } from '../../model/account-budget';
import type { Before } from './judge-request';

/** What an account in a unit may spend if its file does not say it, in USD a month; undefined: its file must. */
export function defaultBudget(unit: unknown, { read }: Pick<Before, 'read'>): number | undefined {
  const defaults = read.landingZone?.value.budgets?.defaults ?? {};
  return typeof unit === 'string' ? accountBudget(undefined, unit, defaults)?.usd : undefined;
}

/** Whether an account needs no budget of its own. As long as its unit is missing, that is, if any unit has one. */
export function mayOmitBudget(unit: unknown, before: Pick<Before, 'read'>): boolean {
  const defaults = before.read.landingZone?.value.budgets?.defaults ?? {};
  if (unit === undefined) return Object.values(defaults).some(({ usd }) => usd !== undefined);
  return defaultBudget(unit, before) !== undefined;
}
