import { groupBy } from '../../model/group-by';
import type { Section } from '../../report/report';
import { formatNumber } from '../../report/words';
import { isEveryGoverned } from './every-governed';
import type { StackSetSummary } from './read-stack-sets';

/** Where the resources of a template with conditions are. */
export interface StackSetPlaces {
  readonly homeRegion: string;
  readonly governedRegions: readonly string[];
}

/** What each account of a StackSet gets in each of its Regions, for people. Nothing, if there is no StackSet. */
export function stackSetSections(
  stackSets: readonly StackSetSummary[],
  { homeRegion, governedRegions }: StackSetPlaces,
): readonly Section[] {
  if (stackSets.length === 0) return [];
  const rows = stackSets.map(({ name, stack, units, accounts, excludedAccounts, regions, resources }) => [
    { lines: [name, `stack ${stack}`] },
    { lines: accounts ?? [...everyAccount(units), ...excludedAccounts.map((account) => `but not ${account}`)] },
    { lines: isEveryGoverned(regions, governedRegions) ? ['all governed'] : regions },
    { lines: describeTypes(resources, homeRegion) },
  ]);
  return [
    {
      blocks: [{ kind: 'table', head: ['StackSet', 'Accounts', 'Regions', 'In each account and Region'], rows }],
    },
  ];
}

function everyAccount(units: readonly string[] | null): readonly string[] {
  return units === null ? ['all members'] : units.map((unit) => `all of ${unit}`);
}

/** A condition has a line of its own, below what it is about. */
function describeTypes(resources: StackSetSummary['resources'], homeRegion: string): readonly string[] {
  const kinds = groupBy(resources, ({ type, condition }) => `${type} ${condition ?? ''}`);
  return [...kinds.keys()].sort().flatMap((kind) => {
    const [first, ...others] = kinds.get(kind) ?? [];
    if (first === undefined) return [];
    const line = `${formatNumber(1 + others.length)} ${first.type}`;
    if (first.condition === null) return [line];
    return [line, first.condition === HOME_REGION ? `  in ${homeRegion} only` : `  if ${first.condition}`];
  });
}

/** The condition with which the templates of the baseline ask for the home Region. */
const HOME_REGION = 'IsHomeRegion';
