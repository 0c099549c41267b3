import { textOf } from '../patterns/template';
import { comparison, type ValueComparison } from './comparison';

/** Compares two quantities, such as numbers or dates. */
export type Ordering = (request: number, policy: number) => boolean;

const NUMBER = /^[+-]?(?:\d+(?:\.\d*)?|\.\d+)$/;

/** Parses an integer or decimal of up to 15 digits, which a double can represent precisely enough to compare. */
export function readNumber(text: string): number | null {
  if (!NUMBER.test(text)) return null;
  return text.replace(/\D/g, '').replace(/^0+/, '').length <= 15 ? Number(text) : null;
}

export function numericComparison(ordering: Ordering): ValueComparison {
  return comparison<number>({
    variables: false,
    wildcards: false,
    mistake: (value) => (readNumber(value) === null ? 'it is not a number of up to 15 digits' : null),
    read: readNumber,
    matcher: (pieces) => {
      const limit = readNumber(textOf(pieces));
      return limit === null ? () => null : (value) => ordering(value, limit);
    },
  });
}
