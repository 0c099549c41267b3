import { parseGuardrailsFile } from '../../../../lib/cli/input/read-guardrails-file';

const file = (managementAccount: string, accountId: string | null): string =>
  JSON.stringify({
    formatVersion: 1,
    organization: { id: 'o-exampleorg1', managementAccount },
    targets: [
      { id: 'root', kind: 'root' },
      { id: 'management', kind: 'management-account', parent: 'root', accountId },
      { id: 'dev', kind: 'account', parent: 'root', accountId: '222222222222' },
    ],
    documents: [],
  });

const read = (managementAccount: string, accountId: string | null = '111111111111') =>
  parseGuardrailsFile(file(managementAccount, accountId), 'guardrails.json');

test.each(['management', '111111111111'])('the management account may be stated as %s', (stated) => {
  expect(read(stated)).toMatchObject({ kind: 'ok', value: { organization: { managementAccount: '111111111111' } } });
});

test.each([
  ['an account that is not the management account', 'dev', '111111111111'],
  ['no target', 'manager', '111111111111'],
  ['a target whose number is not known', 'management', null],
])('it may not be the name of %s', (_, stated, accountId) => {
  expect(read(stated, accountId)).toMatchObject({ kind: 'problems', problems: [{ code: 'bad-id' }] });
});

describe('a statement alone', () => {
  const statement = { Effect: 'Deny', Action: 's3:*', Resource: '*' };
  const withStatement = (Statement: unknown): string => {
    const content = { Version: '2012-10-17', Statement };
    const document = { name: 'p', type: 'SERVICE_CONTROL_POLICY', targets: ['root'], content };
    return JSON.stringify({ ...(JSON.parse(file('management', '111111111111')) as object), documents: [document] });
  };

  test('counts as a list of one', () => {
    expect(parseGuardrailsFile(withStatement(statement), 'guardrails.json')).toEqual(
      parseGuardrailsFile(withStatement([statement]), 'guardrails.json'),
    );
  });

  test.each([
    ['"Dny"', { ...statement, Effect: 'Dny' }],
    ['{"aws:SourceIp"', { ...statement, Condition: { StringEqual: { 'aws:SourceIp': 'a' } } }],
  ])('has its problems reported where they are: at %s', (place, wrong) => {
    for (const written of [wrong, [wrong]]) {
      const text = withStatement(written);
      const at = { file: 'guardrails.json', line: 1, column: text.indexOf(place) + 1 };
      expect(parseGuardrailsFile(text, 'guardrails.json')).toMatchObject({ kind: 'problems', problems: [{ at }] });
    }
  });
});
