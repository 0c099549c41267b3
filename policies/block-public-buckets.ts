import { z } from 'zod';
import { managementGuardrail } from './core/management-guardrail';

export const blockPublicBuckets = managementGuardrail({
  id: 'block-public-buckets',
  type: 'S3_POLICY',
  summary: 'No bucket, object or access point can be public, regardless of its policy or ACL',
  rationale:
    'Public buckets have leaked more data than any attack. The policy applies to every account and Region, including new ' +
    'ones, and does not change the settings of buckets: `cdk bootstrap` keeps working.',
  foundBy: ['S3_ACCESS_POINT_PUBLIC_ACCESS_BLOCKS', 'S3_BUCKET_LEVEL_PUBLIC_ACCESS_PROHIBITED'],
  references: [
    'CIS AWS Foundations Benchmark v5.0.0, 2.1.4; v3.0.0, 2.1.4',
    'https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_s3.html',
    'https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-control-block-public-access.html',
  ],
  parameters: z.strictObject({}).prefault({}),
  content: () => ({ s3_attributes: { public_access_block_configuration: { '@@assign': 'all' } } }),
  effects: () => [
    {
      name: 'all four settings of Block Public Access are on',
      path: ['s3_attributes', 'public_access_block_configuration'],
      value: 'all',
    },
  ],
});
