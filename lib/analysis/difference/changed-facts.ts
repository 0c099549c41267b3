import type { GuardrailsTarget } from '../../model/guardrails-file';
import { formatNumber, inARow } from '../../report/words';
import { isAccount } from '../evaluate/guardrails-tree';
import type { MatchedTarget } from '../evaluate/match-targets';
import type { Difference } from './difference-file';

type Move = Difference['moves'][number];
type Fact = 'name' | 'owner' | 'budget' | 'tags';

/** The name of a unit, and the owner, budget and tags of an account. What only one state has is not compared. */
export function findChangedFacts({ before, after }: MatchedTarget): readonly Move[] {
  const { id } = after;
  const facts: readonly Fact[] = isAccount(after) ? ['owner', 'budget', 'tags'] : ['name'];
  return facts.flatMap((fact): readonly Move[] => {
    const [was, is] = [textOf(before, fact), textOf(after, fact)];
    if (was === null || is === null || was === is) return [];
    const kind = fact === 'name' ? 'unit-name' : (`account-${fact}` as const);
    return [{ kind, id, before: was, after: is, summary: describe(fact, before, after) }];
  });
}

/** Equal facts have equal texts. */
function textOf(target: GuardrailsTarget, fact: Fact): string | null {
  const value = target[fact];
  if (value === undefined) return null;
  return typeof value === 'object' ? JSON.stringify(value, Object.keys(value).sort()) : String(value);
}

function describe(fact: Fact, before: GuardrailsTarget, after: GuardrailsTarget): string {
  const { id } = after;
  switch (fact) {
    case 'name':
      return `AWS shows the unit ${id} as ${after.name ?? ''} (previously ${before.name ?? ''}).`;
    case 'owner':
      return `The owner of account ${id} is now ${after.owner ?? ''} (previously ${before.owner ?? ''}).`;
    case 'budget':
      return `The budget of account ${id} is now ${dollars(after)} (previously ${dollars(before)}).`;
    case 'tags':
      return `The tags of account ${id} change: ${describeTags(before.tags ?? {}, after.tags ?? {})}.`;
  }
}

function dollars({ budget = 0 }: GuardrailsTarget): string {
  return `${Number.isInteger(budget) ? formatNumber(budget) : String(budget)} USD a month`;
}

type Tags = NonNullable<GuardrailsTarget['tags']>;

function describeTags(before: Tags, after: Tags): string {
  const keys = [...new Set([...Object.keys(before), ...Object.keys(after)])].sort();
  return inARow(
    keys.flatMap((key) => {
      const [was, is] = [before[key], after[key]];
      if (was === is) return [];
      if (is === undefined) return [`${key} is removed (previously ${was ?? ''})`];
      return [was === undefined ? `${key} is added as ${is}` : `${key} is now ${is} (previously ${was})`];
    }),
    'and',
  );
}
