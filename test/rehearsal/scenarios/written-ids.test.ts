import { findLostLines, findUnwrittenIds } from '../../../rehearsal/scenarios/written-ids';
import { configurationFolder } from '../../../rehearsal/configuration/configuration-folder';
import { aFolder, copyExample } from '../../lib/cli/an-io';
import { theExample } from '../../support/the-example';

describe('a file that a command has written', () => {
  test('has lost nothing if it has every line in its order', () => {
    expect(findLostLines('# why\na: 1\n', "id: '1'\n# why\na: 1\n")).toEqual([]);
    expect(findLostLines('a: {}\n', 'a: { id: 1 }\n')).toEqual([]);
  });

  test('has lost a line that is gone, changed or out of order', () => {
    expect(findLostLines('# why\na: 1\n', 'a: 1\n')).toEqual(['# why']);
    expect(findLostLines('a: 1\n', 'a: 2\n')).toEqual(['a: 1']);
    expect(findLostLines('a: 1\nb: 2\n', 'b: 2\na: 1\n')).toEqual(['b: 2']);
  });
});

describe('ids that a command has written', () => {
  test('are those of the running organization', () => {
    const { organization } = theExample();
    const accounts = organization.accounts.map((one) =>
      one.key === 'audit' ? { ...one, accountId: '222222222222' } : one,
    );
    const folder = copyExample(aFolder());
    const fault = 'the files have null for the account `audit`, not 222222222222';
    expect(findUnwrittenIds(folder, { ...organization, accounts })).toEqual([fault]);
    configurationFolder(folder).editAccount('audit', (document) => {
      document.set('id', '222222222222');
    });
    expect(findUnwrittenIds(folder, { ...organization, accounts })).toEqual([]);
  });
});
