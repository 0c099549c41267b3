import type { NotCompared } from '../model/impossible-edit';
import type { Entry } from '../report/report';
import { inARow } from '../report/words';

/** An edit that no deployment can make, for people. */
export function impossibleEntry(
  summary: string,
  { allowed, fix }: { readonly allowed: string; readonly fix: string },
): Entry {
  return {
    sign: '!',
    tone: 'bad',
    summary,
    facts: [
      { title: 'Allowed', text: allowed },
      { title: 'Fix', text: fix },
    ],
  };
}

const FACTS: Readonly<Record<NotCompared, string>> = {
  homeRegion: 'the home Region',
  key: 'the keys of units and accounts',
  name: 'names',
  email: 'e-mail addresses',
  stack: 'stacks',
  owner: 'owners',
  budget: 'budgets',
  tags: 'tags',
  baseline: 'the baseline',
  compliance: 'standards',
  spending: 'who is told of spending',
  access: 'who reaches data',
};

/** `Not compared, because one of the states does not have them: names and stacks.`; empty: everything was compared. */
export function describeNotCompared(facts: readonly NotCompared[]): string {
  if (facts.length === 0) return '';
  const named = inARow(
    facts.map((fact) => FACTS[fact]),
    'and',
  );
  return `Not compared, because one of the states does not have them: ${named}.`;
}
