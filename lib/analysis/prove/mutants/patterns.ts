import { memoize } from '../../../iam/memoize';

/** Where the Region of an ARN begins, counted in what colons and slashes part. Before, there is nothing to choose. */
const REGION = 3;

/**
 * A pattern that matches more, by each of two steps: a star at the end, and a star in the place of a word between colons
 * and slashes. In an ARN the partition, the service and what is empty stay: AWS sends nothing else there.
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

/** A pattern that matches less: without each of its stars. */
export function narrowed(pattern: string): readonly string[] {
  if (pattern === '*') return [];
  return [...pattern.matchAll(/\*/g)].map(({ index }) => pattern.slice(0, index) + pattern.slice(index + 1));
}
