import { bringHome } from '../../../rehearsal/applications/bring-home';
import { aRecorder } from './a-recorder';

const store = {
  ...{ application: 'shop', store: 'orders', account: 'shop-production', region: 'eu-central-1', isOpen: true },
  ...{ number: '222222222222', bucket: 'orders', label: 'shop/orders in shop-production' },
};
const BLOCKED = {
  ...{ BlockPublicAcls: true, IgnorePublicAcls: true, BlockPublicPolicy: true, RestrictPublicBuckets: true },
};
const ENCRYPTED = { Rules: [{ ApplyServerSideEncryptionByDefault: { SSEAlgorithm: 'aws:kms', KMSMasterKeyID: 'k' } }] };
const DEPLOYED = {
  GetBucketPolicy: { Policy: '{"Statement":[]}' },
  GetPublicAccessBlock: { PublicAccessBlockConfiguration: BLOCKED },
  GetBucketEncryption: { ServerSideEncryptionConfiguration: ENCRYPTED },
  GetBucketVersioning: { Status: 'Enabled' },
  ListObjectVersions: { Versions: [{ Key: 'a', VersionId: '1' }], DeleteMarkers: [{ Key: 'a', VersionId: '2' }] },
  ListMultipartUploads: { Uploads: [{ Key: 'b', UploadId: '3' }] },
};

describe('a bucket that is brought home', () => {
  test('is emptied and deleted by one account, and created by the other with the same settings', async () => {
    const management = aRecorder(DEPLOYED);
    const owner = aRecorder();
    const home = { management: management.clients, root: () => Promise.resolve(owner.clients) };
    expect(await bringHome([store], home)).toEqual([null, null, null]);
    expect(management.calls.slice(4).map(({ operation, input }) => [operation, input['VersionId']])).toEqual([
      ['ListObjectVersions', undefined],
      ['DeleteObject', '1'],
      ['DeleteObject', '2'],
      ['ListMultipartUploads', undefined],
      ['AbortMultipartUpload', undefined],
      ['DeleteBucket', undefined],
    ]);
    const put = Object.fromEntries(owner.calls.map(({ operation, input }) => [operation, input]));
    expect(put['CreateBucket']).toMatchObject({ Bucket: 'orders', ObjectLockEnabledForBucket: false });
    expect(put['PutBucketVersioning']).toMatchObject({ VersioningConfiguration: { Status: 'Enabled' } });
    expect(put['PutBucketPolicy']).toEqual({ Bucket: 'orders', Policy: '{"Statement":[]}' });
    expect(put['PutPublicAccessBlock']).toMatchObject({ PublicAccessBlockConfiguration: BLOCKED });
    expect(put['PutBucketEncryption']).toMatchObject({ ServerSideEncryptionConfiguration: ENCRYPTED });
  });

  test('fails if its settings are wrong', async () => {
    const { clients } = aRecorder({ ...DEPLOYED, GetBucketVersioning: {} });
    const home = { management: clients, root: () => Promise.resolve(clients) };
    expect(await bringHome([store], home)).toContain('the bucket of shop/orders in shop-production is not versioned');
  });
});
