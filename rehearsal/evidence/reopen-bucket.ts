import { checkBucketSettings, createBucketIn, putBucketSettings, readBucketSettings } from '../aws/bucket-settings';
import { send } from '../aws/send';
import type { EvidenceStage } from './step';

/**
 * Creates the deployed bucket of the trail again, by its account's root user, with its own settings, and sets the lock that
 * the template asks for.
 *
 * The emulator drops Object Lock from a template, and a bucket can have it here only from its creation. When the emulator
 * restarts, it also gives all buckets to the management account, so that a call of the bucket's own account would look like
 * one from another account.
 *
 * @returns null for each setting that the deployed bucket has, and a sentence for each that is wrong
 */
export async function reopenBucket({
  archive,
  management,
  sessions,
}: EvidenceStage): Promise<readonly (string | null)[]> {
  const { account, region, bucket: Bucket, lockDays } = archive;
  const deployed = management.in(region);
  const settings = await readBucketSettings(deployed, Bucket);
  await send(deployed, 's3:DeleteBucket', { Bucket });
  const root = await sessions.root(account);
  await createBucketIn(region, root, Bucket, { withLock: true });
  await send(root, 's3:PutObjectLockConfiguration', {
    Bucket,
    ObjectLockConfiguration: {
      ObjectLockEnabled: 'Enabled',
      Rule: { DefaultRetention: { Mode: 'COMPLIANCE', Days: lockDays } },
    },
  });
  await putBucketSettings(root, Bucket, settings);
  return checkBucketSettings("the trail's bucket", settings);
}
