import { DEPLOYMENT, find, INSTANCE, judge } from './judge';

const ID = 'deny-expensive-services';

describe('purchases', () => {
  const isDenied = judge(ID);

  test.each([
    'acm-pca:CreateCertificateAuthority',
    'shield:CreateSubscription',
    'outposts:CreateOutpost',
    'outposts:CreateOrder',
    'snowball:CreateJob',
    'snowball:CreateCluster',
    'ec2:AllocateHosts',
    'aws-marketplace:Subscribe',
    'aws-marketplace:AcceptAgreementRequest',
    'route53domains:RegisterDomain',
    'route53domains:TransferDomain',
  ])('by %s are denied to all but the platform', (action) => {
    expect(isDenied({ action })).toBe(true);
    expect(isDenied({ action, principal: DEPLOYMENT })).toBe(false);
  });

  test.each([
    'acm:RequestCertificate',
    'acm-pca:IssueCertificate',
    'shield:DescribeSubscription',
    'outposts:ListOutposts',
    'snowball:CancelJob',
    'ec2:ReleaseHosts',
    'aws-marketplace:Unsubscribe',
    'aws-marketplace:ViewSubscriptions',
    'route53domains:RenewDomain',
    'route53:CreateHostedZone',
  ])('leave %s possible', (action) => {
    expect(isDenied({ action })).toBe(false);
  });

  test('in the Marketplace stay possible when Bedrock makes them on somebody’s first use of a model', () => {
    const viaBedrock = { 'aws:CalledViaLast': 'bedrock.amazonaws.com' };
    expect(isDenied({ action: 'aws-marketplace:Subscribe', context: viaBedrock })).toBe(false);
    const viaAnother = { 'aws:CalledViaLast': 'cloudformation.amazonaws.com' };
    expect(isDenied({ action: 'aws-marketplace:Subscribe', context: viaAnother })).toBe(true);
  });
});

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
  ])('leave %s possible, which is another family', (type) => {
    expect(isDenied(launch(type))).toBe(false);
  });

  test('deny fleets that name them and changes to them, and nothing that names no type', () => {
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

  test('refuse patterns', () => {
    for (const family of ['p*', 'p5', 'P', ''])
      expect(find(ID).parameters.safeParse({ families: [family] }).success).toBe(false);
  });
});

describe('long locks', () => {
  const locks = [
    's3:PutBucketObjectLockConfiguration',
    's3:PutObjectRetention',
    's3:PutObjectLegalHold',
    'glacier:InitiateVaultLock',
    'glacier:CompleteVaultLock',
    'backup:PutBackupVaultLockConfiguration',
    'backup:CreateLogicallyAirGappedBackupVault',
    'ec2:LockSnapshot',
    'rbin:LockRule',
  ];

  test.each(locks)('leave %s possible by default', (action) => {
    expect(judge(ID)({ action })).toBe(false);
  });

  test.each(locks)('deny %s in a sandbox', (action) => {
    expect(judge(ID, { parameters: { denyLongLocks: true } })({ action })).toBe(true);
  });

  test.each([
    'ec2:UnlockSnapshot',
    'rbin:UnlockRule',
    'backup:DeleteBackupVaultLockConfiguration',
    's3:PutObject',
    'ec2:CreateSnapshot',
  ])('leave %s possible in a sandbox', (action) => {
    expect(judge(ID, { parameters: { denyLongLocks: true } })({ action })).toBe(false);
  });
});
