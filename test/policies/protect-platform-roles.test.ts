import type { Exemption } from '../../lib/model/organization';
import { aPartner } from '../../policies/probes/sample-people';
import { compiled, DEPLOYMENT, find, judge } from './judge';

const ID = 'protect-platform-roles';
const MAILER = 'arn:aws:iam::222222222222:user/legacy/mailer';

function exempting(principal: string, expires: string | null = null): { readonly exemptions: readonly Exemption[] } {
  const at = { file: 'landing-zone.yaml', line: 1, column: 1 };
  const rest = { guardrails: ['deny-access-keys'], owner: 'shop@example.com', reason: 'migration', at };
  return { exemptions: [{ principal, expires, ...rest, locate: () => at }] };
}

describe('an exempt principal', () => {
  test.each(['iam:CreateRole', 'iam:UpdateAssumeRolePolicy', 'iam:PassRole'])(
    'that is a role is protected from %s, also after its exemption has ended',
    (action) => {
      const organization = exempting('arn:*:iam::*:role/ci/publisher', '2020-01-01T00:00:00Z');
      const call = { action, resource: 'arn:aws:iam::222222222222:role/ci/publisher' };
      expect(judge(ID, { organization })(call)).toBe(true);
      expect(judge(ID, { organization })({ ...call, principal: DEPLOYMENT })).toBe(false);
      expect(judge(ID)(call)).toBe(false);
    },
  );

  test.each(['iam:CreateUser', 'iam:UpdateUser', 'iam:CreateAccessKey', 'iam:DeactivateMFADevice'])(
    'that is a user is protected from %s, even by itself',
    (action) => {
      const isDenied = judge(ID, { organization: exempting('arn:*:iam::*:user/legacy/*') });
      expect(isDenied({ action, resource: MAILER })).toBe(true);
      expect(isDenied({ action, resource: MAILER, principal: MAILER })).toBe(true);
      expect(isDenied({ action, resource: MAILER, principal: DEPLOYMENT })).toBe(false);
    },
  );

  test('that is named twice is in the document once', () => {
    const [exemption] = exempting('arn:*:iam::*:role/ci/publisher').exemptions;
    const twice = exemption === undefined ? [] : [exemption, exemption];
    const [roles] = compiled(ID, { organization: { exemptions: twice } });
    expect([roles?.Resource].flat().filter((arn) => arn === exemption?.principal)).toHaveLength(1);
  });
});

test('users are in no statement while none is exempt', () => {
  expect(compiled(ID).map(({ Sid }) => Sid)).toEqual([
    'ProtectPlatformRolesRoles',
    'ProtectPlatformRolesBackupRole',
    'ProtectPlatformRolesBackups',
    'ProtectPlatformRolesInstanceProfiles',
    'ProtectPlatformRolesPolicies',
  ]);
});

test.each(['arn:*:iam::*:policy/*', 'arn:*:iam::*:policy/?/*', 'arn:*:iam::*:role/platform/*', 'platform/*', '*'])(
  'rejects `%s` as a pattern of policies',
  (pattern) => {
    expect(find(ID).parameters.safeParse({ policies: [pattern] }).success).toBe(false);
  },
);

describe('a role whose name opens something', () => {
  const PARTNERS = [aPartner('etl', { account: '920000000001', expires: '2027-03-31T00:00:00Z' })];

  test.each(['role/platform/audit', 'role/platform/backup-operator'])(
    'is protected also before there is one: %s',
    (role) => {
      const call = { action: 'iam:CreateRole', resource: `arn:aws:iam::222222222222:${role}` };
      expect(judge(ID)(call)).toBe(true);
      expect(judge(ID)({ ...call, principal: DEPLOYMENT })).toBe(false);
    },
  );

  test('is protected as soon as there is a partner, whatever its name is', () => {
    const call = { action: 'iam:UpdateAssumeRolePolicy', resource: 'arn:aws:iam::222222222222:role/partner/other' };
    expect(judge(ID, { organization: { partners: PARTNERS } })(call)).toBe(true);
    expect(judge(ID)(call)).toBe(false);
  });
});
