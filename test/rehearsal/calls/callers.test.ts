import type { Exemption, Platform } from '../../../lib/model/organization';
import { call } from '../../../rehearsal/calls/call';
import { callersOf, expectedOf, platformRoleOf } from '../../../rehearsal/calls/callers';
import { requestOf } from '../../../rehearsal/calls/request-of';
import { anOrganization, NO_PRINCIPALS } from '../../support/an-organization';

const ACCOUNT = '222222222222';

const listRoles = call('lists roles', 'iam:ListRoles', '*', {});
const circumstances = { account: ACCOUNT, region: 'eu-central-1', now: new Date('2027-01-01T00:00:00Z') };

function exemption(principal: string, expires: string | null = null): Exemption {
  const at = { file: 'landing-zone.yaml', line: 1, column: 1 };
  return { principal, guardrails: ['deny-iam-users'], owner: 'a', reason: 'b', expires, at, locate: () => at };
}

function exemptCallers(...exemptions: readonly Exemption[]) {
  return callersOf('exempt', {
    guardrail: 'deny-iam-users',
    account: ACCOUNT,
    platformRole: null,
    organization: { exemptions },
  });
}

function platform(own: Partial<Platform['principals']>, exemptFrom: Partial<Platform['exemptFrom']> = {}) {
  const { platform: usual } = anOrganization();
  return {
    platform: {
      ...usual,
      principals: { ...NO_PRINCIPALS, ...own },
      exemptFrom: { ...usual.exemptFrom, ...exemptFrom },
    },
  };
}

describe('who calls', () => {
  test('for the platform, the role that deploys, with its path', () => {
    const roles = { stackSetsExecution: ['arn:*:iam::*:role/stacksets-exec-*'], deployment: ['arn:*:iam::*:role/a/b'] };
    expect(platformRoleOf(ACCOUNT, platform(roles))).toBe(`arn:aws:iam::${ACCOUNT}:role/a/b`);
  });

  test('another platform role, if the one that deploys has no known name or is in another account', () => {
    const roles = {
      deployment: ['arn:*:iam::*:role/platform/*', 'arn:*:iam::333333333333:role/deployment'],
      breakGlass: ['arn:*:iam::*:role/rescue-*'],
    };
    expect(platformRoleOf(ACCOUNT, platform(roles))).toBe(`arn:aws:iam::${ACCOUNT}:role/rescue-sample`);
    expect(platformRoleOf(ACCOUNT, platform({ deployment: [] }))).toBeNull();
  });

  test('a role that is exempt from everything, not one that some guardrails bind', () => {
    const roles = { deployment: ['arn:*:iam::*:role/a/b'], breakGlass: ['arn:*:iam::*:role/rescue'] };
    expect(platformRoleOf(ACCOUNT, platform(roles, { deployment: ['quarantine'] }))).toBe(
      `arn:aws:iam::${ACCOUNT}:role/rescue`,
    );
    const bound = { deployment: ['quarantine'], breakGlass: [] };
    expect(platformRoleOf(ACCOUNT, platform(roles, bound))).toBeNull();
  });

  test('the same user with MFA, which the request says', () => {
    const asked = (['administrator', 'administrator-with-mfa'] as const).flatMap((name) =>
      callersOf(name, { guardrail: 'any', account: ACCOUNT, platformRole: null, organization: { exemptions: [] } }),
    );
    const [plain, withMfa] = asked.map((caller) => requestOf(listRoles, { ...circumstances, caller }));
    expect(withMfa?.principal).toBe(plain?.principal);
    expect(plain?.context).toMatchObject({ 'aws:MultiFactorAuthPresent': false });
    expect(withMfa?.context).toMatchObject({ 'aws:MultiFactorAuthPresent': true });
  });

  test('one for each exemption of a role with a known name in the account', () => {
    const callers = exemptCallers(
      exemption('arn:*:iam::*:role/network/expansion', '2027-03-31T00:00:00Z'),
      exemption('arn:*:iam::333333333333:role/elsewhere'),
      exemption('arn:*:iam::*:role/ci/*'),
      { ...exemption('arn:*:iam::*:role/other'), guardrails: ['deny-access-keys'] },
    );
    expect(callers.map(({ arn }) => arn)).toEqual([`arn:aws:iam::${ACCOUNT}:role/network/expansion`]);
  });

  test('is denied from the time at which an exemption ends', () => {
    const [caller] = exemptCallers(exemption('arn:*:iam::*:role/guest', '2027-03-31T00:00:00Z'));
    if (caller === undefined) throw new Error('no caller is exempt');
    expect(expectedOf('permitted', caller, new Date('2027-03-30T23:59:59Z'))).toBe('permitted');
    expect(expectedOf('permitted', caller, new Date('2027-03-31T00:00:00Z'))).toBe('denied');
  });
});
