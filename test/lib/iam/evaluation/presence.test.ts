import { canonicalKey, findGlobalKey, GLOBAL_KEYS, presenceOf } from '../../../../lib/iam/evaluation/presence';

describe('the presence table', () => {
  test.each([
    ['aws:CurrentTime', 'anonymous', 'always'],
    ['aws:RequestedRegion', 'service', 'always'],
    ['aws:PrincipalArn', 'role', 'always'],
    ['aws:PrincipalArn', 'anonymous', 'never'],
    ['aws:PrincipalOrgID', 'anonymous', 'never'],
    ['aws:PrincipalOrgID', 'user', 'sometimes'],
    ['aws:PrincipalIsAWSService', 'anonymous', 'never'],
    ['aws:username', 'user', 'always'],
    ['aws:username', 'role', 'never'],
    ['aws:username', 'root', 'never'],
    ['aws:TokenIssueTime', 'role', 'always'],
    ['aws:TokenIssueTime', 'user', 'sometimes'],
    ['aws:AssumedRoot', 'root', 'sometimes'],
    ['aws:AssumedRoot', 'role', 'never'],
    ['aws:SourceIdentity', 'root', 'sometimes'],
    ['aws:SourceIdentity', 'role', 'sometimes'],
    ['aws:SourceIdentity', 'user', 'never'],
    ['aws:userid', 'service', 'always'],
    ['aws:userid', 'anonymous', 'sometimes'],
    ['aws:ViaAWSService', 'role', 'sometimes'],
    ['aws:MultiFactorAuthPresent', 'role', 'sometimes'],
    ['aws:MultiFactorAuthPresent', 'service', 'never'],
    ['aws:SourceArn', 'service', 'sometimes'],
    ['aws:SourceArn', 'role', 'never'],
    ['aws:CalledVia', 'service-linked-role', 'never'],
    ['aws:PrincipalTag/team', 'role', 'sometimes'],
    ['aws:PrincipalTag/team', 'root', 'never'],
    ['ec2:RoleDelivery', 'user', 'never'],
    ['ec2:InstanceType', 'user', 'sometimes'],
  ] as const)('%s for a %s: %s', (key, caller, presence) => {
    expect(presenceOf(key, caller)).toBe(presence);
  });

  test('finds a key ignoring case, and a tag by its prefix', () => {
    expect(findGlobalKey('AWS:sourceip')?.name).toBe('aws:SourceIp');
    expect(findGlobalKey('aws:resourcetag/Team')?.name).toBe('aws:ResourceTag/*');
    expect(findGlobalKey('s3:prefix')).toBeNull();
  });

  test('spells a key like AWS', () => {
    expect(canonicalKey('AWS:currenttime')).toBe('aws:CurrentTime');
    expect(canonicalKey('AWS:requesttag/Team')).toBe('aws:RequestTag/Team');
    expect(canonicalKey('s3:Prefix')).toBe('s3:Prefix');
    expect(canonicalKey('resource')).toBe('resource');
  });

  test('has one row for each key, with AWS’s page', () => {
    const names = GLOBAL_KEYS.map(({ name }) => name.toLowerCase());
    expect(new Set(names).size).toBe(names.length);
    for (const { page } of GLOBAL_KEYS)
      expect(page).toMatch(/^https:\/\/docs\.aws\.amazon\.com\/.*#condition-keys-[\w-]+$/);
  });
});
