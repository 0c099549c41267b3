import { tiersOf } from '../../../../lib/analysis/assemble/permission-sets';
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
