import type { ParameterProblem } from '../../policies/core/guardrail';
import { anOrganization } from '../support/an-organization';
import { DEPLOYMENT, DEVELOPER, find, judge } from './judge';
import type { Setting } from './judge';

const ID = 'deny-unapproved-regions';
const EUROPE: Setting = { organization: { governedRegions: ['eu-central-1', 'eu-west-1'] } };

function inRegion(region: string, action: string, principal = DEVELOPER, context: Record<string, string> = {}) {
  return { action, principal, context: { 'aws:RequestedRegion': region, ...context } };
}

describe('the governed Regions by default', () => {
  const isDenied = judge(ID);

  test('are approved', () => {
    for (const region of ['eu-central-1', 'eu-west-1', 'us-east-1'])
      for (const action of ['ec2:RunInstances', 's3:CreateBucket', 'wafv2:CreateWebACL', 'kms:CreateKey'])
        expect(isDenied(inRegion(region, action))).toBe(false);
  });

  test('are the only ones: regional services are denied elsewhere', () => {
    for (const region of ['eu-north-1', 'us-west-2', 'ap-southeast-7'])
      for (const action of [
        'ec2:RunInstances',
        's3:CreateBucket',
        'lambda:CreateFunction',
        'kms:CreateKey',
        'acm:RequestCertificate',
        'newservice:CreateThing',
      ])
        expect(isDenied(inRegion(region, action))).toBe(true);
  });

  test('do not bind the platform', () => {
    expect(isDenied(inRegion('eu-north-1', 'ec2:RunInstances', DEPLOYMENT))).toBe(false);
  });

  test('deny a regional action without a Region, which is safe', () => {
    const context = { 'aws:RequestedRegion': undefined };
    expect(isDenied({ action: 'ec2:RunInstances', context })).toBe(true);
    expect(isDenied({ action: 'iam:CreateRole', context })).toBe(false);
  });
});

describe('with European Regions only', () => {
  const isDenied = judge(ID, EUROPE);

  test.each([
    'iam:CreateRole',
    'route53:ChangeResourceRecordSets',
    'route53domains:ListDomains',
    's3:ListAllMyBuckets',
    'shield:DescribeSubscription',
    'trustedadvisor:ListChecks',
  ])('leaves %s possible in us-east-1, the Region of its endpoint', (action) => {
    expect(isDenied(inRegion('us-east-1', action))).toBe(false);
  });

  test.each(['ec2:RunInstances', 's3:GetObject'])('denies %s in us-east-1', (action) => {
    expect(isDenied(inRegion('us-east-1', action))).toBe(true);
  });

  test('frees more actions by parameter, also those that are limited to one Region', () => {
    const freed = judge(ID, {
      ...EUROPE,
      parameters: { additionalGlobalActions: ['chime:*', 'kms:*', 'bedrock:Invoke*'] },
    });
    for (const action of ['chime:CreateMeeting', 'kms:CreateKey', 'bedrock:InvokeModel'])
      expect(freed(inRegion('ap-south-1', action))).toBe(false);
    expect(freed(inRegion('ap-south-1', 'acm:RequestCertificate'))).toBe(true);
    expect(freed(inRegion('ap-south-1', 'bedrock:CreateModelInvocationJob'))).toBe(true);
  });
});

describe('cross-Region inference', () => {
  const invoke = (region: string, profile?: string) =>
    inRegion(
      region,
      'bedrock:InvokeModel',
      DEVELOPER,
      profile === undefined ? {} : { 'bedrock:InferenceProfileArn': profile },
    );
  const profile = (region: string, name: string) => `arn:aws:bedrock:${region}:222222222222:inference-profile/${name}`;

  test('may leave the approved Regions within their geography', () => {
    const isDenied = judge(ID, EUROPE);
    expect(isDenied(invoke('eu-central-1'))).toBe(false);
    expect(isDenied(invoke('eu-north-1', profile('eu-central-1', 'eu.amazon.nova-lite-v1:0')))).toBe(false);
  });

  test('may not start elsewhere, reach another geography, or go without a profile', () => {
    const isDenied = judge(ID, EUROPE);
    expect(isDenied(invoke('eu-north-1'))).toBe(true);
    expect(isDenied(invoke('eu-north-1', profile('eu-north-1', 'eu.amazon.nova-lite-v1:0')))).toBe(true);
    expect(isDenied(invoke('us-east-2', profile('us-east-2', 'us.amazon.nova-lite-v1:0')))).toBe(true);
    expect(isDenied(invoke('eu-north-1', profile('eu-central-1', 'europe')))).toBe(true);
  });

  test('may not go global unless a parameter says so', () => {
    const global = invoke('unspecified', profile('eu-central-1', 'global.anthropic.claude-haiku-4-5-20251001-v1:0'));
    expect(judge(ID, EUROPE)(global)).toBe(true);
    expect(judge(ID, { ...EUROPE, parameters: { inferenceProfiles: ['eu', 'global'] } })(global)).toBe(false);
  });

  test('stays within the approved Regions with an empty list of profiles', () => {
    const isDenied = judge(ID, { ...EUROPE, parameters: { inferenceProfiles: [] } });
    expect(isDenied(invoke('eu-north-1', profile('eu-central-1', 'eu.amazon.nova-lite-v1:0')))).toBe(true);
    expect(isDenied(invoke('eu-central-1'))).toBe(false);
  });

  test('frees the invocation of models only', () => {
    const context = { 'bedrock:InferenceProfileArn': profile('eu-central-1', 'eu.amazon.nova-lite-v1:0') };
    expect(judge(ID, EUROPE)(inRegion('eu-north-1', 'bedrock:CreateAgent', DEVELOPER, context))).toBe(true);
  });
});

