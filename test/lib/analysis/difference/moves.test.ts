import { matchTargets } from '../../../../lib/analysis/evaluate/match-targets';
import { findMoves } from '../../../../lib/analysis/difference/moves';
import type { GuardrailsTarget } from '../../../../lib/model/guardrails-file';
import type { GuardrailsFile } from '../../../../lib/model/guardrails-file';
import { aFile, anAccount, aUnit } from './a-file';

const movesOf = (before: GuardrailsFile, after: GuardrailsFile): ReturnType<typeof findMoves> =>
  findMoves(before, after, matchTargets(before, after));

const UNITS = [aUnit('Test'), aUnit('Production')];

function told(before: readonly GuardrailsTarget[], after: readonly GuardrailsTarget[]): readonly string[] {
  return movesOf(aFile(before), aFile(after)).map(({ kind, summary }) => `${kind}: ${summary}`);
}

describe('accounts', () => {
  test('that stay where they are are not reported', () => {
    const same = [...UNITS, anAccount('shop', 'Test')];
    expect(told(same, [...same].reverse())).toEqual([]);
  });

  test('move', () => {
    const [before, after] = ['Test', 'Production'].map((unit) => aFile([...UNITS, anAccount('shop', unit)]));
    if (before === undefined || after === undefined) throw new Error('two files');
    expect(movesOf(before, after)).toEqual([
      {
        kind: 'account-moved',
        id: 'shop',
        before: 'Test',
        after: 'Production',
        summary: 'Account shop moves from Test to Production.',
      },
    ]);
  });

  test('come and go', () => {
    expect(told([...UNITS, anAccount('old', 'Test')], [...UNITS, anAccount('new', 'Production')])).toEqual([
      'account-added: Account new is added below Production.',
      'account-removed: Account old is removed from below Test.',
    ]);
  });

  test('change their state', () => {
    expect(
      told([...UNITS, anAccount('shop', 'Test')], [...UNITS, anAccount('shop', 'Test', { state: 'suspended' })]),
    ).toEqual(['account-state: Account shop was active and is now suspended.']);
  });

  test('are active where nothing is said', () => {
    const silent: GuardrailsTarget = { id: 'shop', kind: 'account', parent: 'Test' };
    expect(told([...UNITS, anAccount('shop', 'Test')], [...UNITS, silent])).toEqual([]);
  });

  test('are known by their numbers, so that a new name is no new account', () => {
    const number = { accountId: '222222222222' };
    const before = [...UNITS, anAccount('shop', 'Test', number)];
    expect(told(before, [...UNITS, anAccount('store', 'Test', number)])).toEqual([]);
    expect(told(before, [...UNITS, anAccount('store', 'Production', number)])).toEqual([
      'account-moved: Account shop, now store, moves from Test to Production.',
    ]);
  });

  test('are the same when one side does not know the number yet', () => {
    const known = [...UNITS, anAccount('shop', 'Test', { accountId: '222222222222' })];
    expect(told([...UNITS, anAccount('shop', 'Test')], known)).toEqual([]);
  });

  test('of one name and two numbers are two accounts', () => {
    const [before, after] = ['222222222222', '333333333333'].map((accountId) => [
      ...UNITS,
      anAccount('shop', 'Test', { accountId }),
    ]);
    expect(told(before ?? [], after ?? [])).toEqual([
      'account-added: Account shop is added below Test.',
      'account-removed: Account shop is removed from below Test.',
    ]);
  });

  test('that swap their names are still who they are', () => {
    const [one, two] = [{ accountId: '222222222222' }, { accountId: '333333333333' }];
    const before = [...UNITS, anAccount('a', 'Test', one), anAccount('b', 'Production', two)];
    expect(told(before, [...UNITS, anAccount('b', 'Test', one), anAccount('a', 'Production', two)])).toEqual([]);
  });
});

describe('an account whose number tells that it was renamed', () => {
  test('leaves its old name to another one, which is new', () => {
    const before = [...UNITS, anAccount('a', 'Test', { accountId: '222222222222' })];
    const after = [...UNITS, anAccount('b', 'Test', { accountId: '222222222222' }), anAccount('a', 'Test')];
    expect(told(before, after)).toEqual(['account-added: Account a is added below Test.']);
  });
});

describe('the management account', () => {
  test('is not new because only one file lists it', () => {
    const management: GuardrailsTarget = { id: 'management', kind: 'management-account', parent: 'root' };
    expect([...told([], [management]), ...told([management], [])]).toEqual([]);
  });
});

describe('units', () => {
  test('come and go, in the order of the file, what is gone at the end', () => {
    const before = [aUnit('Test'), aUnit('Old')];
    expect(told(before, [aUnit('New'), aUnit('Test'), aUnit('Test/Inner')])).toEqual([
      'unit-added: Unit New is added below root.',
      'unit-added: Unit Test/Inner is added below Test.',
      'unit-removed: Unit Old is removed from below root.',
    ]);
  });

  test('whose ids at AWS are known move with all that is below them', () => {
    const shop = { accountId: '222222222222' };
    const before = [
      ...[aUnit('Infra', 'ou-1'), aUnit('Workloads', 'ou-2'), aUnit('Workloads/Production', 'ou-3')],
      ...[aUnit('Workloads/Production/Web', 'ou-4'), anAccount('shop', 'Workloads/Production', shop)],
    ];
    const after = [
      ...[aUnit('Infra', 'ou-1'), aUnit('Workloads', 'ou-2'), aUnit('Infra/Production', 'ou-3')],
      ...[aUnit('Infra/Production/Web', 'ou-4'), anAccount('shop', 'Infra/Production', shop)],
    ];
    expect(told(before, after)).toEqual([
      'unit-moved: Unit Workloads/Production, now Infra/Production, moves from Workloads to Infra.',
    ]);
  });

  test('whose ids are not known are others, and their accounts move there', () => {
    const before = [
      ...[aUnit('Infra'), aUnit('Workloads'), aUnit('Workloads/Production')],
      anAccount('shop', 'Workloads/Production'),
    ];
    const after = [
      aUnit('Infra'),
      aUnit('Workloads'),
      aUnit('Infra/Production'),
      anAccount('shop', 'Infra/Production'),
    ];
    expect(told(before, after)).toEqual([
      'unit-added: Unit Infra/Production is added below Infra.',
      'account-moved: Account shop moves from Workloads/Production to Infra/Production.',
      'unit-removed: Unit Workloads/Production is removed from below Workloads.',
    ]);
  });

  test('of one path and two ids at AWS are two, and an account that names the path has moved', () => {
    const before = [aUnit('Test', 'ou-1'), anAccount('shop', 'Test')];
    expect(told(before, [aUnit('Test', 'ou-2'), anAccount('shop', 'Test')])).toEqual([
      'unit-added: Unit Test is added below root.',
      'account-moved: Account shop moves from Test to Test.',
      'unit-removed: Unit Test is removed from below root.',
    ]);
  });
});
