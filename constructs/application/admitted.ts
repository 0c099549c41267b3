import { ArnPrincipal } from 'aws-cdk-lib/aws-iam';
import type { StorePrincipal } from './application';

/** Somebody whom a statement of a resource policy lets in: the accounts, and the conditions that narrow them. */
export interface Admitted {
  readonly principals: ArnPrincipal[];
  readonly conditions: Readonly<Record<string, Readonly<Record<string, string | readonly string[]>>>>;
}

/**
 * What lets principals in by a resource policy: one entry for all that stay, and one for each time at which others end.
 *
 * The principals are accounts, because a role that does not exist yet cannot be named, and one that is made again is another
 * one. `aws:PrincipalArn` narrows them: of a session, it is the ARN of the role.
 *
 * Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html#condition-keys-principalarn
 */
export function admit(everybody: readonly StorePrincipal[]): readonly Admitted[] {
  const ends = [...new Set(everybody.map(({ until }) => until))];
  return ends.map((end) => {
    const group = everybody.filter(({ until }) => until === end);
    return {
      principals: [...new Set(group.map(({ account }) => account))].map(
        (account) => new ArnPrincipal(`arn:aws:iam::${account}:root`),
      ),
      conditions: {
        ArnLike: { 'aws:PrincipalArn': patternsOf(group) },
        ...(end === null ? {} : { DateLessThan: { 'aws:CurrentTime': end } }),
      },
    };
  });
}

/** All patterns of `aws:PrincipalArn`, once each. */
export function patternsOf(principals: readonly StorePrincipal[]): readonly string[] {
  return [...new Set(principals.flatMap(({ patterns }) => patterns))];
}

/** The id of a statement for one of the entries of `admit`. */
export function numbered(sid: string, index: number): string {
  return index === 0 ? sid : `${sid}${index + 1}`;
}
