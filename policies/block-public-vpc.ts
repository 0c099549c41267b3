import { z } from 'zod';
import { managementGuardrail } from './core/management-guardrail';

const schema = z.strictObject({
  mode: z
    .enum(['block_ingress', 'block_bidirectional'])
    .default('block_ingress')
    .describe(
      '`block_ingress`: nobody on the internet opens a connection; `block_bidirectional`: nobody inside either',
    ),
  exclusions: z
    .enum(['enabled', 'disabled'])
    .default('enabled')
    .describe('Whether accounts may exclude a VPC or a subnet, which internet-facing load balancers need'),
});

export const blockPublicVpc = managementGuardrail({
  id: 'block-public-vpc',
  type: 'DECLARATIVE_POLICY_EC2',
  summary: 'Nothing in a VPC is reached from the internet, but for VPCs and subnets that are excluded by name',
  rationale:
    'One security group with `0.0.0.0/0` and one route to an internet gateway put a database on the internet. The block ' +
    'stands before both. Without exclusions it also cuts internet-facing load balancers off.',
  references: [
    'https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_ec2_syntax.html',
    'https://docs.aws.amazon.com/vpc/latest/userguide/security-vpc-bpa.html',
  ],
  parameters: schema.prefault({}),
  content: ({ mode, exclusions }) => ({
    ec2_attributes: {
      vpc_block_public_access: {
        internet_gateway_block: { mode: { '@@assign': mode }, exclusions_allowed: { '@@assign': exclusions } },
      },
    },
  }),
  variants: [
    { name: 'in both directions', parameters: { mode: 'block_bidirectional' } },
    { name: 'without exclusions', parameters: { exclusions: 'disabled' } },
  ],
  effects: ({ mode, exclusions }) => {
    const at = (name: string): readonly string[] => [
      'ec2_attributes',
      'vpc_block_public_access',
      'internet_gateway_block',
      name,
    ];
    return [
      { name: 'internet gateways are blocked', path: at('mode'), value: mode },
      { name: 'exclusions are as decided', path: at('exclusions_allowed'), value: exclusions },
    ];
  },
});
