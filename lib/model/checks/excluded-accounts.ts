import type { Configuration } from '../configuration';
import type { PropertyPath } from '../organization';
import type { Problem } from '../problem';
import { STANDARD_IDS } from '../standards';
import { didYouMean, listValues } from '../suggest';
import { describePosition } from './describe-position';

/** Accounts that a standard does not measure: each exists, is open, and is named once. */
export function findBadExclusions(configuration: Configuration): readonly Problem[] {
  const { draft } = configuration.landingZone;
  return STANDARD_IDS.flatMap((standard) => {
    const options = draft.compliance?.[standard];
    const excluded = (options === false ? undefined : options?.excludedAccounts) ?? [];
    return excluded.flatMap((key, index) => {
      const path = ['compliance', standard, 'excludedAccounts', index];
      if (key === null) return [];
      return findRepetition(key, excluded, path, configuration) ?? findBadAccount(key, path, configuration);
    });
  });
}

function findRepetition(
  key: string,
  excluded: readonly (string | null)[],
  path: PropertyPath,
  { landingZone: { yaml } }: Configuration,
): readonly Problem[] | undefined {
  const first = [...path.slice(0, -1), excluded.indexOf(key)];
  if (first.at(-1) === path.at(-1)) return undefined;
  return [
    {
      code: 'duplicate-account',
      at: yaml.locate(path),
      message: `the account \`${key}\` is already excluded (${describePosition(yaml.locate(first))})`,
      fix: 'remove one of the two',
    },
  ];
}

function findBadAccount(key: string, path: PropertyPath, configuration: Configuration): readonly Problem[] {
  const { landingZone, accounts, unreadableAccounts, areAccountsKnown } = configuration;
  const management = landingZone.draft.organization?.managementAccount?.name ?? 'management';
  if (key === management || !areAccountsKnown || unreadableAccounts.has(key)) return [];
  const at = landingZone.yaml.locate(path);
  const open = accounts.filter(({ draft }) => draft.state !== 'closed').map((account) => account.key);
  const keys = [management, ...open];
  const account = accounts.find((candidate) => candidate.key === key);
  if (account === undefined)
    return [
      {
        code: 'unknown-account',
        at,
        message: `unknown account \`${key}\``,
        allowed: listValues(keys),
        ...didYouMean(key, keys),
      },
    ];
  if (account.draft.state === 'closed')
    return [
      {
        code: 'account-closed',
        at,
        message: `the account \`${key}\` is closed, so that nothing measures it`,
        allowed: listValues(keys),
        fix: 'remove it from the list',
      },
    ];
  return [];
}
