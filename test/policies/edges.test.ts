import { judge } from './judge';

/** Requests near the edge of a guardrail that its probes do not contain. */
describe('stays possible', () => {
  test.each([
    ['deny-access-keys', 'iam:CreateRole'],
    ['deny-access-keys', 'iam:GetAccessKeyLastUsed'],
    ['deny-expensive-services', 'aws-marketplace:Unsubscribe'],
    ['deny-expensive-services', 'ec2:ReleaseHosts'],
    ['deny-expensive-services', 'outposts:ListOutposts'],
    ['deny-expensive-services', 'route53:CreateHostedZone'],
    ['deny-expensive-services', 'shield:DescribeSubscription'],
    ['deny-expensive-services', 'snowball:CancelJob'],
    ['protect-cloudtrail', 'cloudtrail:GetTrail'],
    ['protect-config', 'config:DescribeConfigRules'],
    ['protect-config', 'config:PutServiceLinkedConfigurationRecorder'],
    ['protect-config', 'config:TagResource'],
    ['protect-guardduty', 'guardduty:DeclineInvitations'],
    ['protect-guardduty', 'guardduty:EnableOrganizationAdminAccount'],
  ])('with %s: %s', (id, action) => {
    expect(judge(id)({ action })).toBe(false);
  });

  test.each(['backup:DeleteBackupVaultLockConfiguration', 'ec2:UnlockSnapshot', 'rbin:UnlockRule'])(
    'in a sandbox, where locks are denied: %s',
    (action) => {
      expect(judge('deny-expensive-services', { parameters: { denyLongLocks: true } })({ action })).toBe(false);
    },
  );

  test.each(['role/root', 'role/path:with/colon:root', 'user/root'])('for %s, which is not the root user', (name) => {
    const principal = `arn:aws:iam::222222222222:${name}`;
    expect(judge('deny-root-user')({ action: 's3:ListAllMyBuckets', principal })).toBe(false);
  });
});

test.each(['aws', 'aws-us-gov'])('the root user of the partition %s can do nothing', (partition) => {
  const principal = `arn:${partition}:iam::222222222222:root`;
  for (const action of ['s3:ListAllMyBuckets', 'iam:CreateAccessKey', 'support:CreateCase'])
    expect(judge('deny-root-user')({ action, principal })).toBe(true);
});
