import { z } from 'zod';
import { managementGuardrail } from './core/management-guardrail';

const schema = z.strictObject({
  snapshots: z
    .enum(['block_all_sharing', 'block_new_sharing'])
    .default('block_all_sharing')
    .describe(
      '`block_all_sharing`: snapshots that are public already become private; `block_new_sharing`: they stay public',
    ),
});

export const blockPublicImagesAndSnapshots = managementGuardrail({
  id: 'block-public-images-and-snapshots',
  type: 'DECLARATIVE_POLICY_EC2',
  summary: 'Images and EBS snapshots cannot be made public, and access to the serial console is disabled',
  rationale:
    'A public snapshot gives everyone a copy of a disk, and people search for them. Sharing with named accounts stays ' +
    'possible. For images, AWS blocks only new sharing: make those that are already public private yourself. The serial ' +
    'console reaches an instance without its network.',
  foundBy: ['EBS_SNAPSHOT_BLOCK_PUBLIC_ACCESS', 'EBS_SNAPSHOT_PUBLIC_RESTORABLE_CHECK'],
  references: [
    'https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_ec2_syntax.html',
    'https://docs.aws.amazon.com/ebs/latest/userguide/block-public-access-snapshots.html',
    'https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/block-public-access-to-amis.html',
    'https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/configure-access-to-serial-console.html',
  ],
  parameters: schema.prefault({}),
  content: ({ snapshots }) => ({
    ec2_attributes: {
      image_block_public_access: { state: { '@@assign': 'block_new_sharing' } },
      snapshot_block_public_access: { state: { '@@assign': snapshots } },
      serial_console_access: { status: { '@@assign': 'disabled' } },
    },
  }),
  variants: [{ name: 'leaving public snapshots as they are', parameters: { snapshots: 'block_new_sharing' } }],
  effects: ({ snapshots }) => [
    {
      name: 'no image becomes public',
      path: ['ec2_attributes', 'image_block_public_access', 'state'],
      value: 'block_new_sharing',
    },
    {
      name: 'no snapshot is or becomes public',
      path: ['ec2_attributes', 'snapshot_block_public_access', 'state'],
      value: snapshots,
    },
    {
      name: 'access to the serial console is disabled',
      path: ['ec2_attributes', 'serial_console_access', 'status'],
      value: 'disabled',
    },
  ],
});
