import { z } from 'zod';
import { managementGuardrail } from './core/management-guardrail';

const schema = z.strictObject({
  mode: z
    .enum(['block_ingress', 'block_bidirectional'])
    .default('block_ingress')
    .describe(
      '`block_ingress`: no connections from the internet; `block_bidirectional`: no connections to the internet either',
    ),
  exclusions: z
    .enum(['enabled', 'disabled'])
    .default('enabled')
    .describe('Whether accounts may exclude VPCs and subnets, which internet-facing load balancers require'),
});

export const blockPublicVpc = managementGuardrail({
  id: 'block-public-vpc',
  type: 'DECLARATIVE_POLICY_EC2',
  summary: 'VPCs cannot be reached from the internet, except for excluded VPCs and subnets',
  rationale:
    'One security group with `0.0.0.0/0` and one route to an internet gateway expose a database to the internet. The ' +
    'block overrides both. Without exclusions, it also blocks internet-facing load balancers.',
  foundBy: ['INTERNET_GATEWAY_AUTHORIZED_VPC_ONLY'],
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
      { name: 'exclusions are allowed or not, as configured', path: at('exclusions_allowed'), value: exclusions },
    ];
  },
});
