import { accountFile } from '../../../../support/application-folder';
import { describePeople, problemsOfPeople } from '../../../../support/people-folder';

const PERSON = '906a1b2c3d-11111111-2222-3333-4444-55555555555a';
const ENDS = "    until: '2027-03-31T00:00:00Z'\n    owner: a\n    reason: b\n";
const role = (pattern: string): readonly [string, string] => [
  'revocations:\n',
  `revocations:\n  - role: ${pattern}\n    issuedBefore: '2026-11-30T00:00:00Z'\n${ENDS}`,
];

/** Each account's number is known. */
const NUMBERED = Object.fromEntries(
  ['data', 'logs', 'security', 'shop', 'shop-test'].map((key, index) => [
    `accounts/${key}.yaml`,
    accountFile(key, `id: '22222222222${index}'\n`),
  ]),
);

describe('a revocation', () => {
  test('is of one person, whatever the case of the id', () => {
    const again = PERSON.replace('55555a', '55555A');
    expect(problemsOfPeople([['revocations:\n', `revocations:\n  - person: ${again}\n${ENDS}`]])).toEqual([
      expect.stringContaining(`the person \`${PERSON}\` is listed twice`),
    ]);
  });

  test('is of a role that guardrails bind', () => {
    expect(problemsOfPeople([role('arn:aws:iam::111111111111:role/admin')])).toEqual([
      '`arn:aws:iam::111111111111:role/admin` is a role of the management account, `management`, which no guardrail binds',
    ]);
    expect(problemsOfPeople([role('arn:*:iam::*:role/AWSServiceRoleForSSO')])).toEqual([
      '`arn:*:iam::*:role/AWSServiceRoleForSSO` is a service-linked role, which no guardrail binds',
    ]);
  });

  test('is of a role of an account of the organization, once all numbers are known', () => {
    expect(problemsOfPeople([role('arn:aws:iam::222222222229:role/ci')])).toEqual([]);
    expect(problemsOfPeople([role('arn:aws:iam::222222222229:role/ci')], NUMBERED)).toEqual([
      '`arn:aws:iam::222222222229:role/ci` is a role of `222222222229`, which is no account of the organization',
    ]);
    expect(problemsOfPeople([role('arn:aws:iam::222222222221:role/ci')], NUMBERED)).toEqual([]);
  });

  test('does nothing without its guardrail on the root', () => {
    const text = describePeople([['    revoke-sessions:\n', '']]);
    expect(text).toContain('revocations do nothing without the guardrail `revoke-sessions` on `root`');
    expect(text).toContain('fix: add `revoke-sessions` to `guardrails`, below `root`');
    expect(problemsOfPeople([['    revoke-sessions:\n', '    revoke-session:\n']])).toEqual([
      'unknown guardrail `revoke-session`',
    ]);
  });

  test('is of a person or a role, and is told which field does not belong to it', () => {
    const text = describePeople([
      ['  - person:', "  - issuedBefore: '2026-11-30T00:00:00Z'\n    person:"],
      ['revocations:\n', `revocations:\n  - persn: ${PERSON}\n${ENDS}`],
    ]);
    expect(text.match(/(?:unknown|missing|fix).*/g)).toEqual([
      'unknown field `persn`',
      'fix: did you mean `person`?',
      'missing field `role`',
      'unknown field `person`',
    ]);
  });
});
