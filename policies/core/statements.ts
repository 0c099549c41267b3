import type { Statement } from '../../lib/iam/statement';

/** Every instance in every partition, Region and account: the resource of a launch that carries the instance's keys. */
export const INSTANCES = 'arn:*:ec2:*:*:instance/*';

/** A Deny. */
export function deny(statement: Omit<Statement, 'Effect' | 'Principal'>): Statement {
  return { Effect: 'Deny', ...statement };
}

/** A Deny in a resource control policy, where AWS requires the principal `*`. */
export function denyResource(statement: Omit<Statement, 'Effect' | 'Principal'>): Statement {
  return { Effect: 'Deny', Principal: '*', ...statement };
}

/** A list as IAM writes it: a single value without brackets. */
export function oneOrMany(values: readonly string[]): string | readonly string[] {
  const [first, ...others] = values;
  return first !== undefined && others.length === 0 ? first : values;
}

/** `us-east-1` → `UsEast1`: a name in a format that a `Sid` allows. */
export function pascalCase(name: string): string {
  return name.replace(/(?:^|-)([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());
}
