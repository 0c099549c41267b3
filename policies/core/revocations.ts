import type { Revocation } from '../../lib/model/organization';
import type { ParameterProblem } from './guardrail';
import { everyPartition } from './role-pattern';

/**
 * How long a session of a role lasts at most.
 *
 * Source: https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRole.html
 */
const LONGEST_SESSION_MS = 12 * 60 * 60 * 1000;

type RoleRevocation = Extract<Revocation, { readonly kind: 'role' }>;

/** When the last session from before a time is over: with an earlier end, a revoked session would come back. */
export function lastSessionEnds(issuedBefore: string): string {
  return new Date(Date.parse(issuedBefore) + LONGEST_SESSION_MS).toISOString().replace('.000Z', 'Z');
}

/** Revocations without effect, and those that end while a revoked session can still last. */
export function findBadRevocations(revocations: readonly Revocation[]): readonly ParameterProblem[] {
  return [
    ...findRepetitions(revocations),
    ...revocations.flatMap((one) => (one.kind === 'role' ? [...findUnbound(one), ...findEarlyEnd(one)] : [])),
  ];
}

/** Who is revoked twice: only the later revocation is effective. Of two equal ones, the second is reported. */
function findRepetitions(revocations: readonly Revocation[]): readonly ParameterProblem[] {
  return revocations.flatMap((one, index) => {
    const later = revocations.find(
      (other, at) =>
        at !== index &&
        subjectOf(other) === subjectOf(one) &&
        (timesOf(one) < timesOf(other) || (timesOf(one) === timesOf(other) && at < index)),
    );
    if (later === undefined) return [];
    const { file, line } = later.at;
    const subject = one.kind === 'person' ? one.person : one.role;
    return [
      {
        at: one.at,
        code: 'revoked-twice',
        message: `\`${subject}\` is revoked twice; only the later revocation is effective (${file}:${line})`,
        fix: 'remove this one',
      },
    ];
  });
}

function subjectOf(one: Revocation): string {
  return one.kind === 'person' ? `person ${one.person}` : `role ${everyPartition(one.role)}`;
}

/** Of a role, the later `issuedBefore` counts: when its revocation ends, sessions from before the other one are over, too. */
function timesOf(one: Revocation): string {
  return one.kind === 'person' ? one.until : `${one.issuedBefore} ${one.until}`;
}

function findUnbound(revocation: RoleRevocation): readonly ParameterProblem[] {
  const { role } = revocation;
  if (!role.includes(':role/aws-service-role/')) return [];
  return [
    {
      at: revocation.locate(['role']),
      code: 'revoked-service-linked-role',
      message: `\`${role}\` is a service-linked role, which no guardrail binds`,
      allowed: 'roles that people and workloads assume',
      fix: 'stop the service that uses it, and remove the revocation',
    },
  ];
}

function findEarlyEnd(revocation: RoleRevocation): readonly ParameterProblem[] {
  const { issuedBefore, until } = revocation;
  const end = lastSessionEnds(issuedBefore);
  if (until >= end) return [];
  return [
    {
      at: revocation.locate(['until']),
      code: 'revocation-ends-early',
      message:
        until <= issuedBefore
          ? `the revocation ends at \`${until}\`, before it begins at \`${issuedBefore}\``
          : `the revocation ends at \`${until}\`, while a session from before \`${issuedBefore}\` can still last`,
      allowed: 'twelve hours after `issuedBefore`, or later: a session of a role lasts twelve hours at most',
      fix: `write \`until: '${end}'\`, or later`,
    },
  ];
}
