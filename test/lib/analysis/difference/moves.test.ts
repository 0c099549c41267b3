import { matchTargets } from '../../../../lib/analysis/evaluate/match-targets';
import { findMoves } from '../../../../lib/analysis/difference/moves';
import type { GuardrailsTarget } from '../../../../lib/model/guardrails-file';
import type { GuardrailsFile } from '../../../../lib/model/guardrails-file';
import { aFile, anAccount, aUnit } from './a-file';

const movesOf = (before: GuardrailsFile, after: GuardrailsFile): ReturnType<typeof findMoves> =>
  findMoves(before, after, matchTargets(before, after));

const UNITS = [aUnit('Test'), aUnit('Production')];

function summariesOf(before: readonly GuardrailsTarget[], after: readonly GuardrailsTarget[]): readonly string[] {
  return movesOf(aFile(before), aFile(after)).map(({ kind, summary }) => `${kind}: ${summary}`);
}

describe('accounts', () => {
  test('that do not move are not reported', () => {
    const same = [...UNITS, anAccount('shop', 'Test')];
    expect(summariesOf(same, [...same].reverse())).toEqual([]);
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

  test('are added and removed', () => {
    expect(summariesOf([...UNITS, anAccount('old', 'Test')], [...UNITS, anAccount('new', 'Production')])).toEqual([
      'account-added: Account new is added to Production. It may be old under a new name, and is compared with it.',
      'account-removed: Account old is removed from Test. AWS does not close it for that: it is compared as if it stays.',
    ]);
  });

  test('change their state', () => {
    expect(
      summariesOf([...UNITS, anAccount('shop', 'Test')], [...UNITS, anAccount('shop', 'Test', { state: 'suspended' })]),
    ).toEqual(['account-state: Account shop was active and is now suspended.']);
  });

  test('without a state are active', () => {
    const silent: GuardrailsTarget = { id: 'shop', kind: 'account', parent: 'Test' };
    expect(summariesOf([...UNITS, anAccount('shop', 'Test')], [...UNITS, silent])).toEqual([]);
  });

  test('are identified by their numbers, so a new name is not a new account', () => {
    const number = { accountId: '222222222222' };
    const before = [...UNITS, anAccount('shop', 'Test', number)];
    expect(summariesOf(before, [...UNITS, anAccount('store', 'Test', number)])).toEqual([]);
    expect(summariesOf(before, [...UNITS, anAccount('store', 'Production', number)])).toEqual([
      'account-moved: Account shop, now store, moves from Test to Production.',
    ]);
  });

  test('are the same if only one state has the number', () => {
    const known = [...UNITS, anAccount('shop', 'Test', { accountId: '222222222222' })];
    expect(summariesOf([...UNITS, anAccount('shop', 'Test')], known)).toEqual([]);
  });

  test('with the same name and different numbers are two accounts', () => {
    const [before, after] = ['222222222222', '333333333333'].map((accountId) => [
      ...UNITS,
      anAccount('shop', 'Test', { accountId }),
    ]);
    expect(summariesOf(before ?? [], after ?? [])).toEqual([
      'account-added: Account shop is added to Test.',
      'account-removed: Account shop is removed from Test. AWS does not close it for that: it is compared as if it stays.',
    ]);
  });

  test('that swap names are still the same', () => {
    const [one, two] = [{ accountId: '222222222222' }, { accountId: '333333333333' }];
    const before = [...UNITS, anAccount('a', 'Test', one), anAccount('b', 'Production', two)];
    expect(summariesOf(before, [...UNITS, anAccount('b', 'Test', one), anAccount('a', 'Production', two)])).toEqual([]);
  });
});

describe('an account that was renamed, as its number shows', () => {
  test('can leave its old name to a new account', () => {
    const before = [...UNITS, anAccount('a', 'Test', { accountId: '222222222222' })];
    const after = [...UNITS, anAccount('b', 'Test', { accountId: '222222222222' }), anAccount('a', 'Test')];
    expect(summariesOf(before, after)).toEqual(['account-added: Account a is added to Test.']);
  });
});

describe('the management account', () => {
  test('is not new if only one file lists it', () => {
    const management: GuardrailsTarget = { id: 'management', kind: 'management-account', parent: 'root' };
    expect([...summariesOf([], [management]), ...summariesOf([management], [])]).toEqual([]);
  });
});

describe('units', () => {
  test('are added in the order of the file, and removed ones come last', () => {
    const before = [aUnit('Test'), aUnit('Old')];
    expect(summariesOf(before, [aUnit('New'), aUnit('Test'), aUnit('Test/Inner')])).toEqual([
      'unit-added: Unit New is added to root.',
      'unit-added: Unit Test/Inner is added to Test.',
      'unit-removed: Unit Old is removed from root.',
    ]);
  });

  test('with ids at AWS move with everything in them', () => {
    const shop = { accountId: '222222222222' };
    const before = [
      ...[aUnit('Infra', 'ou-1'), aUnit('Workloads', 'ou-2'), aUnit('Workloads/Production', 'ou-3')],
      ...[aUnit('Workloads/Production/Web', 'ou-4'), anAccount('shop', 'Workloads/Production', shop)],
    ];
    const after = [
      ...[aUnit('Infra', 'ou-1'), aUnit('Workloads', 'ou-2'), aUnit('Infra/Production', 'ou-3')],
      ...[aUnit('Infra/Production/Web', 'ou-4'), anAccount('shop', 'Infra/Production', shop)],
    ];
    expect(summariesOf(before, after)).toEqual([
      'unit-moved: Unit Workloads/Production, now Infra/Production, moves from Workloads to Infra.',
    ]);
  });

  test('without ids are new units, to which their accounts move', () => {
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
    expect(summariesOf(before, after)).toEqual([
      'unit-added: Unit Infra/Production is added to Infra.',
      'account-moved: Account shop moves from Workloads/Production to Infra/Production.',
      'unit-removed: Unit Workloads/Production is removed from Workloads.',
    ]);
  });

  test('with the same path and different ids at AWS are two units, and their accounts move', () => {
    const before = [aUnit('Test', 'ou-1'), anAccount('shop', 'Test')];
    expect(summariesOf(before, [aUnit('Test', 'ou-2'), anAccount('shop', 'Test')])).toEqual([
      'unit-added: Unit Test is added to root.',
      'account-moved: Account shop moves from Test to Test.',
      'unit-removed: Unit Test is removed from root.',
    ]);
  });
});
