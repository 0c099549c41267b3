import { applicationPermissionSet, APPLICATIONS } from '../../lib/model/names';
import { required } from '../../lib/aws/required';
import { keyOf, readBucketSettings } from '../aws/bucket-settings';
import { exists } from '../aws/exists';
import { send } from '../aws/send';
import { call } from '../calls/call';
import { expectAnswers } from '../evidence/expect-answer';
import { findingsOf } from '../evidence/step';
import type { ApplicationStage, ApplicationStep } from './stage';
import { KEPT, reads, writes } from './store-calls';
import { applicationRoleArn, storesOf, type RehearsedStore } from './stores';

/** Stores that are retired: their data stays, and nobody reaches it. */
export const closedStores: ApplicationStep = {
  title: 'a retired store keeps its bucket and its key, and nobody reaches it, not even a role that is made again',
  async run(stage) {
    const results: (string | null)[] = [];
    for (const store of storesOf(stage.organization).filter(({ isOpen }) => !isOpen))
      results.push(...(await tryStore(store, stage)));
    return findingsOf(results);
  },
};

async function tryStore(store: RehearsedStore, { organization, callers, sessions }: ApplicationStage) {
  const { application, account, number, bucket, label } = store;
  const root = await sessions.root(number);
  const key = required(keyOf(await readBucketSettings(root, bucket)), `the key of ${label}`);
  const { KeyMetadata } = await send(root, 'kms:DescribeKey', { KeyId: key });
  const runsHere = organization.applications.some((one) => one.key === application && one.accounts.includes(account));
  const role = applicationRoleArn(number, application);
  const results = [
    KeyMetadata?.Enabled === true ? null : `the key of ${label} is disabled`,
    runsHere || !(await exists(root, 'AWS::IAM::Role', role)) ? null : `the role ${role} still exists`,
  ];
  await send(root, 's3:PutObject', { Bucket: bucket, Key: KEPT, Body: 'kept' });
  const { CiphertextBlob } = await send(root, 'kms:Encrypt', { KeyId: key, Plaintext: Buffer.from('kept') });
  const everybody = [
    ...(await callers.applications()),
    ...(await callers.people()),
    await callers.administrator(account),
    await callers.permissionSet(applicationPermissionSet(application), account),
    ...(runsHere
      ? []
      : [await callers.role(role, account, `a role ${APPLICATIONS.path}${application} that is made again`)]),
  ];
  const decrypt = call(`decrypts with the key of ${label}`, 'kms:Decrypt', key, { KeyId: key, CiphertextBlob });
  const here = everybody.filter((caller) => caller.account === account);
  return [
    ...results,
    ...(await expectAnswers('denied-explicitly', everybody, [...reads(store), ...writes(store)])),
    // The emulator finds keys only in the caller's account.
    ...(runsHere ? [] : await expectAnswers('denied-explicitly', here, [decrypt])),
  ];
}