describe('an exemption that expires', () => {
  const EXPANSION = 'arn:aws:iam::222222222222:role/network/expansion';
  const exemptions = [{ principal: 'arn:*:iam::*:role/network/expansion', expires: '2027-03-31T00:00:00Z' }];
  const isDenied = judge(ID, { ...EUROPE, exemptions });

  test.each(['ec2:CreateVpc', 'kms:CreateKey', 'globalaccelerator:CreateAccelerator', 'bedrock:InvokeModel'])(
    'applies to %s until it expires, in every statement',
    (action) => {
      const call = inRegion('eu-north-1', action, EXPANSION);
      expect(isDenied({ ...call, at: '2027-03-30T23:59:59Z' })).toBe(false);
      expect(isDenied({ ...call, at: '2027-03-31T00:00:00Z' })).toBe(true);
    },
  );
});

describe('parameters', () => {
  const guardrail = find(ID);
  const check = (parameters: unknown): readonly ParameterProblem[] =>
    guardrail.check?.(
      guardrail.parameters.parse(parameters),
      anOrganization({ governedRegions: ['eu-central-1', 'eu-west-1'] }),
    ) ?? [];
  const conflicts = (mine: unknown, theirs: unknown): readonly ParameterProblem[] =>
    guardrail.conflicts?.(guardrail.parameters.parse(mine), [
      { guardrail: ID, target: 'root', parameters: guardrail.parameters.parse(theirs) },
      { guardrail: 'deny-root-user', target: 'root', parameters: {} },
    ]) ?? [];

  test('fail with an empty list', () => {
    expect(check({ regions: [] })).toMatchObject([
      { at: ['regions'], message: expect.stringContaining('empty') as string },
    ]);
  });

  test('fail without the home Region', () => {
    expect(check({ regions: ['eu-west-1'] })).toMatchObject([
      { at: ['regions'], message: expect.stringContaining('`eu-central-1` is not approved') as string },
    ]);
  });

  test('fail with a Region that the organization does not govern', () => {
    expect(check({ regions: ['eu-central-1', 'eu-centrl-1'] })).toMatchObject([
      {
        at: ['regions', 1],
        message: expect.stringContaining('`eu-centrl-1`') as string,
        allowed: 'eu-central-1, eu-west-1',
      },
    ]);
  });

  test('fail with an action that frees only a part of an entry that is limited to one Region', () => {
    expect(check({ additionalGlobalActions: ['kms:DescribeKey'] })).toMatchObject([
      { at: ['additionalGlobalActions', 0], fix: 'write `kms:*` to free all of it' },
    ]);
  });

  test('reject what is not an action or not a prefix', () => {
    for (const parameters of [{ additionalGlobalActions: ['*:Get*'] }, { inferenceProfiles: ['*'] }])
      expect(guardrail.parameters.safeParse(parameters).success).toBe(false);
  });

  test('contradict a Region lock above that approves none of the same Regions', () => {
    expect(conflicts({ regions: ['eu-west-1'] }, { regions: ['eu-central-1'] })).toMatchObject([
      { at: ['regions'], message: 'no Region is approved both here (eu-west-1) and at `root`' },
    ]);
  });

  test('have no effect beyond what a Region lock above approves', () => {
    expect(conflicts({ regions: ['eu-central-1', 'eu-west-1'] }, { regions: ['eu-central-1'] })).toMatchObject([
      { at: ['regions', 1], message: expect.stringContaining('no effect') as string },
    ]);
  });

  test('may narrow a Region lock above, and both may have defaults', () => {
    expect(conflicts({ regions: ['eu-central-1'] }, { regions: ['eu-central-1', 'eu-west-1'] })).toEqual([]);
    expect(conflicts({}, { regions: ['eu-central-1'] })).toEqual([]);
    expect(conflicts({ regions: ['eu-central-1'] }, {})).toEqual([]);
  });
});
