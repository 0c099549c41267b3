import type { ParameterProblem } from '../../policies/core/guardrail';
import { anOrganization } from '../support/an-organization';
import { DEPLOYMENT, find, judge } from './judge';

const ID = 'deny-access-keys';
const ALICE = 'arn:aws:iam::222222222222:user/alice';
const MAILER = 'arn:aws:iam::222222222222:user/ses-smtp/mailer';
const NESTED = 'arn:aws:iam::222222222222:user/ses-smtp/shop/mailer';
const MARCH = '2027-03-31T00:00:00Z';
const JUNE = '2027-06-30T00:00:00Z';
const BEFORE_MARCH = '2027-03-30T23:59:59Z';

function user(path: string, expires?: string) {
  return {
    path,
    owner: 'shop@example.com',
    reason: 'SES has no other way to send by SMTP',
    ...(expires && { expires }),
  };
}

describe('users by path', () => {
  const isDenied = judge(ID, { parameters: { users: [user('/ses-smtp/')] } });

  test('may have credentials, and anyone may create them, so that their keys can be rotated', () => {
    expect(isDenied({ action: 'iam:CreateAccessKey', resource: MAILER })).toBe(false);
    expect(isDenied({ action: 'iam:CreateAccessKey', resource: MAILER, principal: MAILER })).toBe(false);
  });

  test('exempt nobody else, neither as a user nor as a caller', () => {
    expect(isDenied({ action: 'iam:CreateAccessKey', resource: ALICE })).toBe(true);
    expect(isDenied({ action: 'iam:CreateAccessKey', resource: ALICE, principal: MAILER })).toBe(true);
    const lookalike = 'arn:aws:iam::222222222222:user/my/ses-smtp/mailer';
    expect(isDenied({ action: 'iam:CreateAccessKey', resource: lookalike })).toBe(true);
  });

  test('may use long-lived API keys', () => {
    const context = { 'bedrock:BearerTokenType': 'LONG_TERM' };
    expect(isDenied({ action: 'bedrock:CallWithBearerToken', principal: MAILER, context })).toBe(false);
    expect(isDenied({ action: 'bedrock:CallWithBearerToken', principal: ALICE, context })).toBe(true);
  });
});

describe('a path whose exemption expires', () => {
  const isDenied = judge(ID, { parameters: { users: [user('/ses-smtp/', MARCH)] } });

  test('expires for creating and for using credentials', () => {
    const make = { action: 'iam:CreateAccessKey', resource: MAILER };
    const context = { 'bedrock:BearerTokenType': 'LONG_TERM' };
    const use = { action: 'bedrock:CallWithBearerToken', principal: MAILER, context };
    for (const call of [make, use]) {
      expect(isDenied({ ...call, at: BEFORE_MARCH })).toBe(false);
      expect(isDenied({ ...call, at: MARCH })).toBe(true);
      expect(isDenied({ ...call, at: JUNE })).toBe(true);
    }
  });

  test('never binds the platform', () => {
    expect(isDenied({ action: 'iam:CreateAccessKey', resource: MAILER, principal: DEPLOYMENT, at: JUNE })).toBe(false);
  });

  test.each([
    ['within one that ends later', [user('/ses-smtp/', JUNE), user('/ses-smtp/shop/', MARCH)]],
    ['around one that ends later', [user('/ses-smtp/', MARCH), user('/ses-smtp/shop/', JUNE)]],
  ])('is exempt until the later expiry when it is %s', (_, users) => {
    const nested = judge(ID, { parameters: { users } });
    const call = { action: 'iam:CreateAccessKey', resource: NESTED };
    expect(nested({ ...call, at: MARCH })).toBe(false);
    expect(nested({ ...call, at: JUNE })).toBe(true);
  });

  test('expires for no user whose exemption has no end', () => {
    const users = [user('/ses-smtp/', MARCH), user('/ses-smtp/shop/')];
    const mixed = judge(ID, { parameters: { users } });
    expect(mixed({ action: 'iam:CreateAccessKey', resource: NESTED, at: JUNE })).toBe(false);
    expect(mixed({ action: 'iam:CreateAccessKey', resource: MAILER, at: JUNE })).toBe(true);
  });

  test('is independent of a principal whose exemption expires', () => {
    const exemptions = [{ principal: 'arn:*:iam::*:role/vendor', expires: JUNE }];
    const both = judge(ID, { parameters: { users: [user('/ses-smtp/', MARCH)] }, exemptions });
    const principal = 'arn:aws:iam::222222222222:role/vendor';
    for (const resource of [ALICE, MAILER]) {
      expect(both({ action: 'iam:CreateAccessKey', resource, principal, at: MARCH })).toBe(false);
      expect(both({ action: 'iam:CreateAccessKey', resource, principal, at: JUNE })).toBe(true);
    }
    expect(both({ action: 'iam:CreateAccessKey', resource: MAILER, at: BEFORE_MARCH })).toBe(false);
    expect(both({ action: 'iam:CreateAccessKey', resource: MAILER, at: MARCH })).toBe(true);
  });
});

describe('parameters', () => {
  const guardrail = find(ID);
  const check = (users: unknown): readonly ParameterProblem[] =>
    guardrail.check?.(guardrail.parameters.parse({ users }), anOrganization()) ?? [];
  const conflicts = (mine: unknown, theirs: unknown): readonly ParameterProblem[] =>
    guardrail.conflicts?.(guardrail.parameters.parse({ users: mine }), [
      { guardrail: ID, target: 'root', parameters: guardrail.parameters.parse({ users: theirs }) },
    ]) ?? [];

  test.each(['/', 'ses-smtp', '/ses-smtp', 'ses-smtp/', '/ses*/', '/a//b/'])('reject `%s` as a path', (path) => {
    expect(guardrail.parameters.safeParse({ users: [user(path)] }).success).toBe(false);
  });

  test.each(['2027-03-31', '2027-02-30T00:00:00Z', '2027-03-31T00:00:00+01:00'])(
    'reject `%s` as an expiry',
    (expires) => {
      expect(guardrail.parameters.safeParse({ users: [user('/ses-smtp/', expires)] }).success).toBe(false);
    },
  );

  test('need an owner and a reason', () => {
    expect(guardrail.parameters.safeParse({ users: [{ path: '/ses-smtp/' }] }).success).toBe(false);
  });

  test('fail if another path exempts the same users for as long', () => {
    expect(check([user('/ses-smtp/'), user('/ses-smtp/shop/', MARCH)])).toMatchObject([{ at: ['users', 1, 'path'] }]);
    expect(check([user('/ses-smtp/'), user('/ses-smtp/')])).toMatchObject([{ at: ['users', 1, 'path'] }]);
    expect(check([user('/ses-smtp/', MARCH), user('/ses-smtp/shop/')])).toEqual([]);
  });

  test('have no effect if a guardrail above does not exempt the path', () => {
    expect(conflicts([user('/ses-smtp/')], [])).toMatchObject([{ at: ['users', 0, 'path'] }]);
    expect(conflicts([user('/ses-smtp/')], [user('/ses-smtp/', MARCH)])).toHaveLength(1);
    expect(conflicts([user('/ses-smtp/shop/', MARCH)], [user('/ses-smtp/')])).toEqual([]);
  });
});
