import { find, INSTANCE, judge } from './judge';

const ID = 'deny-expensive-services';

describe('instance families', () => {
  const isDenied = judge(ID);
  const launch = (type: string) => ({
    action: 'ec2:RunInstances',
    resource: INSTANCE,
    context: { 'ec2:InstanceType': type },
  });

  test.each([
    'p3.2xlarge',
    'p4de.24xlarge',
    'p5en.48xlarge',
    'p6-b200.48xlarge',
    'p10.large',
    'x1e.32xlarge',
    'x2iedn.metal',
    'z1d.large',
    'u-6tb1.metal',
    'u7in-16tb.224xlarge',
    'trn1n.32xlarge',
    'trn2.48xlarge',
    'inf2.xlarge',
  ])('deny %s', (type) => {
    expect(isDenied(launch(type))).toBe(true);
  });

  test.each([
    't3.micro',
    'm7i.xlarge',
    'g6.xlarge',
    'i4i.large',
    'im4gn.large',
    'is4gen.large',
    'pq1.large',
    'ux.large',
    'infra1.large',
  ])('leave %s possible, which is of another family', (type) => {
    expect(isDenied(launch(type))).toBe(false);
  });

  test('deny fleets of them and changes to them, but nothing without a type', () => {
    const resize = (context: Record<string, string>) => ({
      action: 'ec2:ModifyInstanceAttribute',
      resource: INSTANCE,
      context,
    });
    expect(isDenied({ ...launch('p5.48xlarge'), action: 'ec2:CreateFleet' })).toBe(true);
    expect(isDenied({ ...launch('p5.48xlarge'), action: 'ec2:CreateFleet', context: {} })).toBe(false);
    expect(isDenied(resize({ 'ec2:Attribute/InstanceType': 'p5.48xlarge', 'ec2:InstanceType': 't3.micro' }))).toBe(
      true,
    );
    expect(isDenied(resize({ 'ec2:Attribute/InstanceType': 't3.large', 'ec2:InstanceType': 'p5.48xlarge' }))).toBe(
      false,
    );
    expect(isDenied(resize({ 'ec2:InstanceType': 'p5.48xlarge' }))).toBe(false);
  });

  test('are those of the parameter', () => {
    const others = judge(ID, { parameters: { families: ['g'] } });
    expect(others(launch('g6.xlarge'))).toBe(true);
    expect(others(launch('p5.48xlarge'))).toBe(false);
    const none = judge(ID, { parameters: { families: [] } });
    expect(none(launch('p5.48xlarge'))).toBe(false);
    expect(none({ action: 'ec2:AllocateHosts' })).toBe(true);
  });

  test('cannot be patterns', () => {
    for (const family of ['p*', 'p5', 'P', ''])
      expect(find(ID).parameters.safeParse({ families: [family] }).success).toBe(false);
  });
});
