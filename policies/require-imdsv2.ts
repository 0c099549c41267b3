import { z } from 'zod';
import type { ConditionBlock } from '../lib/iam/statement';
import { guardrail } from './form/guardrail';
import { deny, INSTANCES } from './form/statements';

const schema = z.strictObject({
  whenUnspecified: z
    .enum(['deny', 'permit'])
    .default('deny')
    .describe(
      'What becomes of a launch that says nothing about tokens. deny: it must say `required`, in the request or, where ' +
        'EC2 passes it on, in the launch template. permit: for accounts where IMDSv2 is enforced by a declarative policy',
    ),
});

/**
 * The key tells what the request says, on the instance only: hence the resource, since subnets, volumes and images of
 * the same call carry no such key and would all be denied.
 *
 * EC2 takes the key from the request, and not always from a launch template that the request names (Karpenter's dry
 * run: https://github.com/aws/karpenter-provider-aws/issues/9018). So an absent key may hide a launch with IMDSv1:
 * AWS's own example denies it, and so do we by default. A launch that names a template can repeat the option.
 * Auto Scaling launches by a service-linked role, which no guardrail binds.
 */
function launches(whenUnspecified: 'deny' | 'permit'): ConditionBlock {
  const notRequired = { StringNotEquals: { 'ec2:MetadataHttpTokens': 'required' } };
  return whenUnspecified === 'deny' ? notRequired : { ...notRequired, Null: { 'ec2:MetadataHttpTokens': 'false' } };
}

export const requireImdsv2 = guardrail({
  id: 'require-imdsv2',
  type: 'SERVICE_CONTROL_POLICY',
  summary: 'Instances start with IMDSv2 required and keep it, and role credentials from IMDSv1 are worth nothing',
  rationale:
    'One request that a web application can be talked into fetching is enough to steal the role of an instance under ' +
    'IMDSv1, which is how a bank lost 100 million records in 2019. IMDSv2 asks for a token first.',
  references: [
    'CIS AWS Foundations Benchmark v5.0.0, 5.7; v3.0.0, 5.6',
    'https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/ExamplePolicies_EC2.html#iam-example-instance-metadata',
    'https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/configuring-instance-metadata-service.html',
  ],
  exempt: 'platform',
  parameters: schema.prefault({}),
  statements: ({ whenUnspecified }) => [
    deny({
      Sid: 'Launch',
      Action: 'ec2:RunInstances',
      Resource: INSTANCES,
      Condition: launches(whenUnspecified),
    }),
    // Any change must say that tokens are required, so that whatever was optional before ends with the first change.
    deny({
      Sid: 'Options',
      Action: 'ec2:ModifyInstanceMetadataOptions',
      Resource: INSTANCES,
      Condition: { StringNotEquals: { 'ec2:Attribute/HttpTokens': 'required' } },
    }),
    // The account's defaults belong to the platform altogether: they also say whether IMDSv2 is enforced.
    deny({ Sid: 'Defaults', Action: 'ec2:ModifyInstanceMetadataDefaults', Resource: '*' }),
    // The key is there only for credentials of an instance's role; for everyone else this says nothing.
    deny({
      Sid: 'Credentials',
      Action: '*',
      Resource: '*',
      Condition: { NumericLessThan: { 'ec2:RoleDelivery': '2.0' } },
    }),
  ],
});
