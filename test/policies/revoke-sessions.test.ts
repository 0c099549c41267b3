import type { ParameterProblem } from '../../policies/form/guardrail';
import { anOrganization } from '../support/an-organization';
import { compiled, find } from './judge';

const ID = 'revoke-sessions';
const PERSON = '906a1b2c3d-11111111-2222-3333-4444-555555555555';
const WHY = { reason: 'A laptop was stolen', owner: 'security@example.com' };

const guardrail = find(ID);

function check(revocations: readonly object[]): readonly ParameterProblem[] {
  return guardrail.check?.(guardrail.parameters.parse({ revocations }), anOrganization()) ?? [];
}

function isRefused(revocation: object): boolean {
  return !guardrail.parameters.safeParse({ revocations: [{ ...WHY, ...revocation }] }).success;
}

function roleEntry(role: string, issuedBefore = '2026-11-22T10:30:00Z') {
  return { role, issuedBefore, ...WHY };
}

function personEntry(person: string, until = '2027-03-31T00:00:00Z') {
  return { person, until, ...WHY };
}

describe('without revocations', () => {
  test('there is nothing to deny', () => {
    expect(compiled(ID)).toEqual([]);
  });
});

describe('a revocation', () => {
  test('of a role holds in every partition, however its ARN was pasted', () => {
    const [statement] = compiled(ID, {
      parameters: { revocations: [roleEntry('arn:aws-us-gov:iam::222222222222:role/ci/publisher')] },
    });
    expect(statement?.Condition?.['ArnLike']).toEqual({
      'aws:PrincipalArn': 'arn:*:iam::222222222222:role/ci/publisher',
    });
  });

  test('shares a statement with those that have the same instant', () => {
    const others = ['11111111-2222-3333-4444-555555555555', '22222222-2222-3333-4444-555555555555'];
    const revocations = [PERSON, ...others].map((person) => personEntry(person));
    expect(compiled(ID, { parameters: { revocations } })).toHaveLength(1);
  });

  test.each([
    ['a name in the place of a user id', { person: 'alice@example.com', until: '2027-03-31T00:00:00Z' }],
    ['a pattern of user ids', { person: '*', until: '2027-03-31T00:00:00Z' }],
    ['a person without an end', { person: PERSON }],
    ['an end without its zone', { person: PERSON, until: '2027-03-31T00:00:00' }],
    ['a role without an instant', { role: 'arn:*:iam::*:role/ci/publisher' }],
    ['all roles', roleEntry('arn:*:iam::*:role/*')],
    ['a session', roleEntry('arn:aws:sts::222222222222:assumed-role/publisher/session')],
    ['a user', roleEntry('arn:*:iam::*:user/alice')],
    ['a person and a role at once', { ...roleEntry('arn:*:iam::*:role/ci/publisher'), ...personEntry(PERSON) }],
    ['no owner', { ...personEntry(PERSON), owner: '' }],
    ['no reason', { ...personEntry(PERSON), reason: '' }],
  ])('fails with %s', (_, revocation) => {
    expect(isRefused(revocation)).toBe(true);
  });

  test('may name a person by either form of the id', () => {
    expect(isRefused(personEntry(PERSON))).toBe(false);
    expect(isRefused(personEntry('11111111-2222-3333-4444-555555555555'))).toBe(false);
  });
});

describe('revocations', () => {
  test('fail where one is superfluous', () => {
    expect(check([personEntry(PERSON), personEntry(PERSON, '2027-06-30T00:00:00Z')])).toMatchObject([
      { path: ['revocations', 1] },
    ]);
    expect(check([roleEntry('arn:*:iam::*:role/a'), roleEntry('arn:aws:iam::*:role/a')])).toMatchObject([
      { path: ['revocations', 1] },
    ]);
    expect(check([roleEntry('arn:*:iam::*:role/a'), roleEntry('arn:*:iam::*:role/b')])).toEqual([]);
  });

  test('fail for service-linked roles, which no guardrail binds', () => {
    const role = 'arn:*:iam::*:role/aws-service-role/autoscaling.amazonaws.com/AWSServiceRoleForAutoScaling';
    expect(check([roleEntry(role)])).toMatchObject([{ path: ['revocations', 0, 'role'] }]);
  });
});
