import type { Budget } from './budgets';
import type { AccountFile } from './schema/account-file';
import type { LandingZoneFile } from './schema/landing-zone-file';
import { targetsUpFrom } from './tree';

type BudgetFields = NonNullable<LandingZoneFile['budgets']>['defaults'][string];

/** Where neither the account's file nor a unit says so. */
export const ALERTS = { actual: [80, 100], forecast: [100], addresses: [] };

/** Of an account for which no amount is given, until that is mended. */
export const NO_BUDGET: Budget = { usd: 0, ...ALERTS };

/** When somebody is told, and who, with the defaults. */
export function alertsOf({ actual, forecast, addresses }: BudgetFields): Omit<Budget, 'usd'> {
  return {
    actual: actual ?? ALERTS.actual,
    forecast: forecast ?? ALERTS.forecast,
    addresses: addresses ?? ALERTS.addresses,
  };
}

/**
 * The budget of an account: each field from its file, or else from the nearest of its unit, the units above it and the root.
 * Without an amount anywhere, undefined.
 *
 * @param unit the path of the account's unit
 */
export function accountBudget(
  inFile: AccountFile['budget'],
  unit: string,
  defaults: Readonly<Record<string, BudgetFields>>,
): Budget | undefined {
  const own = typeof inFile === 'number' ? { usd: inFile } : (inFile ?? {});
  const given = [
    own,
    ...targetsUpFrom(unit).flatMap((target) => (Object.hasOwn(defaults, target) ? [defaults[target] ?? {}] : [])),
  ];
  const nearest = <Name extends keyof BudgetFields>(name: Name): BudgetFields[Name] =>
    given.map((fields) => fields[name]).find((value) => value !== undefined);
  const usd = nearest('usd');
  if (usd === undefined) return undefined;
  return {
    usd,
    ...alertsOf({ actual: nearest('actual'), forecast: nearest('forecast'), addresses: nearest('addresses') }),
  };
}
