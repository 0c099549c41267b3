import type { Configuration } from '../../configuration';
import { ROOT } from '../../organization';
import type { Problem } from '../../problem';
import { memoize } from '../memoize';
import { defaultsAbove } from './written-budgets';

/** Every account that is not closed has an amount: in its file, or in the defaults of its unit, a unit above or the root. */
export function findMissingAmounts(configuration: Configuration): readonly Problem[] {
  const { landingZone, accounts } = configuration;
  const { budgets } = landingZone.draft;
  if (budgets === null || budgets?.defaults === null) return [];
  // What is null is a mistake that has been reported, and may have been an amount.
  const hasDefault = memoize((unit: string) =>
    defaultsAbove(unit, configuration).some((one) => one === null || one.usd !== undefined),
  );
  // An account without a unit, or with one that is a mistake, may mean any of them.
  const hasAny = Object.values(budgets?.defaults ?? {}).some((one) => one === null || one.usd !== undefined);
  return accounts.flatMap(({ yaml, draft: { budget, unit, state } }) => {
    if (state === 'closed' || (typeof unit === 'string' ? hasDefault(unit) : hasAny)) return [];
    if (budget === null || typeof budget === 'number' || budget?.usd !== undefined) return [];
    const field = budget === undefined ? 'budget' : 'usd';
    return [
      {
        code: 'missing-field',
        at: budget === undefined ? yaml.locate([]) : yaml.locateKey(['budget']),
        message: `missing field \`${field}\``,
        allowed: 'a number above 0, in USD per month',
        fix: `write one, such as \`${field}: 100\`, or one for many accounts: \`usd\` below \`budgets.defaults.${ROOT}\` of landing-zone.yaml`,
      },
    ];
  });
}
