import { required } from '../../lib/aws/required';
import { send } from '../aws/send';
import type { NotRehearsed } from '../verify/verification-tally';
import type { Archive } from './archive';
import { bucketCalls, objectCalls, settingCalls, type ArchivedLog } from './bucket-calls';
import {
  administratorElsewhere,
  administratorOfArchive,
  breakGlassRole,
  roleNamedRoot,
  stackSetsRole,
  type EvidenceCaller,
} from './callers';
import { expectAnswers } from './expect-answer';
import { findingsOf, type EvidenceStep } from './step';

const WHAT = "the trail's bucket";

const GAPS: readonly NotRehearsed[] = [
  {
    what: `${WHAT}: delivery by CloudTrail, by another trail or by another service`,
    why: 'no AWS service calls anything on the emulator',
  },
  {
    what: `${WHAT}: that its policy lets the root user in, but not without TLS`,
    why: 'on the emulator, no policy applies to root users',
  },
  {
    what: `${WHAT}: s3:GetBucketPublicAccessBlock, s3:GetEncryptionConfiguration, s3:ListBucket and the like`,
    why: 'the emulator checks S3 under the names of its operations, not of its permissions',
  },
];

/** With the deployed policy of the bucket and the guardrails. The lock is another step. */
export const rootOnlyBucket: EvidenceStep = {
  title: "only the root user of the log archive's account reaches the trail's bucket",
  async run({ archive, sessions }) {
    const root: EvidenceCaller = { label: "the account's root user", clients: await sessions.root(archive.account) };
    const log = await writeLog(root, archive);
    const own = [
      await administratorOfArchive(sessions, archive),
      ...(await stackSetsRole(sessions, archive)),
      ...(await breakGlassRole(sessions, archive)),
      await roleNamedRoot(sessions, archive),
    ];
    const other = await administratorElsewhere(sessions, archive);
    const forbidden = [...objectCalls(archive, log), ...bucketCalls(archive)];
    const reads = readsOf(archive, log);
    return findingsOf(
      [
        ...(await expectAnswers('denied-explicitly', [...own, other], forbidden)),
        ...(await expectAnswers('permitted', own, settingCalls(archive))),
        ...(await expectAnswers('denied', [other], settingCalls(archive))),
        ...(await expectAnswers('permitted', [root], [...reads, ...settingCalls(archive)])),
        ...(await opensWithoutPolicy(root, own, archive, log)),
        ...(await expectAnswers('denied-explicitly', own, reads)),
      ],
      GAPS,
    );
  },
};

async function writeLog({ clients }: EvidenceCaller, { bucket, managementAccount }: Archive): Promise<ArchivedLog> {
  const key = `AWSLogs/${managementAccount}/CloudTrail/rehearsal.json.gz`;
  const { VersionId } = await send(clients, 's3:PutObject', { Bucket: bucket, Key: key, Body: 'a log' });
  return { key, version: required(VersionId, 'the version of the log') };
}

function readsOf(archive: Archive, log: ArchivedLog) {
  const names = ['s3:GetObject', 's3:ListObjectsV2', 's3:ListObjectVersions'];
  return [...objectCalls(archive, log), ...bucketCalls(archive)].filter(({ action }) => names.includes(action));
}

/** The root user opens the bucket, as in an investigation, and closes it: so nothing but its policy keeps the others out. */
async function opensWithoutPolicy(
  { clients }: EvidenceCaller,
  own: readonly EvidenceCaller[],
  archive: Archive,
  log: ArchivedLog,
): Promise<readonly (string | null)[]> {
  const Bucket = archive.bucket;
  const { Policy } = await send(clients, 's3:GetBucketPolicy', { Bucket });
  await send(clients, 's3:DeleteBucketPolicy', { Bucket });
  const results = await expectAnswers('permitted', own, readsOf(archive, log));
  await send(clients, 's3:PutBucketPolicy', { Bucket, Policy });
  return results;
}
