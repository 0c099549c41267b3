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
  const kinds = groupBy(resources, ({ type, condition }) => (condition === null ? type : `${type}, if ${condition}`));
  return [...kinds.keys()].sort().map((kind) => `${formatNumber(kinds.get(kind)?.length ?? 0)} ${kind}`);
}
