/** Describes request sets by predicates, with the values that their policies contain. */
import type { KeyAxis, MemberAxis } from './axis';
import { cell, cellsUpTo, indexesOf, NO_CELLS } from './cells';
import type { Cells } from './cells';
import type { Clause, PlainValue } from './clause';
import { readDate } from '../conditions/date';
import { readNumber } from '../conditions/numeric';
import { plainTextOf } from '../patterns/glob';
import { writeAddress } from './address-classes';
import type { RangeValue } from './address-classes';
import type { ValueClasses } from './value-classes';
import type { Limit } from './request-set';

/** A condition that readers understand. */
export interface Predicate {
  /** The name of a condition key, or `resource`; for a multivalued key, with a set operator in front. */
  readonly key: string;
  /** `before`: earlier or less than the value; `after`: equal to the value, or later or more. */
  readonly operator:
    'is' | 'isNot' | 'matches' | 'notMatches' | 'absent' | 'present' | 'before' | 'after' | 'inside' | 'outside';
  readonly values: readonly string[];
  /** The exact meaning, valid in any space; null if the predicate is less exact. */
  readonly clause: Clause | null;
}

/** Some cells of an axis, and predicates that are all true for them and for no other possible cells. */
export interface PredicateAlternative {
  readonly cells: Cells;
  readonly predicates: readonly Predicate[];
}

const ABSENT = cell(0);

/** Describes cells of the axis of a single-valued key, as alternatives. In most cases, one is enough. */
export function predicatesForKey(
  axis: KeyAxis,
  { cells, possible }: Omit<Limit, 'axis'>,
): readonly PredicateAlternative[] {
  const { valueClasses } = axis;
  const [present, canBePresent] = [(cells & ~ABSENT) >> 1n, (possible & ~ABSENT) >> 1n];
  const isAbsent = (cells & ABSENT) !== NO_CELLS;
  const absent: PredicateAlternative = { cells: ABSENT, predicates: [presencePredicate(axis, 'absent')] };
  const presentPredicate = presencePredicate(axis, 'present');
  if (present === NO_CELLS) return [absent];
  if (valueClasses === undefined || present === canBePresent) return [{ cells, predicates: [presentPredicate] }];
  const kind = axis.values[0]?.kind;
  const ofPresent = (predicates: readonly PredicateAlternative[]): readonly PredicateAlternative[] => [
    ...(isAbsent ? [absent] : []),
    ...predicates.map((each) => ({ cells: each.cells << 1n, predicates: each.predicates })),
  ];
  if (kind === 'number' || kind === 'date') return ofPresent(ranges(axis, valueClasses, present, canBePresent));
  const terms = termsOf(axis.values, valueClasses, canBePresent);
  // A negated operator is also true without the key.
  const excluded = pick(terms, canBePresent & ~present, canBePresent & ~present);
  const positive = pick(terms, present, present);
  if (isAbsent && excluded !== undefined) return [{ cells, predicates: [predicateOf(axis, excluded, false)] }];
  if (positive !== undefined) return ofPresent([{ cells: present, predicates: [predicateOf(axis, positive, true)] }]);
  const isOptional = (possible & ABSENT) !== NO_CELLS;
  if (excluded !== undefined)
    return [{ cells, predicates: [...(isOptional ? [presentPredicate] : []), predicateOf(axis, excluded, false)] }];
  const mixed = mixture(terms, present);
  if (mixed !== undefined) {
    const predicates = [predicateOf(axis, mixed.within, true), predicateOf(axis, mixed.without, false)];
    return ofPresent([{ cells: present, predicates }]);
  }
  return ofPresent(
    indexesOf(present).map((index) => {
      const predicates = predicatesForCell(axis, terms, index);
      const isOnlyExcluded = !terms.some((term) => (term.cells & cell(index)) !== NO_CELLS);
      return {
        cells: cell(index),
        predicates: isOptional && isOnlyExcluded ? [presentPredicate, ...predicates] : predicates,
      };
    }),
  );
}

/** Describes all axes of one multivalued key together. It is not exact if a class has no short description. */
export function predicatesForMembers(limits: readonly (Limit & { readonly axis: MemberAxis })[]): readonly Predicate[] {
  const [first] = limits;
  if (first === undefined) return [];
  const { key, name, valueClasses, values } = first.axis;
  const all = cellsUpTo(valueClasses.size);
  const union = (wanted: Cells): Cells =>
    limits.reduce((sum, { axis, cells }) => (cells === wanted ? sum | cell(axis.cell) : sum), NO_CELLS);
  const [missing, held] = [union(cell(0)), union(cell(1))];
  if (missing === all) return [presencePredicate(first.axis, 'absent')];
  const terms = termsOf(values, valueClasses, all);
  return [
    ...(missing === NO_CELLS ? [] : noneOf({ key, name }, terms, missing, all, (index) => valueClasses.witness(index))),
    ...someOf({ key, name }, terms, held),
  ];
}

