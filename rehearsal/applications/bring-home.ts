import { checkBucketSettings, createBucketIn, putBucketSettings, readBucketSettings } from '../aws/bucket-settings';
import type { RehearsalClients } from '../aws/clients';
import { send } from '../aws/send';
import type { CallerSessions } from '../calls/caller-sessions';
import type { RehearsedStore } from './stores';

/**
 * Creates each bucket again, empty, by its account's root user and with its own settings: a restart of the emulator gives all
 * buckets to the management account. There, calls of a bucket's own account would look like calls of another one, and no stack of
 * the account could change the bucket's policy.
 *
 * @returns null for each setting that the deployed buckets have, and a sentence for each that is wrong
 */
export async function bringHome(
  stores: readonly RehearsedStore[],
  { management, root }: { readonly management: RehearsalClients; readonly root: CallerSessions['root'] },
): Promise<readonly (string | null)[]> {
  const results: (string | null)[] = [];
  for (const { bucket, label, number, region } of stores) {
    const settings = await readBucketSettings(management, bucket);
    results.push(...checkBucketSettings(`the bucket of ${label}`, settings));
    await empty(management, bucket);
    await send(management, 's3:DeleteBucket', { Bucket: bucket });
    const owner = await root(number);
    await createBucketIn(region, owner, bucket, { withLock: false });
    await send(owner, 's3:PutBucketVersioning', {
      Bucket: bucket,
      VersioningConfiguration: { Status: settings.versioning === 'Enabled' ? 'Enabled' : 'Suspended' },
    });
    await putBucketSettings(owner, bucket, settings);
  }
  return results;
}

async function empty(clients: Pick<RehearsalClients, 's3'>, Bucket: string): Promise<void> {
  const { Versions = [], DeleteMarkers = [] } = await send(clients, 's3:ListObjectVersions', { Bucket });
  for (const { Key, VersionId } of [...Versions, ...DeleteMarkers])
    await send(clients, 's3:DeleteObject', { Bucket, Key, VersionId });
  const { Uploads = [] } = await send(clients, 's3:ListMultipartUploads', { Bucket });
  for (const { Key, UploadId } of Uploads) await send(clients, 's3:AbortMultipartUpload', { Bucket, Key, UploadId });
}
