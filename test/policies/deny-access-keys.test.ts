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

const CREATION = [
  'iam:CreateAccessKey',
  'iam:CreateServiceSpecificCredential',
  'iam:ResetServiceSpecificCredential',
  'iam:UploadSSHPublicKey',
  'iam:UploadSigningCertificate',
];

describe('long-lived credentials', () => {
  const isDenied = judge(ID);

  test.each(CREATION)('cannot be made by %s', (action) => {
    expect(isDenied({ action, resource: ALICE })).toBe(true);
    expect(isDenied({ action, resource: ALICE, principal: ALICE })).toBe(true);
    expect(isDenied({ action, resource: ALICE, principal: DEPLOYMENT })).toBe(false);
  });

  test.each([
    'iam:UpdateAccessKey',
    'iam:DeleteAccessKey',
    'iam:ListAccessKeys',
    'iam:GetAccessKeyLastUsed',
    'iam:UpdateServiceSpecificCredential',
    'iam:DeleteServiceSpecificCredential',
    'iam:DeleteSSHPublicKey',
    'iam:DeleteSigningCertificate',
    'iam:CreateRole',
    'sts:AssumeRole',
  ])('leave %s possible, which an incident may need', (action) => {
    expect(isDenied({ action, resource: ALICE })).toBe(false);
  });

  test('of Bedrock are worth nothing, short-lived ones are', () => {
    for (const service of ['bedrock', 'bedrock-mantle']) {
      const call = { action: `${service}:CallWithBearerToken`, principal: ALICE };
      expect(isDenied({ ...call, context: { [`${service}:BearerTokenType`]: 'LONG_TERM' } })).toBe(true);
      expect(isDenied({ ...call, context: { [`${service}:BearerTokenType`]: 'SHORT_TERM' } })).toBe(false);
      expect(isDenied(call)).toBe(false);
    }
  });
});

describe('users by path', () => {
  const isDenied = judge(ID, { parameters: { users: [user('/ses-smtp/')] } });

  test('may have credentials, made by anyone, so that their keys can be rotated', () => {
    expect(isDenied({ action: 'iam:CreateAccessKey', resource: MAILER })).toBe(false);
    expect(isDenied({ action: 'iam:CreateAccessKey', resource: MAILER, principal: MAILER })).toBe(false);
  });

  test('exempt nobody else, neither as user nor as caller', () => {
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

describe('a path whose exemption ends', () => {
  const isDenied = judge(ID, { parameters: { users: [user('/ses-smtp/', MARCH)] } });

  test('ends by itself, for making and for using', () => {
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
  ])('counts until the later end when it lies %s', (_, users) => {
    const nested = judge(ID, { parameters: { users } });
    const call = { action: 'iam:CreateAccessKey', resource: NESTED };
    expect(nested({ ...call, at: MARCH })).toBe(false);
    expect(nested({ ...call, at: JUNE })).toBe(true);
  });

  test('ends nothing for users who are exempt for ever', () => {
    const users = [user('/ses-smtp/', MARCH), user('/ses-smtp/shop/')];
    const mixed = judge(ID, { parameters: { users } });
    expect(mixed({ action: 'iam:CreateAccessKey', resource: NESTED, at: JUNE })).toBe(false);
    expect(mixed({ action: 'iam:CreateAccessKey', resource: MAILER, at: JUNE })).toBe(true);
  });

  test('goes together with a principal whose exemption ends', () => {
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

  test.each(['/', 'ses-smtp', '/ses-smtp', 'ses-smtp/', '/ses*/', '/a//b/'])('refuse `%s` as a path', (path) => {
    expect(guardrail.parameters.safeParse({ users: [user(path)] }).success).toBe(false);
  });

  test.each(['2027-03-31', '2027-02-30T00:00:00Z', '2027-03-31T00:00:00+01:00'])('refuse `%s` as an end', (expires) => {
    expect(guardrail.parameters.safeParse({ users: [user('/ses-smtp/', expires)] }).success).toBe(false);
  });

  test('refuse users without owner or reason', () => {
    expect(guardrail.parameters.safeParse({ users: [{ path: '/ses-smtp/' }] }).success).toBe(false);
  });

  test('fail when a path is exempt for as long by another', () => {
    expect(check([user('/ses-smtp/'), user('/ses-smtp/shop/', MARCH)])).toMatchObject([{ at: ['users', 1, 'path'] }]);
    expect(check([user('/ses-smtp/'), user('/ses-smtp/')])).toMatchObject([{ at: ['users', 1, 'path'] }]);
    expect(check([user('/ses-smtp/', MARCH), user('/ses-smtp/shop/')])).toEqual([]);
  });

  test('have no effect where a guardrail above does not exempt the path', () => {
    expect(conflicts([user('/ses-smtp/')], [])).toMatchObject([{ at: ['users', 0, 'path'] }]);
    expect(conflicts([user('/ses-smtp/')], [user('/ses-smtp/', MARCH)])).toHaveLength(1);
    expect(conflicts([user('/ses-smtp/shop/', MARCH)], [user('/ses-smtp/')])).toEqual([]);
  });
});