/** A key, and how predicates name it. */
type NamedKey = Pick<KeyAxis, 'key' | 'name'>;

function noneOf(
  { key: id, name }: NamedKey,
  terms: readonly Term[],
  missing: Cells,
  all: Cells,
  exampleIn: (index: number) => string,
): readonly Predicate[] {
  const key = { key: id, name: `ForAllValues:${name}` };
  const excluded = pick(terms, missing, missing);
  if (excluded !== undefined) return [predicateOf(key, excluded, false)];
  const left = all & ~missing;
  const allowed = pick(terms, left, left);
  if (allowed !== undefined) return [predicateOf(key, allowed, true)];
  const mixed = mixture(terms, left);
  if (mixed !== undefined) return [predicateOf(key, mixed.within, true), predicateOf(key, mixed.without, false)];
  // There is no short description, so one example of each missing class is listed.
  return [{ key: key.name, operator: 'isNot', values: indexesOf(missing).map(exampleIn), clause: null }];
}

function someOf({ key, name }: NamedKey, terms: readonly Term[], held: Cells): readonly Predicate[] {
  return indexesOf(held).flatMap((index) => predicatesForCell({ key, name: `ForAnyValue:${name}` }, terms, index));
}

/** A value of a policy, and the cells that it matches. */
interface Term {
  readonly value: PlainValue;
  readonly cells: Cells;
}

function termsOf(values: readonly PlainValue[], valueClasses: ValueClasses, possible: Cells): readonly Term[] {
  return values.map((value) => ({ value, cells: valueClasses.cellsOf(value.id) & possible }));
}

/** As few values as possible that together match all of some cells, and no cells except those that they may match. */
function pick(terms: readonly Term[], all: Cells, may: Cells): readonly Term[] | undefined {
  const chosen: Term[] = [];
  let rest = all;
  const candidates = terms.filter(({ cells }) => cells !== NO_CELLS && (cells & ~may) === NO_CELLS);
  while (rest !== NO_CELLS) {
    const best = candidates.reduce<readonly [Term, number] | undefined>((found, term) => {
      const count = countOf(term.cells & rest);
      return count > (found?.[1] ?? 0) ? [term, count] : found;
    }, undefined);
    if (best === undefined) return undefined;
    chosen.push(best[0]);
    rest &= ~best[0].cells;
  }
  // In the order of the policies, which readers know.
  return terms.filter((term) => chosen.includes(term));
}

function countOf(cells: Cells): number {
  return indexesOf(cells).length;
}

/** Some cells, described as matching some values and not others. */
function mixture(
  terms: readonly Term[],
  present: Cells,
): { readonly within: readonly Term[]; readonly without: readonly Term[] } | undefined {
  const within = pick(terms, present, ~NO_CELLS);
  if (within === undefined) return undefined;
  const excess = within.reduce((sum, { cells }) => sum | cells, NO_CELLS) & ~present;
  const without = pick(terms, excess, ~present);
  return without === undefined ? undefined : { within, without };
}

/** One class: the values that it matches, and the overlapping values that it does not match. */
function predicatesForCell(namedKey: NamedKey, terms: readonly Term[], index: number): readonly Predicate[] {
  const isIn = ({ cells }: Term): boolean => (cells & cell(index)) !== NO_CELLS;
  // Of values that include each other, the narrowest is enough.
  const within = terms.filter(isIn).sort((a, b) => countOf(a.cells) - countOf(b.cells));
  const [narrowest] = within;
  const rest = narrowest?.cells ?? ~NO_CELLS;
  const without = terms.filter((term) => !isIn(term) && (term.cells & rest) !== NO_CELLS);
  const more = within.slice(1).filter(({ cells }) => (rest & ~cells) !== NO_CELLS);
  return [
    ...(narrowest === undefined ? [] : [predicateOf(namedKey, [narrowest], true)]),
    ...more.map((term) => predicateOf(namedKey, [term], true)),
    ...(without.length === 0 ? [] : [predicateOf(namedKey, without, false)]),
  ];
}

