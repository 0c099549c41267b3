import { required } from '../../../lib/aws/required';
import { send } from '../../aws/send';
import { BOUND, call, denied, permitted, type CallTable } from '../call';
import { API_NAMES, createBucket, readableBy } from './s3';

export const applicationStores: CallTable = {
  guardrail: 'protect-application-stores',
  gaps: [
    { what: 'roles and instance profiles of applications', reason: 'the emulator omits their paths' },
    { what: 's3:PutLifecycleConfiguration, s3:PutEncryptionConfiguration and the like', reason: API_NAMES },
  ],
  calls: async (root, site) => {
    const Bucket = `rampart-app-${site.name('store')}`;
    const { bucket } = await createBucket(root, site, Bucket);
    const { bucket: own } = await createBucket(root, site, site.name('own'));
    const policyOf = (arn: string) => ({
      Bucket: arn.replace('arn:aws:s3:::', ''),
      Policy: readableBy(site.account, arn),
    });
    const Tags = [{ TagKey: 'rampart:application', TagValue: 'shop' }];
    const { KeyMetadata } = await send(root, 'kms:CreateKey', { Tags });
    const key = required(KeyMetadata?.Arn, "the key's ARN");
    const marked = { context: { 'aws:ResourceTag/rampart:application': 'shop' } };
    const asked = { context: { 'aws:RequestTag/rampart:application': 'shop', 'aws:TagKeys': ['rampart:application'] } };
    const open = call('rewrites the policy of a store', 's3:PutBucketPolicy', bucket, policyOf(bucket));
    const rotate = call('rotates the key of a store less often', 'kms:EnableKeyRotation', key, { KeyId: key }, marked);
    return [
      denied(BOUND, open, rotate),
      denied(['developer'], call('marks a key', 'kms:CreateKey', '*', { Tags }, asked)),
      permitted(['developer'], call('rewrites the policy of another bucket', 's3:PutBucketPolicy', own, policyOf(own))),
      permitted(BOUND, call('describes the key of a store', 'kms:DescribeKey', key, { KeyId: key }, marked)),
      permitted(['platform', 'exempt'], open, rotate),
    ];
  },
};
