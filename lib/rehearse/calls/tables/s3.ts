import {
  CreateBucketCommand,
  DeleteObjectCommand,
  GetBucketVersioningCommand,
  GetObjectCommand,
  PutBucketPolicyCommand,
  PutBucketVersioningCommand,
  PutObjectCommand,
  PutObjectLegalHoldCommand,
} from '@aws-sdk/client-s3';
import { DisableKeyRotationCommand, EnableKeyRotationCommand } from '@aws-sdk/client-kms';
import { z } from 'zod';
import type { Clients } from '../../../aws/clients';
import { BOUND, denied, permitted, type Attempt, type Place, type Table } from '../call';
import { disableKey, makeKey } from './kms';

interface Bucket {
  readonly name: string;
  readonly attempt: (does: string, action: string, send: Attempt['send']) => Attempt;
  readonly onObject: (does: string, action: string, send: Attempt['send']) => Attempt;
}

const KEY = 'record';

/** A bucket with an object in it. */
async function makeBucket(root: Clients, { region }: Place, name: string): Promise<Bucket> {
  await root.s3.send(
    new CreateBucketCommand({
      Bucket: name,
      ObjectLockEnabledForBucket: true,
      // S3 does not take the name of the Region that is the default.
      ...(region === 'us-east-1' ? {} : { CreateBucketConfiguration: { LocationConstraint: region as 'eu-west-1' } }),
    }),
  );
  await root.s3.send(new PutObjectCommand({ Bucket: name, Key: KEY, Body: 'kept' }));
  const on = (resource: string): Bucket['attempt'] => {
    return (does, action, send) => ({ does, action: `s3:${action}`, resource, send });
  };
  return { name, attempt: on(`arn:aws:s3:::${name}`), onObject: on(`arn:aws:s3:::${name}/${KEY}`) };
}

const logParameters = z.object({ buckets: z.array(z.string()) });

/** The name of a bucket that the guardrail protects. */
function protectedName(place: Place): string {
  const [pattern = '*'] = logParameters.parse(place.parameters).buckets;
  return pattern === '*' ? place.name('logs') : pattern.replaceAll('*', place.name('x')).replaceAll('?', 'x');
}

const API_NAMES = 'the emulator checks S3 under the names of its calls, not of its permissions';

export const logArchive: Table = {
  guardrail: 'protect-log-archive',
  gaps: [
    { what: 's3:PutEncryptionConfiguration, s3:PutLifecycleConfiguration and the like', reason: API_NAMES },
    { what: 'opening a bucket that denies everyone, by sts:AssumeRoot', reason: 'no policy binds such sessions there' },
  ],
  calls: async (root, place) => {
    const { name: Bucket, attempt, onObject } = await makeBucket(root, place, protectedName(place));
    const key = await makeKey(root);
    await root.kms.send(new EnableKeyRotationCommand({ KeyId: key }));
    const version = attempt('sets the versions of a log bucket', 'PutBucketVersioning', (sdk) =>
      sdk.s3.send(new PutBucketVersioningCommand({ Bucket, VersioningConfiguration: { Status: 'Enabled' } })),
    );
    const open = attempt('changes the policy of a log bucket', 'PutBucketPolicy', (sdk) =>
      sdk.s3.send(new PutBucketPolicyCommand({ Bucket, Policy: readableBy(place.account, Bucket) })),
    );
    const read = attempt('reads the versions of a log bucket', 'GetBucketVersioning', (sdk) =>
      sdk.s3.send(new GetBucketVersioningCommand({ Bucket })),
    );
    const hold = onObject('holds a log', 'PutObjectLegalHold', (sdk) =>
      sdk.s3.send(new PutObjectLegalHoldCommand({ Bucket, Key: KEY, LegalHold: { Status: 'OFF' } })),
    );
    const rotate: Attempt = {
      does: 'switches the rotation of a key off',
      action: 'kms:DisableKeyRotation',
      resource: key,
      send: (sdk) => sdk.kms.send(new DisableKeyRotationCommand({ KeyId: key })),
    };
    return [
      ...[version, open, hold, rotate].map((one) => denied(BOUND, one)),
      permitted(BOUND, read),
      permitted(['developer'], writes(Bucket, onObject)),
      ...[version, hold, rotate, open].map((one) => permitted(['platform', 'exempt'], one)),
    ];
  },
};

export const logArchiveData: Table = {
  guardrail: 'protect-log-archive-data',
  gaps: [{ what: 's3:DeleteObjectVersion and s3:ReplicateDelete', reason: API_NAMES }],
  calls: async (root, place) => {
    const { name: Bucket, onObject } = await makeBucket(root, place, protectedName(place));
    const key = await makeKey(root);
    const erase = onObject('deletes a log', 'DeleteObject', (sdk) =>
      sdk.s3.send(new DeleteObjectCommand({ Bucket, Key: KEY })),
    );
    const read = onObject('reads a log', 'GetObject', async (sdk) => {
      const { Body } = await sdk.s3.send(new GetObjectCommand({ Bucket, Key: KEY }));
      // Left unread, it would keep its connection until the server ends, and fail then.
      await Body?.transformToByteArray();
    });
    return [
      denied([...BOUND, 'platform'], erase),
      denied([...BOUND, 'platform'], disableKey(key)),
      permitted([...BOUND, 'platform'], read),
      permitted(['developer'], writes(Bucket, onObject)),
    ];
  },
};

const expensiveParameters = z.object({ denyLongLocks: z.boolean() });

export const longLocks: Table = {
  guardrail: 'deny-expensive-services',
  gaps: [{ what: 'instances, purchases and the marketplace', reason: 'the emulator does not guard their services' }],
  calls: async (root, place) => {
    if (!expensiveParameters.parse(place.parameters).denyLongLocks) return [];
    const { name: Bucket, onObject } = await makeBucket(root, place, place.name('locks'));
    const hold = onObject('holds an object for ever', 'PutObjectLegalHold', (sdk) =>
      sdk.s3.send(new PutObjectLegalHoldCommand({ Bucket, Key: KEY, LegalHold: { Status: 'ON' } })),
    );
    return [
      denied(BOUND, hold),
      permitted(['developer'], writes(Bucket, onObject)),
      permitted(['platform', 'exempt'], hold),
    ];
  },
};

function writes(Bucket: string, onObject: Bucket['onObject']): Attempt {
  return onObject('writes an object', 'PutObject', (sdk) =>
    sdk.s3.send(new PutObjectCommand({ Bucket, Key: KEY, Body: 'kept' })),
  );
}

function readableBy(account: string, bucket: string): string {
  const Principal = { AWS: `arn:aws:iam::${account}:root` };
  const Resource = `arn:aws:s3:::${bucket}/*`;
  return JSON.stringify({
    Version: '2012-10-17',
    Statement: [{ Effect: 'Allow', Principal, Action: 's3:GetObject', Resource }],
  });
}