function predicateOf(namedKey: NamedKey, terms: readonly Term[], positive: boolean): Predicate {
  const texts = terms.map(({ value }) => {
    if (value.kind === 'address') return { text: describeRange(value), isExact: false };
    // For a list of numbers, only the comparison is known.
    if (value.kind !== 'text') return { text: value.id, isExact: false };
    const plain = plainTextOf(value.pattern);
    return { text: plain ?? value.pattern, isExact: plain !== undefined };
  });
  const isExact = texts.every((each) => each.isExact);
  // Next to patterns, a `*` in an exact text is escaped as in IAM policies.
  const values = terms.map(({ value }, index) =>
    value.kind === 'text' && !isExact ? value.pattern : (texts[index]?.text ?? ''),
  );
  const clause = clauseOf(
    namedKey,
    terms.map(({ value }) => value),
    !positive,
  );
  const predicate = { key: namedKey.name, values, clause };
  if (terms[0]?.value.kind === 'address') return { ...predicate, operator: positive ? 'inside' : 'outside' };
  if (isExact) return { ...predicate, operator: positive ? 'is' : 'isNot' };
  return { ...predicate, operator: positive ? 'matches' : 'notMatches' };
}

function presencePredicate({ key, name }: NamedKey, operator: 'absent' | 'present'): Predicate {
  const whenAbsent = operator === 'absent';
  return {
    key: name,
    operator,
    values: [],
    clause: { kind: 'presence', key, name, whenAbsent, whenPresent: !whenAbsent },
  };
}

/** One clause cannot express predicates about sets of values. */
function clauseOf({ key, name }: NamedKey, values: readonly PlainValue[], negated: boolean): Clause | null {
  if (name.startsWith('For')) return null;
  const id = `${key} ${negated ? 'not ' : ''}${values.map((value) => value.id).join(' ')}`;
  return { kind: 'comparing', key, name, set: null, negated, ifExists: false, values, id };
}

function describeRange({ range: { first, prefix } }: RangeValue): string {
  return `${writeAddress(first)}/${prefix}`;
}

/** Describes parts of a number line, from one bound to another. */
function ranges(
  axis: KeyAxis,
  valueClasses: ValueClasses,
  present: Cells,
  possible: Cells,
): readonly PredicateAlternative[] {
  const quantities = axis.values.flatMap((value) => (value.kind === 'number' || value.kind === 'date' ? [value] : []));
  // Dates have steps, so "later than one" means "not earlier than the next". Numbers have none.
  const isStepped = quantities[0]?.kind === 'date';
  const bounds = new Set(quantities.map(({ bound }) => bound));
  const isBound = (index: number): boolean => {
    const witness = valueClasses.witness(index);
    return bounds.has((isStepped ? readDate(witness) : readNumber(witness)) ?? NaN);
  };
  const at = (index: number): string => valueClasses.witness(index);
  const last = valueClasses.size - 1;
  const kind = quantities[0]?.kind ?? 'number';
  const predicate = (operator: 'is' | 'isNot' | 'before' | 'after', value: string): Predicate => {
    const bound = (isStepped ? readDate(value) : readNumber(value)) ?? NaN;
    const quantity: PlainValue = { kind, id: `${operator} ${bound}`, bound, passes: PASSES[operator] };
    return { key: axis.name, operator, values: [value], clause: clauseOf(axis, [quantity], false) };
  };
  const describe = (from: number, to: number): readonly Predicate[] => {
    if (from === to && isBound(from) && !isStepped) return [predicate('is', at(from))];
    const isOpen = from > 0 && !isStepped && !isBound(from);
    return [
      ...(from > 0 ? [predicate('after', at(isOpen ? from - 1 : from))] : []),
      ...(isOpen ? [predicate('isNot', at(from - 1))] : []),
      ...(to < last ? [predicate('before', at(to + 1))] : []),
    ];
  };
  return runsOf(present, possible).flatMap(([from, to]): readonly PredicateAlternative[] => {
    const cells = cellsUpTo(to + 1) & ~cellsUpTo(from) & present;
    // A bound at the end of a run of numbers is a part of it and is described separately.
    if (isStepped || from === to || !isBound(to) || to === last) return [{ cells, predicates: describe(from, to) }];
    return [
      { cells: cells & ~cell(to), predicates: describe(from, to - 1) },
      { cells: cell(to), predicates: describe(to, to) },
    ];
  });
}

const PASSES = {
  is: (a: number, b: number) => a === b,
  isNot: (a: number, b: number) => a !== b,
  before: (a: number, b: number) => a < b,
  after: (a: number, b: number) => a >= b,
} as const;

/** The first and last cell of each run of cells. Cells that are not possible do not interrupt a run. */
function runsOf(cells: Cells, possible: Cells): readonly (readonly [number, number])[] {
  const runs: [number, number][] = [];
  let isOpen = false;
  for (const index of indexesOf(possible)) {
    const isIn = (cells & cell(index)) !== NO_CELLS;
    const run = runs.at(-1);
    if (isIn && isOpen && run !== undefined) run[1] = index;
    else if (isIn) runs.push([index, index]);
    isOpen = isIn;
  }
  return runs;
}
