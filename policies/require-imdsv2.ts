import { z } from 'zod';
import type { ConditionBlock } from '../lib/iam/statement';
import { futureActions } from './core/future-actions';
import { guardrail } from './core/guardrail';
import { denied, developer, possible } from './core/probe';
import { deny, INSTANCES } from './core/statements';

const schema = z.strictObject({
  whenUnspecified: z
    .enum(['deny', 'permit'])
    .default('deny')
    .describe(
      'What happens to a launch without the option for tokens. deny: it must be `required`, in the request or, if EC2 ' +
        'passes it on, in the launch template. permit: for accounts where a declarative policy enforces IMDSv2',
    ),
});

/**
 * The key is the option of the request, and only instances have it: so the statement names them, because subnets, volumes
 * and images of the same call have no such key and would all be denied.
 *
 * EC2 takes the key from the request, and not always from its launch template (Karpenter's dry run: https://github.com/aws/karpenter-provider-aws/issues/9018). So a launch without the key may use
 * IMDSv1: AWS's own example denies it, and so does the default here. A launch with a template can repeat the option.
 * Auto Scaling launches with a service-linked role, which no guardrail binds.
 */
function launches(whenUnspecified: 'deny' | 'permit'): ConditionBlock {
  const notRequired = { StringNotEquals: { 'ec2:MetadataHttpTokens': 'required' } };
  return whenUnspecified === 'deny' ? notRequired : { ...notRequired, Null: { 'ec2:MetadataHttpTokens': 'false' } };
}

export const requireImdsv2 = guardrail({
  id: 'require-imdsv2',
  type: 'SERVICE_CONTROL_POLICY',
  summary: 'Instances start with IMDSv2 required and keep it, and role credentials from IMDSv1 do not work',
  rationale:
    'With IMDSv1, one request that an attacker makes a web application send is enough to steal the role of an instance: a ' +
    'bank lost 100 million records this way in 2019. IMDSv2 requires a token first.',
  foundBy: ['AUTOSCALING_LAUNCHCONFIG_REQUIRES_IMDSV2', 'EC2_IMDSV2_CHECK', 'EC2_LAUNCH_TEMPLATE_IMDSV2_CHECK'],
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
    // Any change must require tokens, so that the first change ends optional tokens.
    deny({
      Sid: 'Options',
      Action: 'ec2:ModifyInstanceMetadataOptions',
      Resource: INSTANCES,
      Condition: { StringNotEquals: { 'ec2:Attribute/HttpTokens': 'required' } },
    }),
    // Only the platform changes the account's defaults: they also contain whether IMDSv2 is enforced.
    deny({ Sid: 'Defaults', Action: 'ec2:ModifyInstanceMetadataDefaults', Resource: '*' }),
    // The key is present only for credentials of an instance's role; no one else is affected.
    deny({
      Sid: 'Credentials',
      Action: '*',
      Resource: '*',
      Condition: { NumericLessThan: { 'ec2:RoleDelivery': '2.0' } },
    }),
  ],
  variants: [{ name: 'with launches that say nothing permitted', parameters: { whenUnspecified: 'permit' } }],
  probes: ({ whenUnspecified }, place) => {
    const principal = developer(place);
    const at = `arn:aws:ec2:eu-central-1:${place.account}`;
    const launch = (context: Readonly<Record<string, string>>) => ({
      principal,
      action: 'ec2:RunInstances',
      resources: [
        { arn: `${at}:instance/*`, context },
        { arn: `${at}:subnet/subnet-1` },
        { arn: `${at}:volume/*` },
        { arn: 'arn:aws:ec2:eu-central-1::image/ami-1' },
      ],
    });
    const change = (context: Readonly<Record<string, string>>) => ({
      principal,
      action: 'ec2:ModifyInstanceMetadataOptions',
      resource: `${at}:instance/i-1`,
      context,
    });
    const read = { action: 's3:GetObject', resource: 'arn:aws:s3:::orders/2026.csv', principal };
    return [
      denied('a launch requests optional tokens', launch({ 'ec2:MetadataHttpTokens': 'optional' })),
      possible('a launch requires tokens', launch({ 'ec2:MetadataHttpTokens': 'required' })),
      (whenUnspecified === 'deny' ? denied : possible)('a launch has no option for tokens', launch({})),
      possible('the option for tokens belongs to a resource that is not an instance', {
        principal,
        action: 'ec2:RunInstances',
        resource: `${at}:volume/vol-1`,
        context: { 'ec2:MetadataHttpTokens': 'optional' },
      }),
      possible('a developer reads an image', { principal, action: 'ec2:DescribeImages' }),
      denied('a developer makes tokens optional', change({ 'ec2:Attribute/HttpTokens': 'optional' })),
      denied('a developer changes other options', change({})),
      possible('a developer makes tokens required', change({ 'ec2:Attribute/HttpTokens': 'required' })),
      possible('a developer stops the instance', {
        principal,
        action: 'ec2:StopInstances',
        resource: `${at}:instance/i-1`,
      }),
      denied('a developer changes the defaults of the account', {
        principal,
        action: 'ec2:ModifyInstanceMetadataDefaults',
      }),
      possible('a developer reads the defaults of the account', {
        principal,
        action: 'ec2:GetInstanceMetadataDefaults',
      }),
      denied('credentials from IMDSv1 read an object', { ...read, context: { 'ec2:RoleDelivery': '1.0' } }),
      ...futureActions().map((action) =>
        denied(`credentials from IMDSv1 call ${action}`, { principal, action, context: { 'ec2:RoleDelivery': '1.0' } }),
      ),
      denied('credentials from IMDSv1 list instances', {
        principal,
        action: 'ec2:DescribeInstances',
        context: { 'ec2:RoleDelivery': '1.0' },
      }),
      possible('credentials from IMDSv2 read an object', { ...read, context: { 'ec2:RoleDelivery': '2.0' } }),
      possible('credentials from elsewhere read an object', read),
    ];
  },
});
