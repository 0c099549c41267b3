import { required } from '../../lib/aws/required';
import type { RehearsalClients } from '../aws/clients';
import { send } from '../aws/send';
import { call, type RehearsedCall } from '../calls/call';
import { readAnswer } from '../calls/read-answer';
import type { Archive } from './archive';
import type { ArchivedLog } from './bucket-calls';
import type { EvidenceCaller } from './callers';
import { expectAnswers } from './expect-answer';
import { findingsOf, type EvidenceStep } from './step';

const DAY_MS = 24 * 60 * 60 * 1000;

/** By root users, whom no policy stops: only the lock does. */
export const lockedLogs: EvidenceStep = {
  title: 'nobody deletes a locked log or shortens its lock, not even a root user',
  async run({ archive, management, sessions }) {
    const clients = await sessions.root(archive.account);
    const roots: readonly EvidenceCaller[] = [
      { label: "the account's root user", clients },
      { label: "the management account's root user", clients: management.in(archive.region) },
    ];
    const start = Date.now();
    const log = await writeLog(clients, archive);
    const results = [await checkRetention(clients, archive, log, start)];
    for (const root of roots)
      for (const forbidden of forbiddenCalls(archive, log, start)) results.push(await expectRefusal(root, forbidden));
    results.push(
      ...(await expectAnswers('permitted', roots, [
        call('reads a locked log', 's3:GetObject', '*', {
          Bucket: archive.bucket,
          Key: log.key,
          VersionId: log.version,
        }),
      ])),
    );
    return findingsOf(results, [
      {
        what: 'Object Lock by the template',
        why: 'the emulator drops it, so the rehearsal sets it by API when it creates the bucket again',
      },
    ]);
  },
};

async function writeLog(clients: RehearsalClients, { bucket, managementAccount }: Archive): Promise<ArchivedLog> {
  const key = `AWSLogs/${managementAccount}/CloudTrail/locked.json.gz`;
  const { VersionId } = await send(clients, 's3:PutObject', { Bucket: bucket, Key: key, Body: 'a locked log' });
  return { key, version: required(VersionId, 'the version of the log') };
}

async function checkRetention(
  clients: RehearsalClients,
  { bucket: Bucket, lockDays }: Archive,
  { key: Key, version: VersionId }: ArchivedLog,
  start: number,
): Promise<string | null> {
  const { Retention } = await send(clients, 's3:GetObjectRetention', { Bucket, Key, VersionId });
  const until = required(Retention?.RetainUntilDate, 'the end of the retention').getTime();
  // The day is enough: the server's clock may be some seconds off.
  const isRight = Retention?.Mode === 'COMPLIANCE' && Math.abs(until - start - lockDays * DAY_MS) < DAY_MS;
  return isRight ? null : `a new log is not locked in compliance mode for ${lockDays} days`;
}

function forbiddenCalls(
  { bucket: Bucket, lockDays }: Archive,
  { key: Key, version: VersionId }: ArchivedLog,
  start: number,
): readonly RehearsedCall[] {
  const version = { Bucket, Key, VersionId };
  const bypass = { ...version, BypassGovernanceRetention: true };
  const retain = (Mode: 'COMPLIANCE' | 'GOVERNANCE', days: number) => ({
    Retention: { Mode, RetainUntilDate: new Date(start + days * DAY_MS) },
  });
  return [
    call('deletes a locked version', 's3:DeleteObject', '*', version),
    call('deletes a locked version and bypasses governance', 's3:DeleteObject', '*', bypass),
    call('shortens the lock', 's3:PutObjectRetention', '*', { ...version, ...retain('COMPLIANCE', lockDays / 2) }),
    call('shortens the lock and bypasses governance', 's3:PutObjectRetention', '*', {
      ...bypass,
      ...retain('COMPLIANCE', lockDays / 2),
    }),
    call('weakens the lock to governance mode', 's3:PutObjectRetention', '*', {
      ...bypass,
      ...retain('GOVERNANCE', lockDays * 2),
    }),
    call('suspends versioning', 's3:PutBucketVersioning', '*', {
      Bucket,
      VersioningConfiguration: { Status: 'Suspended' },
    }),
    call('deletes the bucket', 's3:DeleteBucket', '*', { Bucket }),
  ];
}

/** S3 refuses some of these calls with an error other than that of a denied call. */
async function expectRefusal(
  { label, clients }: EvidenceCaller,
  { does, action, send: make }: RehearsedCall,
): Promise<string | null> {
  const answer = await readAnswer(make(clients));
  return answer.kind === 'permitted' ? `${label} ${does} (${action}): it was permitted` : null;
}
