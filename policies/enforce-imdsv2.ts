import { z } from 'zod';
import { managementGuardrail } from './core/management-guardrail';

const schema = z.strictObject({
  hopLimit: z
    .number()
    .int()
    .min(1)
    .max(64)
    .default(2)
    .describe('How many network hops the response with a token may travel; containers need 2'),
});

export const enforceImdsv2 = managementGuardrail({
  id: 'enforce-imdsv2',
  type: 'DECLARATIVE_POLICY_EC2',
  summary: 'No instance starts unless it requires IMDSv2',
  rationale:
    'With IMDSv1, one request that an attacker makes a web application send is enough to steal the role of an instance. EC2 ' +
    'itself rejects such launches from every caller, including the management account and service-linked roles, which no ' +
    'service control policy binds.',
  foundBy: ['AUTOSCALING_LAUNCHCONFIG_REQUIRES_IMDSV2', 'EC2_IMDSV2_CHECK', 'EC2_LAUNCH_TEMPLATE_IMDSV2_CHECK'],
  references: [
    'CIS AWS Foundations Benchmark v5.0.0, 5.7; v3.0.0, 5.6',
    'https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_ec2_syntax.html',
    'https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/configuring-IMDS-new-instances.html',
  ],
  parameters: schema.prefault({}),
  content: ({ hopLimit }) => ({
    ec2_attributes: {
      instance_metadata_defaults: {
        // Only a default: a launch may override it.
        http_tokens: { '@@assign': 'required' },
        // This makes such a launch fail.
        http_tokens_enforced: { '@@assign': 'enabled' },
        http_put_response_hop_limit: { '@@assign': String(hopLimit) },
        http_endpoint: { '@@assign': 'no_preference' },
        instance_metadata_tags: { '@@assign': 'no_preference' },
      },
    },
  }),
  variants: [{ name: 'without containers', parameters: { hopLimit: 1 } }],
  effects: ({ hopLimit }) => {
    const at = (name: string): readonly string[] => ['ec2_attributes', 'instance_metadata_defaults', name];
    return [
      { name: 'a launch without the option requires IMDSv2', path: at('http_tokens'), value: 'required' },
      { name: 'a launch with IMDSv1 fails', path: at('http_tokens_enforced'), value: 'enabled' },
      { name: 'tokens travel no further', path: at('http_put_response_hop_limit'), value: String(hopLimit) },
      { name: 'a launch may disable the endpoint', path: at('http_endpoint'), value: 'no_preference' },
      { name: 'a launch may show tags', path: at('instance_metadata_tags'), value: 'no_preference' },
    ];
  },
});
