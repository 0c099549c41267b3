import { z } from 'zod';
import type { RehearsalClients } from '../../aws/clients';
import { send } from '../../aws/send';
import { BOUND, call, denied, permitted, type CallSite, type CallTable, type RehearsedCall } from '../call';
import { createKey, disableKey } from './kms';

const KEY = 'record';

/** The ARNs of a bucket and of the object in it. */
interface FilledBucket {
  readonly bucket: string;
  readonly object: string;
}

/** Creates a bucket with an object in it. */
export async function createBucket(
  root: RehearsalClients,
  { region }: CallSite,
  Bucket: string,
): Promise<FilledBucket> {
  await send(root, 's3:CreateBucket', {
    Bucket,
    ObjectLockEnabledForBucket: true,
    // S3 does not accept the name of its default Region.
    ...(region === 'us-east-1' ? {} : { CreateBucketConfiguration: { LocationConstraint: region as 'eu-west-1' } }),
  });
  await send(root, 's3:PutObject', { Bucket, Key: KEY, Body: 'kept' });
  const bucket = `arn:aws:s3:::${Bucket}`;
  return { bucket, object: `${bucket}/${KEY}` };
}

function write(Bucket: string, object: string): RehearsedCall {
  return call('writes an object', 's3:PutObject', object, { Bucket, Key: KEY, Body: 'kept' });
}

const logParameters = z.object({ buckets: z.array(z.string()) });

/** The name of a bucket that the guardrail protects. */
function protectedName(site: CallSite): string {
  const [pattern = '*'] = logParameters.parse(site.parameters).buckets;
  return pattern === '*' ? site.name('logs') : pattern.replaceAll('*', site.name('x')).replaceAll('?', 'x');
}

export const API_NAMES = 'the emulator checks S3 under the names of its operations, not of its permissions';

export const logArchive: CallTable = {
  guardrail: 'protect-log-archive',
  gaps: [
    { what: 's3:PutEncryptionConfiguration, s3:PutLifecycleConfiguration and the like', reason: API_NAMES },
    {
      what: 'opening a bucket that denies everyone, by sts:AssumeRoot',
      reason: 'on the emulator, no policy applies to such sessions',
    },
  ],
  calls: async (root, site) => {
    const Bucket = protectedName(site);
    const { bucket, object } = await createBucket(root, site, Bucket);
    const key = await createKey(root);
    await send(root, 'kms:EnableKeyRotation', { KeyId: key });
    const versioning = { Bucket, VersioningConfiguration: { Status: 'Enabled' } } as const;
    const version = call('sets the versioning of a log bucket', 's3:PutBucketVersioning', bucket, versioning);
    const policy = { Bucket, Policy: readableBy(site.account, bucket) };
    const open = call('changes the policy of a log bucket', 's3:PutBucketPolicy', bucket, policy);
    const read = call('reads the versioning of a log bucket', 's3:GetBucketVersioning', bucket, { Bucket });
    const release = { Bucket, Key: KEY, LegalHold: { Status: 'OFF' } } as const;
    const hold = call('removes the legal hold of a log', 's3:PutObjectLegalHold', object, release);
    const rotate = call("turns off a key's rotation", 'kms:DisableKeyRotation', key, { KeyId: key });
    return [
      denied(BOUND, version, open, hold, rotate),
      permitted(BOUND, read),
      permitted(['developer'], write(Bucket, object)),
      permitted(['platform', 'exempt'], version, hold, rotate, open),
    ];
  },
};

export const logArchiveData: CallTable = {
  guardrail: 'protect-log-archive-data',
  gaps: [{ what: 's3:DeleteObjectVersion and s3:ReplicateDelete', reason: API_NAMES }],
  calls: async (root, site) => {
    const Bucket = protectedName(site);
    const { object } = await createBucket(root, site, Bucket);
    const key = await createKey(root);
    return [
      denied(
        [...BOUND, 'platform'],
        call('deletes a log', 's3:DeleteObject', object, { Bucket, Key: KEY }),
        disableKey(key),
      ),
      permitted([...BOUND, 'platform'], call('reads a log', 's3:GetObject', object, { Bucket, Key: KEY })),
      permitted(['developer'], write(Bucket, object)),
    ];
  },
};

const expensiveParameters = z.object({ denyLongLocks: z.boolean() });

export const longLocks: CallTable = {
  guardrail: 'deny-expensive-services',
  gaps: [
    {
      what: 'instances, purchases and the marketplace',
      reason: 'the emulator does not enforce policies for their services',
    },
  ],
  calls: async (root, site) => {
    if (!expensiveParameters.parse(site.parameters).denyLongLocks) return [];
    const Bucket = site.name('locks');
    const { object } = await createBucket(root, site, Bucket);
    const lock = { Bucket, Key: KEY, LegalHold: { Status: 'ON' } } as const;
    const hold = call('puts a legal hold on an object', 's3:PutObjectLegalHold', object, lock);
    return [
      denied(BOUND, hold),
      permitted(['developer'], write(Bucket, object)),
      permitted(['platform', 'exempt'], hold),
    ];
  },
};

/** A policy that lets an account read all objects. */
export function readableBy(account: string, bucketArn: string): string {
  const Principal = { AWS: `arn:aws:iam::${account}:root` };
  const Resource = `${bucketArn}/*`;
  return JSON.stringify({
    Version: '2012-10-17',
    Statement: [{ Effect: 'Allow', Principal, Action: 's3:GetObject', Resource }],
  });
}
