import { inARow } from '../../report/words';
import type { Difference } from './difference-file';

/** An edit of what records calls, what watches accounts, or what measures them. */
export type EvidenceEdit = Difference['edits'][number];

/** Something with one value that both states have. */
export interface Fact<Value extends string | number> {
  /** The subject of a sentence about it. */
  readonly name: string;
  /** The subject of a sentence about its value; default: the name. */
  readonly measure?: string;
  /** Before and after; null: it is off. */
  readonly values: readonly [Value | null, Value | null];
  /** Whether the other value is the weaker one; text: nothing here can tell, and a reader must check this. */
  readonly isWeaker: ((was: Value, is: Value) => boolean) | string;
  /** What is counted, such as `days`. */
  readonly unit?: string;
}

export const isLess = (was: number, is: number): boolean => is < was;
export const isMore = (was: number, is: number): boolean => is > was;

/** At most one edit: a fact is switched off or on, or its value changes. */
export function tellFact<Value extends string | number>(fact: Fact<Value>): readonly EvidenceEdit[] {
  const { name, measure = name, values, isWeaker, unit } = fact;
  const [was, is] = values;
  if (was === is) return [];
  if (is === null) return [weakened(`${name} is switched off.`)];
  if (was === null) return [changed(`${name} is switched on.`)];
  const summary = `${measure} changes from ${was} to ${is}${unit === undefined ? '' : ` ${unit}`}`;
  if (typeof isWeaker === 'string') return [weakened(`${summary}: check ${isWeaker}.`)];
  return [isWeaker(was, is) ? weakened(`${summary}.`) : changed(`${summary}.`)];
}

/**
 * What is left out of something, and what is part of it now.
 *
 * @param noun such as `account`
 * @param whole such as `the baseline`
 */
export function tellParts(
  noun: string,
  whole: string,
  { lost, gained }: { readonly lost: readonly string[]; readonly gained: readonly string[] },
): readonly EvidenceEdit[] {
  const subject = (names: readonly string[]): string =>
    `The ${noun}${names.length === 1 ? '' : 's'} ${inARow(names.map(quoted), 'and')} ${names.length === 1 ? 'is' : 'are'}`;
  return [
    ...(lost.length === 0 ? [] : [weakened(`${subject(lost)} left out of ${whole}.`)]),
    ...(gained.length === 0 ? [] : [changed(`${subject(gained)} now part of ${whole}.`)]),
  ];
}

/** An edit after which less is recorded, kept, heard or measured, or after which that is not known. */
export function weakened(summary: string): EvidenceEdit {
  return { kind: 'evidence-weakened', guardrails: [], targets: [], parameters: {}, summary };
}

export function changed(summary: string): EvidenceEdit {
  return { ...weakened(summary), kind: 'evidence-changed' };
}

export function missingIn(some: readonly string[], all: readonly string[]): readonly string[] {
  return all.filter((one) => !some.includes(one));
}

export function quoted(name: string): string {
  return `\`${name}\``;
}
