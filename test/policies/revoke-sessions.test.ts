import { describeProblem, locate, type Position } from '../../lib/model/problem';
import type { Revocation } from '../../lib/model/organization';
import { anOrganization } from '../support/an-organization';
import { lines } from '../support/organization-folder';
import { compiled, DEVELOPER, find, judge } from './judge';

const ID = 'revoke-sessions';
const PERSON = '906a1b2c3d-11111111-2222-3333-4444-555555555555';
const OTHER = '11111111-2222-3333-4444-555555555555';
const ISSUED = '2026-11-22T10:30:00Z';
const EARLIEST = '2026-11-22T22:30:00Z';
const UNTIL = '2027-03-31T00:00:00Z';

const guardrail = find(ID);

let line = 0;

/** The column tells which part of the entry is meant. */
function place(): Pick<Revocation, 'at' | 'locate'> {
  line += 1;
  const at: Position = { file: 'landing-zone.yaml', line, column: 5 };
  return { at, locate: (path) => ({ ...at, column: path[0] === 'until' ? 12 : 11 }) };
}

beforeEach(() => {
  line = 0;
});

const WHY = { reason: 'A laptop was stolen', owner: 'security@example.com' };

function aPerson(person = PERSON, until = UNTIL): Revocation {
  return { kind: 'person', person, until, ...WHY, ...place() };
}

function aRole(role: string, issuedBefore = ISSUED, until = EARLIEST): Revocation {
  return { kind: 'role', role, issuedBefore, until, ...WHY, ...place() };
}

/** The problems with revocations, as people read them. */
function check(...revocations: readonly Revocation[]): string {
  const problems = guardrail.check?.({}, anOrganization({ revocations })) ?? [];
  return problems
    .map((problem) =>
      describeProblem(
        locate({ code: '', ...problem }, (at) => {
          if ('file' in at) return at;
          throw new Error(`a path instead of a position: ${at.join('.')}`);
        }),
      ),
    )
    .join('\n');
}

function statements(...revocations: readonly Revocation[]) {
  return compiled(ID, { organization: { revocations } });
}

test('without revocations there is nothing to deny', () => {
  expect(statements()).toEqual([]);
});

describe('a revocation', () => {
  test('of a person denies all its sessions until it ends, and no colleague', () => {
    const denies = judge(ID, { organization: { revocations: [aPerson()] } });
    const as = (person: string, at: string, issued: string) =>
      denies({
        action: 's3:GetObject',
        at,
        context: { 'identitystore:UserId': person, 'aws:TokenIssueTime': issued },
      });
    for (const issued of ['2026-01-01T00:00:00Z', '2027-03-30T23:59:58Z']) {
      expect(as(PERSON, '2027-03-30T23:59:59Z', issued)).toBe(true);
      expect(as(PERSON, UNTIL, issued)).toBe(false);
      expect(as(OTHER, '2027-03-30T23:59:59Z', issued)).toBe(false);
    }
  });

  test('of a role denies its sessions from before until it ends, and no later one', () => {
    const denies = judge(ID, { organization: { revocations: [aRole('arn:*:iam::*:role/developer')] } });
    const at = (now: string, issued: string) =>
      denies({ action: 's3:GetObject', principal: DEVELOPER, at: now, context: { 'aws:TokenIssueTime': issued } });
    expect(at('2026-11-22T22:29:59Z', '2026-11-22T10:29:59Z')).toBe(true);
    expect(at('2026-11-22T22:29:59Z', ISSUED)).toBe(false);
    expect(at(EARLIEST, '2026-11-22T10:29:59Z')).toBe(false);
  });

  test('of a role holds in every partition, however its ARN was pasted', () => {
    const [statement] = statements(aRole('arn:aws:iam::222222222222:role/ci/publisher'));
    expect(statement?.Condition?.['ArnLike']).toEqual({
      'aws:PrincipalArn': 'arn:*:iam::222222222222:role/ci/publisher',
    });
  });

  test('shares a statement with those that have the same times', () => {
    expect(statements(aPerson(), aPerson(OTHER))).toHaveLength(1);
    expect(statements(aRole('arn:*:iam::*:role/a'), aRole('arn:*:iam::*:role/b'))).toHaveLength(1);
    expect(statements(aRole('arn:*:iam::*:role/a'), aRole('arn:*:iam::*:role/b', ISSUED, UNTIL))).toHaveLength(2);
  });
});

