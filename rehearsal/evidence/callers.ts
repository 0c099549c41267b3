import type { PlatformKind } from '../../lib/model/organization';
import { reachesAccount, roleIn } from '../../policies/core/role-samples';
import type { RehearsalClients } from '../aws/clients';
import type { CallerSessions } from '../calls/caller-sessions';
import { ADMINISTRATOR, ONLY_A_PATH, type RehearsedCaller } from '../calls/callers';
import type { Archive } from './archive';

/** A caller with its clients in the home Region. */
export interface EvidenceCaller {
  /** For people, such as `the StackSets role`. */
  readonly label: string;
  readonly clients: RehearsalClients;
}

type Sessions = Pick<CallerSessions, 'as'>;

/** An IAM user of the archive's account who is allowed everything. */
export async function administratorOfArchive(sessions: Sessions, archive: Archive): Promise<EvidenceCaller> {
  return open(sessions, archive, archive.account, user(archive.account, 'an administrator of the log archive'));
}

/** An IAM user of another member account who is allowed everything. */
export async function administratorElsewhere(sessions: Sessions, archive: Archive): Promise<EvidenceCaller> {
  return open(
    sessions,
    archive,
    archive.otherAccount,
    user(archive.otherAccount, 'an administrator of another account'),
  );
}

/** A session of the role by which StackSets writes in the archive's account. Empty if no such role is configured. */
export async function stackSetsRole(sessions: Sessions, archive: Archive): Promise<readonly EvidenceCaller[]> {
  return platformRole(sessions, archive, 'stackSetsExecution', "StackSets' role");
}

/** A session of the break-glass role in the archive's account. Empty if no such role is configured. */
export async function breakGlassRole(sessions: Sessions, archive: Archive): Promise<readonly EvidenceCaller[]> {
  return platformRole(sessions, archive, 'breakGlass', 'the break-glass role');
}

/** A session of a role in the archive's account whose name is `root`. */
export async function roleNamedRoot(sessions: Sessions, archive: Archive): Promise<EvidenceCaller> {
  const arn = `arn:aws:iam::${archive.account}:role/root`;
  return open(sessions, archive, archive.account, role(arn, 'a role with the name root'));
}

async function platformRole(
  sessions: Sessions,
  archive: Archive,
  kind: PlatformKind,
  label: string,
): Promise<readonly EvidenceCaller[]> {
  const { account, roles } = archive;
  const pattern = (roles[kind] ?? []).find((one) => reachesAccount(account, one) && !ONLY_A_PATH.test(one));
  return pattern === undefined ? [] : [await open(sessions, archive, account, role(roleIn(account, pattern), label))];
}

async function open(
  sessions: Sessions,
  { region }: Archive,
  account: string,
  caller: RehearsedCaller,
): Promise<EvidenceCaller> {
  return { label: caller.label, clients: await sessions.as(caller, account, { region, byTls: true }) };
}

function user(account: string, label: string): RehearsedCaller {
  return { kind: 'user', label, arn: `arn:aws:iam::${account}:user/${ADMINISTRATOR}`, exemptUntil: null };
}

function role(arn: string, label: string): RehearsedCaller {
  return { kind: 'role', label, arn, exemptUntil: null };
}
