import { textOf } from '../patterns/template';
import { comparison, type ValueComparison } from './comparison';

/** How two quantities, such as numbers or instants, stand to each other. */
export type Ordering = (request: number, policy: number) => boolean;

const NUMBER = /^[+-]?(?:\d+(?:\.\d*)?|\.\d+)$/;

/** Integers and decimals of up to 15 digits, which a double holds exactly enough to be compared. */
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
