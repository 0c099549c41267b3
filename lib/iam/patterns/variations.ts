import { memoize } from '../memoize';

/** The index of an ARN's Region among the words between colons and slashes. The words before it are fixed. */
const REGION = 3;

/**
 * Patterns that match more: with a star at the end, or instead of a word between colons and slashes. In an ARN, the
 * partition, the service and empty words stay, because AWS sends nothing else there.
 */
export const widened = memoize((pattern: string): readonly string[] => {
  if (pattern === '*') return [];
  const parts = pattern.split(/([:/])/);
  const first = pattern.startsWith('arn:') ? REGION : 1;
  const starred = parts.flatMap((part, index) =>
    index % 2 === 0 && index / 2 >= first && part !== '*' && part !== '' ? [parts.with(index, '*').join('')] : [],
  );
  return [...new Set([...(pattern.endsWith('*') ? [] : [`${pattern}*`]), ...starred])];
});

/** Patterns that match less: without each of the stars. */
export function narrowed(pattern: string): readonly string[] {
  if (pattern === '*') return [];
  return [...pattern.matchAll(/\*/g)].map(({ index }) => pattern.slice(0, index) + pattern.slice(index + 1));
}
