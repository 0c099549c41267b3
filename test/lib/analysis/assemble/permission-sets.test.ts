import { findTooManyPermissionSets, tiersOf } from '../../../../lib/analysis/assemble/permission-sets';
import type { Organization } from '../../../../lib/model/organization';
import { identityPolicies } from '../../../../policies/identity/policies';
import { theExample } from '../../../support/the-example';

const { organization: example } = theExample();

describe('the permission sets of the tiers', () => {
  test('are the policies that are proved, word for word, with the session lengths of the configuration', () => {
    for (const { id, hours, document } of tiersOf(example)) {
      expect(document).toEqual(identityPolicies.get(id)?.document(example));
      expect(hours).toBe(example.identity?.hours[id]);
    }
    expect(tiersOf(example).map(({ id }) => id)).toEqual(expect.arrayContaining([...identityPolicies.keys()]));
  });

  test('are none while the instance of Identity Center is not known', () => {
    expect(tiersOf({ ...example, identity: null })).toEqual([]);
    expect(tiersOf({ ...example, identity: example.identity && { ...example.identity, instance: null } })).toEqual([]);
  });
});

describe('more permission sets than AWS takes', () => {
  const limited = (name: 'permissionSets' | 'permissionSetsPerAccount', value: number): Organization => ({
    ...example,
    quotas: { ...example.quotas, [name]: { ...example.quotas[name], value, asOf: '2026-12-01' } },
  });

  test('are refused in all: nine tiers, and one for each application with people', () => {
    expect(findTooManyPermissionSets(limited('permissionSets', 12))).toEqual([]);
    expect(findTooManyPermissionSets(limited('permissionSets', 11))).toEqual([
      {
        code: 'quota-exceeded',
        at: example.locate(['quotas', 'permissionSets', 'value']),
        message: 'the organization has too many permission sets: `12`',
        allowed: 'at most 11 (as of 2026-12-01)',
        fix: 'request a higher quota from AWS, then write it with its date to `quotas.permissionSets`',
      },
    ]);
  });

  test('are refused in each account that has them', () => {
    const messages = findTooManyPermissionSets(limited('permissionSetsPerAccount', 6)).map(({ message }) => message);
    expect(messages).toEqual(['the account `shop-development` has too many permission sets: `7`']);
    expect(findTooManyPermissionSets(example)).toEqual([]);
  });

  test('are nobody’s while the instance of Identity Center is not known', () => {
    expect(findTooManyPermissionSets({ ...limited('permissionSets', 1), identity: null })).toEqual([]);
  });
});
