import { z } from 'zod';
import type { ConditionBlock, Statement } from '../../lib/iam/statement';
import type { Neighbour, ParameterProblem } from './guardrail';
import { compactInstant, instantSchema } from './instant';
import { deny, oneOrMany } from './statements';

const userPath = z.strictObject({
  path: z
    .string()
    .regex(/^\/(?:[\w+=,.@-]+\/)+$/, { error: 'a path of users, such as `/ses-smtp/`' })
    .describe('The path of the users, such as `/ses-smtp/`; paths below it are included'),
  owner: z.string().min(1).describe('Who answers for these users'),
  reason: z.string().min(1).describe('Why they cannot do without long-lived credentials'),
  expires: instantSchema.optional().describe('When the exemption ends by itself; default: never'),
});

/** Users that a guardrail leaves out by their path, for ever or until an instant. */
export const userPathsSchema = z.array(userPath).default([]);

export type UserPath = z.output<typeof userPath>;

/** A stretch of time, from an instant on or always, and which users are exempt in it. */
export interface Period {
  /** What tells the statement of this period from the others in a `Sid`. */
  readonly suffix: string;
  /** The condition under which the period has begun; empty: it always has. */
  readonly since: ConditionBlock;
  /** Patterns of the ARNs of exempt users, sorted, none covered by another. */
  readonly arns: readonly string[];
}

/**
 * The exemption of a path ends by itself: from each end on, only the users whose path is exempt for longer are left
 * out. A user below two paths is exempt until the later end.
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
 * Denies actions that act on a user, but for exempt users. A call that names no user acts on the caller, whose ARN is
 * then the resource, so that one statement for each period covers both.
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

/** Whether everyone whom `user` exempts is exempt by `other` for as long at least. */
function isCovered(user: UserPath, other: UserPath): boolean {
  if (!user.path.startsWith(other.path)) return false;
  return other.expires === undefined || (user.expires !== undefined && user.expires <= other.expires);
}

/** Paths in the parameter `users` that another one makes superfluous. */
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
            message: `\`${user.path}\` is exempt for as long by \`${covering.path}\` already`,
            fix: 'remove one of the two',
          },
        ];
  });
}

const withUsers = z.object({ users: userPathsSchema });

/** Paths in the parameter `users` to no effect, since the same guardrail in force above does not exempt them. */
export function findUselessPaths(
  id: string,
  users: readonly UserPath[],
  neighbours: readonly Neighbour[],
): readonly ParameterProblem[] {
  return neighbours.flatMap(({ guardrail, target, parameters }) => {
    if (guardrail !== id) return [];
    const theirs = withUsers.safeParse(parameters).data?.users ?? [];
    return users.flatMap((user, index) =>
      theirs.some((other) => isCovered(user, other))
        ? []
        : [
            {
              at: ['users', index, 'path'],
              message: `\`${user.path}\` is exempt here to no effect, since \`${target}\` above does not exempt it for as long`,
              fix: `exempt it at \`${target}\``,
            },
          ],
    );
  });
}
