import { distinguish } from '../../lib/iam/patterns/distinguish';
import type { ProbePlace } from '../core/probe';

/** An ARN that a pattern matches, in the probed account if its wildcards allow it. */
export function sampleArn(pattern: string, { account }: Pick<ProbePlace, 'account'>): string {
  return fill(pattern, 'aws', account, 'x1');
}

/** An ARN that a pattern matches, in another partition and account if its wildcards allow it. */
export function arnElsewhere(pattern: string, { sibling }: Pick<ProbePlace, 'sibling'>): string {
  return fill(pattern, 'aws-cn', sibling, 'x1');
}

/** ARNs of the patterns' own kinds that distinguish them from wider and narrower ones; the patterns match some of them. */
export function arnsAround(patterns: readonly string[], { account }: Pick<ProbePlace, 'account'>): readonly string[] {
  const parts = patterns.map((pattern) => pattern.split(':'));
  const named = parts.flatMap(([, , , , owner = '']) => /^\d{12}$/.exec(owner) ?? []);
  const kinds = parts.map(([, , , , , name = '']) => name.split('/')[0] ?? '');
  return distinguish([{ patterns }], {
    accounts: [...new Set([account, ...named])],
    kinds: [...new Set(kinds)],
  });
}

function fill(pattern: string, partition: string, account: string, text: string): string {
  const [arn = '', first = '', service = '', region = '', owner = '', ...resource] = pattern.split(':');
  const name = resource.join(':').replaceAll('*', text).replaceAll('?', 'y');
  return [arn, first.replace('*', partition), service, region, owner.replace('*', account), name].join(':');
}
