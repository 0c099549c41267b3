import type { ProbePlace } from '../core/probe';

/** An ARN that a pattern matches, in the account where its wildcards leave that open. */
export function sampleArn(pattern: string, { account }: Pick<ProbePlace, 'account'>): string {
  return fill(pattern, 'aws', account, 'x1');
}

/** An ARN that a pattern matches in another partition and account, where its wildcards leave that open. */
export function arnElsewhere(pattern: string, { sibling }: Pick<ProbePlace, 'sibling'>): string {
  return fill(pattern, 'aws-cn', sibling, 'x1');
}

/**
 * ARNs close to those of a pattern: a longer and a shorter name, below another path, without its path. The pattern may
 * match some of them all the same.
 */
export function neighboursOf(pattern: string, { account }: Pick<ProbePlace, 'account'>): readonly string[] {
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
