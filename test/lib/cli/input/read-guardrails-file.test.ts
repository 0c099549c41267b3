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
