import type { ConformancePackProps } from '../../constructs/compliance/conformance-pack';
import type { Pack } from '../model/config-rules/config-rule';
import { packsIn } from '../model/config-rules/packs';
import { conformancePackName } from '../model/names';
import type { Organization } from '../model/organization';

/**
 * The conformance packs of a governed Region, for `ConformancePacks`, by the ids of their constructs.
 *
 * @param packs the organization's, see `packsOf`
 */
export function conformancePacksOf(
  { managementAccount, accounts, homeRegion }: Organization,
  packs: readonly Pack[],
  region: string,
): Readonly<Record<string, ConformancePackProps>> {
  return Object.fromEntries(
    packsIn(packs, region, homeRegion).map(({ standard, scope, rules, excludedAccounts }) => [
      `${standard}-${scope}`,
      {
        name: conformancePackName(standard, scope),
        rules,
        excludedAccounts: excludedAccounts.map((key) => numberOf(key)),
      },
    ]),
  );

  /** INVARIANT: the parser refuses an excluded account without a number, because no stack of another Region knows it. */
  function numberOf(key: string): string {
    if (key === managementAccount.key) return managementAccount.accountId;
    const number = accounts.find((account) => account.key === key)?.accountId ?? null;
    if (number === null) throw new Error(`a conformance pack excludes account '${key}', whose number is not known`);
    return number;
  }
}
