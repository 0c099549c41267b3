import { backupTag } from '../../../lib/model/backup-tag';
import { applicationPlaces, storeAccess } from '../../../lib/model/access';
import type { Organization, Placement } from '../../../lib/model/organization';
import { theExample } from '../../support/the-example';

const { organization } = theExample();

function withPlans(...plans: readonly (readonly [target: string, tag: string])[]): Organization {
  const [like] = organization.placements;
  if (like === undefined) throw new Error('the example has no guardrail');
  return {
    ...organization,
    placements: plans.map(([target, tag]): Placement => ({
      ...like,
      guardrail: 'organization-backups',
      target,
      parameters: { tag },
    })),
  };
}

describe('the tag of a plan', () => {
  test('is that of the guardrail above the account', () => {
    expect(backupTag(organization, 'shop-production', 'daily')).toEqual({ key: 'backup', value: 'daily' });
    expect(backupTag(withPlans(['root', 'keep']), 'shop-production', 'monthly')).toEqual({
      key: 'keep',
      value: 'monthly',
    });
  });

  test('is that of the nearest one', () => {
    const plans = withPlans(['Workloads/Production', 'near'], ['root', 'far'], ['Workloads', 'between']);
    expect(backupTag(plans, 'shop-production', 'daily')?.key).toBe('near');
    expect(backupTag(plans, 'shop-development', 'daily')?.key).toBe('between');
  });

  test('is none where no plan reaches', () => {
    expect(backupTag(withPlans(['Sandbox', 'x']), 'shop-production', 'daily')).toBeUndefined();
    expect(backupTag(organization, 'nobody', 'daily')).toBeUndefined();
  });
});

describe('AWS Backup', () => {
  const who = { kind: 'backup', application: 'shop', account: 'shop-production' };

  test('reads and writes the stores that are backed up, and no others', () => {
    const entries = storeAccess(organization).filter((entry) => entry.who.kind === 'backup');
    expect(
      entries.map(({ store, who: grantee, mayRead, mayWrite }) => [store.store, grantee, mayRead, mayWrite]),
    ).toEqual([['orders', who, true, true]]);
  });

  test('leaves a store that is retired', () => {
    const retired: Organization = {
      ...organization,
      applications: organization.applications.map((application) => ({
        ...application,
        stores: application.stores.map((store) => ({ ...store, state: 'retired' })),
      })),
    };
    expect(applicationPlaces(retired).length).toBeGreaterThan(0);
    expect(storeAccess(retired).filter((entry) => entry.who.kind === 'backup')).toEqual([]);
  });
});
