import { DEPLOYMENT, INSTANCE, judge } from './judge';

const ID = 'require-imdsv2';

describe('a launch', () => {
  const isDenied = judge(ID);
  const launch = (tokens?: string) => ({
    action: 'ec2:RunInstances',
    resource: INSTANCE,
    context: tokens === undefined ? {} : { 'ec2:MetadataHttpTokens': tokens },
  });

  test('must require tokens', () => {
    expect(isDenied(launch('required'))).toBe(false);
    expect(isDenied(launch('optional'))).toBe(true);
  });

  test('is denied when the request says nothing, as with a bare launch template', () => {
    expect(isDenied(launch())).toBe(true);
  });

  test('is possible for the platform', () => {
    expect(isDenied({ ...launch('optional'), principal: DEPLOYMENT })).toBe(false);
  });

  test.each([
    'subnet/subnet-1',
    'volume/vol-1',
    'network-interface/eni-1',
    'security-group/sg-1',
    'launch-template/lt-1',
  ])('is not denied on %s, which carries no such key', (resource) => {
    const arn = `arn:aws:ec2:eu-central-1:222222222222:${resource}`;
    expect(isDenied({ action: 'ec2:RunInstances', resource: arn })).toBe(false);
  });

  test('is not denied on the image, whose ARN has no account', () => {
    expect(isDenied({ action: 'ec2:RunInstances', resource: 'arn:aws:ec2:eu-central-1::image/ami-1' })).toBe(false);
  });

  test('may leave it open where a declarative policy enforces IMDSv2, but may not say optional', () => {
    const permits = judge(ID, { parameters: { whenUnspecified: 'permit' } });
    expect(permits(launch())).toBe(false);
    expect(permits(launch('optional'))).toBe(true);
    expect(permits(launch('required'))).toBe(false);
  });
});

describe('metadata options', () => {
  const isDenied = judge(ID);
  const modify = (tokens?: string) => ({
    action: 'ec2:ModifyInstanceMetadataOptions',
    resource: INSTANCE,
    // The instance as it is: running with IMDSv1.
    context: { 'ec2:MetadataHttpTokens': 'optional', ...(tokens && { 'ec2:Attribute/HttpTokens': tokens }) },
  });

  test('may be changed to require tokens', () => {
    expect(isDenied(modify('required'))).toBe(false);
  });

  test('may be changed in no other way but by the platform', () => {
    expect(isDenied(modify('optional'))).toBe(true);
    expect(isDenied(modify())).toBe(true);
    expect(isDenied({ ...modify('optional'), principal: DEPLOYMENT })).toBe(false);
  });

  test('of the account belong to the platform', () => {
    expect(isDenied({ action: 'ec2:ModifyInstanceMetadataDefaults' })).toBe(true);
    expect(isDenied({ action: 'ec2:ModifyInstanceMetadataDefaults', principal: DEPLOYMENT })).toBe(false);
    expect(isDenied({ action: 'ec2:GetInstanceMetadataDefaults' })).toBe(false);
  });
});

describe('role credentials', () => {
  const isDenied = judge(ID);

  test('from IMDSv1 are worth nothing', () => {
    for (const action of ['s3:GetObject', 'sts:AssumeRole', 'ec2:DescribeInstances'])
      expect(isDenied({ action, context: { 'ec2:RoleDelivery': '1.0' } })).toBe(true);
  });

  test('from IMDSv2, and those of no instance, are untouched', () => {
    expect(isDenied({ action: 's3:GetObject', context: { 'ec2:RoleDelivery': '2.0' } })).toBe(false);
    expect(isDenied({ action: 's3:GetObject' })).toBe(false);
  });
});
