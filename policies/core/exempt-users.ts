import { z } from 'zod';
import type { ConditionBlock, Statement } from '../../lib/iam/statement';
import type { Neighbor, ParameterProblem } from './guardrail';
import { compactInstant, instantSchema } from './instant';
import { deny, oneOrMany } from './statements';

const userPath = z.strictObject({
  path: z
    .string()
    .regex(/^\/(?:[\w+=,.@-]+\/)+$/, { error: 'a path of users, such as `/ses-smtp/`' })
    .describe('The path of the users, such as `/ses-smtp/`; paths below it are included'),
  owner: z.string().min(1).describe('Who is responsible for these users'),
  reason: z.string().min(1).describe('Why they need long-lived credentials'),
  expires: instantSchema.optional().describe('When the exemption expires; default: never'),
});

/** Users that a guardrail exempts by their path, and when the exemption expires. */
export const userPathsSchema = z.array(userPath).default([]);

export type UserPath = z.output<typeof userPath>;

/** A period of time, and the users who are exempt during it. */
export interface Period {
  /** The end of the statement's `Sid`. */
  readonly suffix: string;
  /** The condition that the period has started; empty: it always has. */
  readonly since: ConditionBlock;
  /** Patterns of the ARNs of exempt users, sorted, none covered by another. */
  readonly arns: readonly string[];
}

/**
 * The exemption of a path expires without a deployment: after each expiry, only users whose path is exempt for longer
 * are exempt. A user below two paths is exempt until the later expiry.
 */
export function periodsOf(users: readonly UserPath[]): readonly Period[] {
  const ends = [...new Set(users.flatMap(({ expires }) => expires ?? []))].sort();
  return [
    { suffix: '', since: {}, arns: arnsOf(users) },
    ...ends.map((end) => ({
      suffix: `From${compactInstant(end)}`,
      since: { DateGreaterThanEquals: { 'aws:CurrentTime': end } },
      arns: arnsOf(users.filter(({ expires }) => expires === undefined || expires > end)),
    })),
  ];
}

/**
 * Denies actions on users who are not exempt. A call without a user name acts on the caller, whose ARN is then the
 * resource, so that one statement per period covers both.
 */
export function denyOnOtherUsers(
  Sid: string,
  Action: readonly string[],
  users: readonly UserPath[],
): readonly Statement[] {
  return periodsOf(users).map(({ suffix, since, arns }) =>
    deny({
      Sid: `${Sid}${suffix}`,
      Action,
      ...(arns.length > 0 ? { NotResource: oneOrMany(arns) } : { Resource: '*' }),
      ...(Object.keys(since).length > 0 ? { Condition: since } : {}),
    }),
  );
}

function arnsOf(users: readonly UserPath[]): readonly string[] {
  const paths = [...new Set(users.map(({ path }) => path))].sort();
  return paths
    .filter((path) => !paths.some((other) => other !== path && path.startsWith(other)))
    .map((path) => `arn:*:iam::*:user${path}*`);
}

/** Whether `other` exempts all users of `user` for at least as long. */
function isCovered(user: UserPath, other: UserPath): boolean {
  if (!user.path.startsWith(other.path)) return false;
  return other.expires === undefined || (user.expires !== undefined && user.expires <= other.expires);
}

/** Paths in the parameter `users` that another path covers. */
export function findCoveredPaths(users: readonly UserPath[]): readonly ParameterProblem[] {
  return users.flatMap((user, index) => {
    const covering = users.find(
      (other, at) => at !== index && isCovered(user, other) && (at < index || !isCovered(other, user)),
    );
    return covering === undefined
      ? []
      : [
          {
            at: ['users', index, 'path'],
            message: `\`${user.path}\` is already exempt for as long by \`${covering.path}\``,
            fix: 'remove one of the two',
          },
        ];
  });
}

const withUsers = z.object({ users: userPathsSchema });

/** Paths in the parameter `users` without effect, because the same guardrail above does not exempt them. */
export function findIneffectivePaths(
  id: string,
  users: readonly UserPath[],
  neighbors: readonly Neighbor[],
): readonly ParameterProblem[] {
  return neighbors.flatMap(({ guardrail, target, parameters }) => {
    if (guardrail !== id) return [];
    const theirs = withUsers.safeParse(parameters).data?.users ?? [];
    return users.flatMap((user, index) =>
      theirs.some((other) => isCovered(user, other))
        ? []
        : [
            {
              at: ['users', index, 'path'],
              message: `exempting \`${user.path}\` here has no effect: \`${target}\` above does not exempt it for as long`,
              fix: `exempt it at \`${target}\``,
            },
          ],
    );
  });
}