describe('a mistake', () => {
  test('is a person who is revoked twice, at the revocation that has no effect', () => {
    expect(check(aPerson(), aPerson(PERSON, '2027-06-30T00:00:00Z'))).toBe(
      lines(
        `landing-zone.yaml:1:5: \`${PERSON}\` is revoked twice; only the later revocation is effective (landing-zone.yaml:2)`,
        '    fix: remove this one',
      ),
    );
    expect(check(aPerson(), aPerson())).toContain('landing-zone.yaml:4:5:');
    expect(check(aPerson(), aPerson(OTHER))).toBe('');
  });

  test('is a role that is revoked twice, also with another partition', () => {
    const role = 'arn:*:iam::*:role/a';
    const later = '2026-11-23T00:00:00Z';
    expect(check(aRole('arn:aws:iam::*:role/a', later, UNTIL), aRole(role))).toContain(
      `landing-zone.yaml:2:5: \`${role}\` is revoked twice; only the later revocation is effective (landing-zone.yaml:1)`,
    );
    // When the later one ends, no session of the other one is left.
    expect(check(aRole(role, ISSUED, UNTIL), aRole(role, later, '2026-11-23T12:00:00Z'))).toContain(':3:5:');
    expect(check(aRole(role), aRole('arn:*:iam::*:role/b'))).toBe('');
  });

  test('is a service-linked role, which no guardrail binds', () => {
    const role = 'arn:*:iam::*:role/aws-service-role/autoscaling.amazonaws.com/AWSServiceRoleForAutoScaling';
    expect(check(aRole(role))).toBe(
      lines(
        `landing-zone.yaml:1:11: \`${role}\` is a service-linked role, which no guardrail binds`,
        '    allowed: roles that people and workloads assume',
        '    fix: stop the service that uses it, and remove the revocation',
      ),
    );
  });

  test('is an end at which a revoked session of a role can still last', () => {
    const role = 'arn:*:iam::*:role/a';
    expect(check(aRole(role, ISSUED, '2026-11-22T22:29:59Z'))).toBe(
      lines(
        `landing-zone.yaml:1:12: the revocation ends at \`2026-11-22T22:29:59Z\`, while a session from before \`${ISSUED}\` can still last`,
        '    allowed: twelve hours after `issuedBefore`, or later: a session of a role lasts twelve hours at most',
        `    fix: write \`until: '${EARLIEST}'\`, or later`,
      ),
    );
    expect(check(aRole(role, ISSUED, '2026-11-22T10:29:59Z'))).toContain(
      `the revocation ends at \`2026-11-22T10:29:59Z\`, before it begins at \`${ISSUED}\``,
    );
    expect(check(aRole(role))).toBe('');
  });
});

describe('the parameters of an earlier version', () => {
  const moved = (parameter: 'persons' | 'roles', value: unknown) =>
    (guardrail.retired?.[parameter]?.(value) ?? []).map(({ at, message, fix }) => ({ at, message, fix }));

  test('are one mistake for each person, with the text to write', () => {
    const second = { person: OTHER, until: UNTIL, owner: 'it@example.com', reason: "Alice's laptop" };
    expect(moved('persons', [{ person: PERSON, until: UNTIL, ...WHY }, second])).toEqual([
      {
        at: [0],
        message: `\`${PERSON}\` is revoked by \`persons\`, which is no parameter anymore`,
        fix:
          'remove it here, and write this item below `revocations:`: ' +
          `- { person: '${PERSON}', until: '${UNTIL}', owner: 'security@example.com', reason: 'A laptop was stolen' }`,
      },
      {
        at: [1],
        message: `\`${OTHER}\` is revoked by \`persons\`, which is no parameter anymore`,
        fix:
          'remove it here, and write this item below `revocations:`: ' +
          `- { person: '${OTHER}', until: '${UNTIL}', owner: 'it@example.com', reason: "Alice's laptop" }`,
      },
    ]);
  });

  test('are one mistake for each role, whose revocation gets an end', () => {
    expect(moved('roles', [{ role: 'arn:aws-us-gov:iam::*:role/ci/*', issuedBefore: ISSUED, ...WHY }])).toEqual([
      {
        at: [0],
        message: '`arn:aws-us-gov:iam::*:role/ci/*` is revoked by `roles`, which is no parameter anymore',
        fix:
          'remove it here, and write this item below `revocations:`: ' +
          `- { role: 'arn:*:iam::*:role/ci/*', issuedBefore: '${ISSUED}', until: '${EARLIEST}', ` +
          "owner: 'security@example.com', reason: 'A laptop was stolen' }",
      },
    ]);
  });

  test('are a mistake also without entries, and with entries that are none', () => {
    expect(moved('persons', [])).toMatchObject([{ at: [], fix: 'remove `persons`' }]);
    expect(moved('roles', null)).toMatchObject([{ at: [], fix: 'remove `roles`' }]);
    expect(moved('roles', ['admin'])).toMatchObject([{ at: [0], fix: expect.stringContaining("role: '?'") as string }]);
  });
});
