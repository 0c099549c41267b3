import { globMatches } from '../../lib/iam/patterns/glob';

/** One bucket for each pattern. */
export function sampleBuckets(patterns: readonly string[]): readonly string[] {
  return [...new Set(patterns)].map((pattern) => fill(pattern, 'x1'));
}

/** Names similar to the patterns that none of them matches: longer, shorter, with another start. */
export function otherBuckets(patterns: readonly string[]): readonly string[] {
  const names = patterns.flatMap((pattern) => [
    `${fill(pattern, 'x1')}-2`,
    `my-${fill(pattern, 'x1')}`,
    fill(pattern, '').slice(1),
    fill(pattern, '').slice(0, -1),
  ]);
  return [...new Set(names)].filter((name) => name !== '' && !patterns.some((pattern) => globMatches(pattern, name)));
}

function fill(pattern: string, text: string): string {
  return pattern.replaceAll('*', text).replaceAll('?', 'y');
}

/** An object of another bucket whose ARN looks like that of an object behind an access point. */
export function lookalikeObjects(patterns: readonly string[]): readonly string[] {
  const isLogs = patterns.some((pattern) => globMatches(pattern, 'accesspoint'));
  return isLogs ? [] : ['arn:aws:s3:::accesspoint/2026/07/1.json.gz'];
}
