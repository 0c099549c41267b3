import type { ParameterProblem } from '../../policies/core/guardrail';
import { anOrganization } from '../support/an-organization';
import { compiled, find } from './judge';

const ID = 'revoke-sessions';
const PERSON = '906a1b2c3d-11111111-2222-3333-4444-555555555555';
const WHY = { reason: 'A laptop was stolen', owner: 'security@example.com' };

const guardrail = find(ID);

function check(parameters: object): readonly ParameterProblem[] {
  return guardrail.check?.(guardrail.parameters.parse(parameters), anOrganization()) ?? [];
}

function isRefused(parameters: object): boolean {
  return !guardrail.parameters.safeParse(parameters).success;
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
      parameters: { roles: [roleEntry('arn:aws-us-gov:iam::222222222222:role/ci/publisher')] },
    });
    expect(statement?.Condition?.['ArnLike']).toEqual({
      'aws:PrincipalArn': 'arn:*:iam::222222222222:role/ci/publisher',
    });
  });

  test('shares a statement with those that have the same instant', () => {
    const others = ['11111111-2222-3333-4444-555555555555', '22222222-2222-3333-4444-555555555555'];
    const persons = [PERSON, ...others].map((person) => personEntry(person));
    expect(compiled(ID, { parameters: { persons } })).toHaveLength(1);
  });

  test.each([
    ['a name instead of a user id', personEntry('alice@example.com')],
    ['a pattern of user ids', personEntry('*')],
    ['a person without an end', { person: PERSON, ...WHY }],
    ['an end without its zone', personEntry(PERSON, '2027-03-31T00:00:00')],
    ['no owner', { ...personEntry(PERSON), owner: '' }],
    ['no reason', { ...personEntry(PERSON), reason: '' }],
  ])('fails with %s', (_, entry) => {
    expect(isRefused({ persons: [entry] })).toBe(true);
  });

  test.each([
    ['a role without an instant', { role: 'arn:*:iam::*:role/ci/publisher', ...WHY }],
    ['all roles', roleEntry('arn:*:iam::*:role/*')],
    ['a session', roleEntry('arn:aws:sts::222222222222:assumed-role/publisher/session')],
    ['a user', roleEntry('arn:*:iam::*:user/alice')],
    ['a person instead of a role', personEntry(PERSON)],
  ])('fails with %s', (_, entry) => {
    expect(isRefused({ roles: [entry] })).toBe(true);
  });

  test('may name a person by either form of the id', () => {
    expect(isRefused({ persons: [personEntry(PERSON)] })).toBe(false);
    expect(isRefused({ persons: [personEntry('11111111-2222-3333-4444-555555555555')] })).toBe(false);
  });
});

describe('revocations', () => {
  test('fail if one is not needed', () => {
    const persons = [personEntry(PERSON), personEntry(PERSON, '2027-06-30T00:00:00Z')];
    expect(check({ persons })).toMatchObject([{ at: ['persons', 1] }]);
    const twice = [roleEntry('arn:*:iam::*:role/a'), roleEntry('arn:aws:iam::*:role/a')];
    expect(check({ roles: twice })).toMatchObject([{ at: ['roles', 1] }]);
    expect(check({ roles: [roleEntry('arn:*:iam::*:role/a'), roleEntry('arn:*:iam::*:role/b')] })).toEqual([]);
  });

  test('fail for service-linked roles, which no guardrail binds', () => {
    const role = 'arn:*:iam::*:role/aws-service-role/autoscaling.amazonaws.com/AWSServiceRoleForAutoScaling';
    expect(check({ roles: [roleEntry(role)] })).toMatchObject([{ at: ['roles', 0, 'role'] }]);
  });
});
