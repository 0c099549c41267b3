import { call, type RehearsedCall } from '../calls/call';
import type { RehearsedStore } from './stores';

/** The object in every store that is read. */
export const KEPT = 'kept';

type Bucket = Pick<RehearsedStore, 'bucket' | 'label'>;

/** What a reader of a store may do. */
export function reads({ bucket: Bucket, label }: Bucket): readonly RehearsedCall[] {
  const bucket = `arn:aws:s3:::${Bucket}`;
  const object = `${bucket}/${KEPT}`;
  return [
    call(`reads an object of ${label}`, 's3:GetObject', object, { Bucket, Key: KEPT }),
    call(`reads the tags of an object of ${label}`, 's3:GetObjectTagging', object, { Bucket, Key: KEPT }),
    call(`lists ${label}`, 's3:ListObjectsV2', bucket, { Bucket }),
    call(`lists the versions in ${label}`, 's3:ListObjectVersions', bucket, { Bucket }),
  ];
}

/** What a writer of a store may do. The last one leaves a version behind. */
export function writes({ bucket: Bucket, label }: Bucket): readonly RehearsedCall[] {
  const Key = 'written';
  const object = `arn:aws:s3:::${Bucket}/${Key}`;
  const Tagging = { TagSet: [{ Key: 'rehearsed', Value: 'yes' }] };
  return [
    call(`writes to ${label}`, 's3:PutObject', object, { Bucket, Key, Body: 'written' }),
    call(`tags an object of ${label}`, 's3:PutObjectTagging', object, { Bucket, Key, Tagging }),
    call(`deletes an object of ${label}`, 's3:DeleteObject', object, { Bucket, Key }),
    call(`starts an upload in parts to ${label}`, 's3:CreateMultipartUpload', object, { Bucket, Key }),
  ];
}
