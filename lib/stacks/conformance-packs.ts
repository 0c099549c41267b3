import type { ConformancePackProps } from '../../constructs/compliance/conformance-pack';
import type { Pack } from '../model/config-rules/config-rule';
import { conformancePackName } from '../model/names';

/**
 * Conformance packs for `ConformancePacks`, by the ids of their constructs.
 *
 * @param packs those of one Region, see `packsIn`
 * @param accountId an account's number, by its key
 */
export function conformancePacksOf(
  packs: readonly Pack[],
  accountId: (account: string) => string,
): Readonly<Record<string, ConformancePackProps>> {
  return Object.fromEntries(
    packs.map(({ standard, scope, rules, excludedAccounts }) => [
      `${standard}-${scope}`,
      { name: conformancePackName(standard, scope), rules, excludedAccounts: excludedAccounts.map(accountId) },
    ]),
  );
}
