import { groupBy } from '../../model/group-by';
import type { Section } from '../../report/report';
import { formatNumber } from '../../report/words';
import type { StackSetSummary } from './read-stack-sets';

/** What each account of a StackSet gets in each of its Regions, for people. Nothing, if there is no StackSet. */
export function stackSetSections(stackSets: readonly StackSetSummary[]): readonly Section[] {
  if (stackSets.length === 0) return [];
  const rows = stackSets.map(({ name, stack, accounts, excludedAccounts, regions, resources }) => [
    name,
    stack,
    { lines: accounts ?? ['every member account', ...excludedAccounts.map((account) => `but not ${account}`)] },
    { lines: regions },
    { lines: describeTypes(resources) },
  ]);
  return [
    {
      blocks: [
        { kind: 'table', head: ['StackSet', 'Stack', 'Accounts', 'Regions', 'In each account and Region'], rows },
      ],
    },
  ];
}

function describeTypes(resources: StackSetSummary['resources']): readonly string[] {
  const types = groupBy(resources, ({ type }) => type);
  return [...types.keys()].sort().map((type) => `${formatNumber(types.get(type)?.length ?? 0)} ${type}`);
}
