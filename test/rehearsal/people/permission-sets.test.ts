import {
  compareAssignments,
  compareSets,
  expectedAssignments,
  expectedSets,
} from '../../../rehearsal/people/permission-sets';
import { PERMISSION_SET_IDS } from '../../../lib/model/permission-sets';
import { theExample } from '../../support/the-example';
import { aDeployedExample } from '../applications/a-deployed-example';

const found = () =>
  expectedSets(theExample().organization).map(({ name, duration, policy = null }) => ({ name, duration, policy }));

describe('the permission sets that Identity Center has', () => {
  test('must be all tiers with their proved policies, and one for each application with people', () => {
    const names = expectedSets(theExample().organization).map(({ name }) => name);
    expect(names.slice(0, PERMISSION_SET_IDS.length)).toEqual(PERMISSION_SET_IDS);
    expect(names.slice(PERMISSION_SET_IDS.length).every((name) => name.startsWith('app-'))).toBe(true);
    const results = compareSets(expectedSets(theExample().organization), found());
    expect(results).toEqual(names.flatMap(() => [null, null]));
  });

  test('are reported if they are missing, unexpected, too long or have another policy', () => {
    const [first, second, ...rest] = found();
    const changed = [{ ...first, name: 'stray' }, { ...second, duration: 'PT12H', policy: {} }, ...rest] as ReturnType<
      typeof found
    >;
    const results = compareSets(expectedSets(theExample().organization), changed);
    expect(results.filter((result) => result !== null)).toEqual([
      'Identity Center has no permission set finance',
      'permission set read-only: a session lasts PT12H, not PT8H',
      'permission set read-only: its policy is not the one that is proved',
      'Identity Center has an unexpected permission set stray',
    ]);
  });
});

describe('the assignments that Identity Center has', () => {
  test('must be those of groups whose ids are known', () => {
    const { organization } = theExample();
    const known = organization.groups.flatMap(({ id }) => (id === null ? [] : [id]));
    const expected = expectedAssignments(aDeployedExample());
    expect(expected.length).toBeGreaterThan(0);
    expect(expected.every((one) => known.some((id) => one.endsWith(` for ${id}`)))).toBe(true);
    expect(new Set(expected).size).toBe(expected.length);
  });

  test('are reported if they are missing or unexpected', () => {
    expect(compareAssignments(['a', 'b'], ['a', 'c'])).toEqual([
      null,
      'Identity Center has no assignment of b',
      'Identity Center has an unexpected assignment of c',
    ]);
  });
});
