import type { ProbePlace } from '../core/probe';

/** An ARN that a pattern matches, in the probed account if its wildcards allow it. */
export function sampleArn(pattern: string, { account }: Pick<ProbePlace, 'account'>): string {
  return fill(pattern, 'aws', account, 'x1');
}

/** An ARN that a pattern matches, in another partition and account if its wildcards allow it. */
export function arnElsewhere(pattern: string, { sibling }: Pick<ProbePlace, 'sibling'>): string {
  return fill(pattern, 'aws-cn', sibling, 'x1');
}

/**
 * ARNs similar to those of a pattern: with a longer and a shorter name, below another path, without its path. The pattern
 * may match some of them.
 */
export function neighborsOf(pattern: string, { account }: Pick<ProbePlace, 'account'>): readonly string[] {
  const resource = fill(pattern, 'aws', account, 'x1');
  const [, head = '', name = ''] = /^([^/]+\/)(.+)$/.exec(resource) ?? [];
  const last = name.slice(name.lastIndexOf('/') + 1);
  return [
    `${resource}-other`,
    fill(pattern, 'aws', account, '').slice(0, -1),
    `${head}other/${name}`,
    `${head}${last}`,
  ];
}

function fill(pattern: string, partition: string, account: string, text: string): string {
  const [arn = '', first = '', service = '', region = '', owner = '', resource = ''] = pattern.split(':');
  const name = resource.replaceAll('*', text).replaceAll('?', 'y');
  return [arn, first.replace('*', partition), service, region, owner.replace('*', account), name].join(':');
}
