import { createHash } from 'node:crypto';
import { required } from '../../lib/aws/required';
import { runs } from '../../lib/model/actors';
import { keyOf, readBucketSettings } from '../aws/bucket-settings';
import { send, type InputOf } from '../aws/send';
import { call } from '../calls/call';
import { createKey } from '../calls/tables/kms';
import { expectAnswers } from '../evidence/expect-answer';
import { findingsOf } from '../evidence/step';
import type { ApplicationCaller } from './application-callers';
import type { ApplicationStage, ApplicationStep } from './stage';
import { reads, writes } from './store-calls';
import { storesOf, type RehearsedStore } from './stores';

/** Uploads that ask for an encryption, or for none, by the application itself. */
export const ownKey: ApplicationStep = {
  title: 'an application writes under its own key or under default encryption, and not otherwise, and only with TLS',
  async run(stage) {
    const results: (string | null)[] = [];
    for (const store of storesOf(stage.organization).filter(({ isOpen }) => isOpen)) {
      const application = stage.organization.applications.find(({ key }) => key === store.application);
      if (application !== undefined && runs(application.runsOn)) results.push(...(await upload(store, stage)));
    }
    return findingsOf(results, [
      {
        what: 'stores: the setting that blocks keys of clients, and s3:UpdateObjectEncryption',
        why: 'the emulator does not know them',
      },
    ]);
  },
};

async function upload(store: RehearsedStore, { callers, sessions }: ApplicationStage) {
  const root = await sessions.root(store.number);
  const key = required(keyOf(await readBucketSettings(root, store.bucket)), `the key of ${store.label}`);
  const { application, account } = store;
  const caller = await callers.application(application, account);
  const withoutTls = await callers.application(application, account, { byTls: false });
  const upload = (how: string, encryption: Encryption) => {
    const Key = 'uploaded';
    const input = { Bucket: store.bucket, Key, Body: 'uploaded', ...encryption };
    return call(`writes to ${store.label} ${how}`, 's3:PutObject', `arn:aws:s3:::${store.bucket}/${Key}`, input);
  };
  return [
    await expectKey(store, caller, key),
    ...(await expectAnswers('permitted', [caller], [upload('under its own key', underKey(key))])),
    ...(await expectAnswers(
      'denied-explicitly',
      [caller],
      [
        upload('under another key', underKey(await createKey(root))),
        upload("under S3's own key", { ServerSideEncryption: 'AES256' }),
        upload('under a key of KMS that it does not name', { ServerSideEncryption: 'aws:kms' }),
        upload('under a key that it brings along', CLIENT_KEY),
      ],
    )),
    ...(await expectAnswers('denied-explicitly', [withoutTls], [...reads(store), ...writes(store)])),
  ];
}

type Encryption = Partial<InputOf<'s3:PutObject'>>;

function underKey(SSEKMSKeyId: string): Encryption {
  return { ServerSideEncryption: 'aws:kms', SSEKMSKeyId };
}

const SECRET = Buffer.alloc(32, 1);

const CLIENT_KEY: Encryption = {
  SSECustomerAlgorithm: 'AES256',
  SSECustomerKey: SECRET.toString('base64'),
  SSECustomerKeyMD5: createHash('md5').update(SECRET).digest('base64'),
};

/** What names no encryption is encrypted with the key of the bucket. */
async function expectKey({ bucket, label }: RehearsedStore, { clients }: ApplicationCaller, key: string) {
  const { ServerSideEncryption, SSEKMSKeyId } = await send(clients, 's3:PutObject', {
    ...{ Bucket: bucket, Key: 'uploaded', Body: 'uploaded' },
  });
  return ServerSideEncryption === 'aws:kms' && SSEKMSKeyId === key
    ? null
    : `what is written to ${label} is encrypted with ${SSEKMSKeyId ?? String(ServerSideEncryption)}, not with ${key}`;
}
