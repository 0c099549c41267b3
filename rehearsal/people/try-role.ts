import { credentialsOf } from '../aws/issued-credentials';
import type { RehearsalClients } from '../aws/clients';
import { send, type InputOf } from '../aws/send';
import type { Credentials } from '../../lib/aws/clients';
import { readAnswer } from '../calls/read-answer';
import { problemOf, type ExpectedAnswer } from '../evidence/expect-answer';

export interface RoleTry {
  readonly expected: Extract<ExpectedAnswer, 'denied' | 'permitted'>;
  /** Who tries what, such as `a user with a code becomes break-glass in shop-production`. */
  readonly what: string;
  readonly clients: Pick<RehearsalClients, 'sts'>;
  readonly role: string;
  readonly more?: Partial<InputOf<'sts:AssumeRole'>>;
}

export interface TriedRole {
  /** Null: the answer was the expected one. */
  readonly fault: string | null;
  /** Null: there is no session. */
  readonly credentials: Credentials | null;
}

/** Assumes a role, and compares the answer with the expected one. */
export async function tryRole({ expected, what, clients, role: RoleArn, more = {} }: RoleTry): Promise<TriedRole> {
  let credentials: Credentials | null = null;
  const session = { RoleArn, RoleSessionName: 'rehearsal', ...more };
  const answer = await readAnswer(
    send(clients, 'sts:AssumeRole', session).then(({ Credentials: issued }) => {
      credentials = credentialsOf(issued);
    }),
  );
  const problem = problemOf(expected, answer);
  return { fault: problem === null ? null : `${what}: ${problem}`, credentials };
}

/** Each one after another; only what went wrong. */
export async function tryRoles(tries: readonly RoleTry[]): Promise<readonly (string | null)[]> {
  const results: (string | null)[] = [];
  for (const one of tries) results.push((await tryRole(one)).fault);
  return results;
}
