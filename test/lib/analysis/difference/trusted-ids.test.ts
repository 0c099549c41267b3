import { findDifference } from '../../../../lib/analysis/difference/difference';
import type { GuardrailsFile } from '../../../../lib/model/guardrails-file';
import { aFile, anAccount, aUnit, fromAws } from './a-file';

const plain = aFile([aUnit('A'), anAccount('one', 'A')]);

const summariesOf = (before: GuardrailsFile, after: GuardrailsFile): readonly string[] =>
  findDifference(before, after).trustedIds.map(({ summary }) => summary);

function withIds(organization: string | null, unit: string | null, account: string | null): GuardrailsFile {
  const targets = [aUnit('A', unit), anAccount('one', 'A', { accountId: account })];
  return aFile(targets, { organization: { id: organization, managementAccount: '111111111111' } });
}

describe('ids in a configuration are taken on trust', () => {
  const known = withIds('o-aaaaaaaaaa', 'ou-ab12-11111111', '222222222222');

  test('if they appear', () => {
    expect(summariesOf(plain, known)).toEqual([
      'The id of the organization is now o-aaaaaaaaaa. It is taken on trust: compare with `aws organizations describe-organization`.',
      'The id of unit A is now ou-ab12-11111111. It is taken on trust: compare with `aws organizations list-organizational-units-for-parent`.',
      'The number of account one is now 222222222222. It is taken on trust: compare with `aws organizations list-accounts`.',
    ]);
    expect(findDifference(plain, known).equal).toBe(false);
  });

  test('if they vanish or change', () => {
    expect(summariesOf(known, plain)).toHaveLength(3);
    expect(summariesOf(known, withIds('o-bbbbbbbbbb', 'ou-ab12-11111111', '222222222222'))).toEqual([
      'The id of the organization is now o-bbbbbbbbbb (previously o-aaaaaaaaaa). It is taken on trust: compare with `aws organizations describe-organization`.',
    ]);
  });

  test('with a new account or unit', () => {
    const more = { ...plain, targets: [...plain.targets, anAccount('two', 'A', { accountId: '333333333333' })] };
    expect(summariesOf(plain, more)).toEqual([
      'The number of account two is now 333333333333. It is taken on trust: compare with `aws organizations list-accounts`.',
    ]);
  });

  test('not if they stay', () => {
    expect(summariesOf(known, known)).toEqual([]);
    expect(findDifference(known, known).equal).toBe(true);
  });

  test('not if AWS confirms them or the configuration leaves them out', () => {
    expect(summariesOf(fromAws(known), known)).toEqual([]);
    expect(summariesOf(fromAws(known), plain)).toEqual([]);
    expect(summariesOf(plain, fromAws(known))).toEqual([]);
  });

  test('and told if AWS has others', () => {
    expect(summariesOf(fromAws(known), withIds('o-bbbbbbbbbb', null, null))).toHaveLength(1);
  });

  test('and the number of the management account, too', () => {
    const other = { ...plain, organization: { ...plain.organization, managementAccount: '999999999999' } };
    expect(summariesOf(plain, other)).toEqual([
      'The number of the management account is now 999999999999 (previously 111111111111). It is taken on trust: compare with `aws organizations describe-organization`.',
    ]);
  });
});
