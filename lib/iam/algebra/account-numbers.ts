/** Which accounts policies tell apart, so that the others can stand for one another. */
import { memoize } from '../memoize';
import type { CompilableDocument } from '../evaluation/compile';
import { clausesIn } from './chain';
import type { Clause } from './clause';
import { numberReader } from './number-reader';
import type { ReadNumber } from './number-reader';
import type { TextValue } from './text-classes';

/** How some policies read account numbers. */
export interface NumberReading {
  /**
   * The keys (in lower case) whose values may depend on the account: the given ones, and all that a policy compares with one
   * of them. If an account stands for another one, its number replaces the other one in these keys.
   */
  readonly keys: ReadonlySet<string>;
  /** Equal for account numbers that the policies do not tell apart in these keys. */
  readonly signatureOf: (number: string) => string;
}

/**
 * Reads the numbers in the policies of a chain or of several.
 *
 * @param given the keys whose values depend on the account, in lower case
 */
export function accountNumberReader(
  given: readonly string[],
): (documents: readonly CompilableDocument[]) => NumberReading {
  const readers = new Map<string, ReadNumber>();
  const readerOf = (value: TextValue): ReadNumber => {
    const known = readers.get(value.id);
    const reader = known === undefined ? numberReader(value) : known;
    readers.set(value.id, reader);
    return reader;
  };
  const readDocument = memoize((document: CompilableDocument) => clausesIn(document).flatMap(comparisonsIn));
  return (documents) => {
    const comparisons = documents.flatMap(readDocument);
    const keys = new Set(given);
    // The set grows during the loop.
    for (const key of keys) {
      for (const { key: own, other } of comparisons) {
        if (own === key && other !== undefined) keys.add(other);
        if (other === key) keys.add(own);
      }
    }
    const compared = comparisons.filter(({ key }) => keys.has(key));
    if (compared.some(({ isQuantity }) => isQuantity)) return { keys, signatureOf: (number) => number };
    const telling = [...new Set(compared.flatMap(({ text }) => (text && readerOf(text)) ?? []))];
    return { keys, signatureOf: memoize((number) => telling.map((read) => read(number)).join(' ')) };
  };
}

/** What one clause compares a key with. */
interface Comparison {
  readonly key: string;
  readonly text?: TextValue;
  /** Another key. */
  readonly other?: string;
  /** A number, a date or an address: another account number may be less or more. */
  readonly isQuantity?: boolean;
}

function comparisonsIn(clause: Clause): readonly Comparison[] {
  if (clause.kind !== 'comparing') return [];
  const { key } = clause;
  return clause.values.map((value): Comparison => {
    switch (value.kind) {
      case 'equal':
        return { key, other: value.other };
      case 'text':
        return { key, text: value };
      case 'opaque':
        return { key, text: value.within };
      case 'number':
      case 'date':
      case 'address':
        return { key, isQuantity: true };
    }
  });
}
