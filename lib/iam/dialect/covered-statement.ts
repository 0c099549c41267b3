import { arnCovers, globCovers, globMatches } from '../patterns/glob';
import { overlaps } from '../patterns/overlap';
import type { Statement } from '../statement';
import { viewStatement, type ConditionView, type TextEntry, type StatementView } from './core/document';
import { rule } from './core/rule';
import { withoutVariables } from './core/variables';

export const coveredStatement = rule({
  id: 'covered-statement',
  summary: 'No statement is covered by another statement of the document',
  why: 'A covered statement has no effect, and its conditions look like exceptions that never apply.',
  fix: 'remove the covered statement, or add the missing condition to the other one',
  severity: 'warning',
  find: ({ statements }) => {
    const candidates = statements.map(asCandidate);
    return candidates.flatMap((narrow, index) => {
      // Of two equal statements, only the later one is redundant.
      const wide = candidates.find(
        (other, place) => place !== index && covers(other, narrow) && (place < index || !covers(narrow, other)),
      );
      if (wide === undefined) return [];
      const { pointer } = narrow.statement;
      return [{ pointer, message: `the statement at ${wide.statement.pointer} covers this one` }];
    });
  },
});

/**
 * Whether one statement applies to every request to which another one applies. Sound, but not complete: `false` may mean
 * that it could not be shown.
 */
export function coversStatement(wide: Statement, narrow: Statement): boolean {
  return covers(asCandidate(viewStatement({ ...wide }, '')), asCandidate(viewStatement({ ...narrow }, '')));
}

/** A statement, with the parts that are compared as text. */
interface Candidate {
  readonly statement: StatementView;
  readonly who: string;
  readonly conditions: ReadonlySet<string>;
}

function asCandidate(statement: StatementView): Candidate {
  const { Effect, Principal, NotPrincipal } = statement.raw;
  return {
    statement,
    who: JSON.stringify([Effect, Principal, NotPrincipal]),
    conditions: new Set(statement.conditions.map(asText)),
  };
}

function asText({ operatorName, key, values }: ConditionView): string {
  return JSON.stringify([operatorName, key.toLowerCase(), ...values.map(({ value }) => value).sort()]);
}

/** If it returns true, the wide statement applies to every request to which the narrow one applies. */
function covers(wide: Candidate, narrow: Candidate): boolean {
  if (wide.who !== narrow.who) return false;
  for (const condition of wide.conditions) if (!narrow.conditions.has(condition)) return false;
  const [outer, inner] = [wide.statement, narrow.statement];
  return (
    coversElement([outer.actions, outer.notActions], [inner.actions, inner.notActions], coversAction) &&
    coversElement([outer.resources, outer.notResources], [inner.resources, inner.notResources], coversResource)
  );
}

type Element = readonly [positive: readonly TextEntry[], negated: readonly TextEntry[]];
type Covers = (wide: string, narrow: string) => boolean;

function coversElement([wide, notWide]: Element, [narrow, notNarrow]: Element, coversOne: Covers): boolean {
  const inSome = (list: readonly TextEntry[], { value }: TextEntry): boolean =>
    list.some((entry) => entry.value === value) || list.some((entry) => coversOne(entry.value, value));
  if (wide.some(({ value }) => value === '*')) return true;
  if (wide.length > 0) return narrow.length > 0 && narrow.every((entry) => inSome(wide, entry));
  if (notWide.length === 0) return false;
  if (notNarrow.length > 0) return notWide.every((entry) => inSome(notNarrow, entry));
  return narrow.length > 0 && narrow.every((entry) => notWide.every((other) => areApart(entry, other)));
}

function areApart(left: TextEntry, right: TextEntry): boolean {
  return !overlaps(withoutVariables(left.value).toLowerCase(), withoutVariables(right.value).toLowerCase());
}

function coversAction(wide: string, narrow: string): boolean {
  if (!/[*?]/.test(wide)) return wide.length === narrow.length && wide.toLowerCase() === narrow.toLowerCase();
  if (!/[*?]/.test(narrow)) return globMatches(wide, narrow, { ignoreCase: true });
  return globCovers(wide, narrow, { ignoreCase: true });
}

/** Patterns with variables cover each other only if they are equal. */
function coversResource(wide: string, narrow: string): boolean {
  if (!/[*?]/.test(wide)) return wide === narrow;
  return wide === narrow || (!(wide + narrow).includes('${') && (wide === '*' || arnCovers(wide, narrow)));
}
