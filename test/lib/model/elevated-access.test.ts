import { elevatedAccess } from '../../../lib/model/elevated-access';
import type { PartnerRole } from '../../../lib/model/organization';
import { theExample } from '../../support/the-example';

const [example] = theExample().organization.partners;

function rolesWith(partner: Partial<PartnerRole>): readonly string[] {
  if (example === undefined) throw new Error('the example has no partner');
  return elevatedAccess({ partners: [{ ...example, ...partner, key: 'acme' }] }).roles;
}

test('administrators, backup operators and deployers have elevated permission sets, and nobody else', () => {
  const { permissionSets } = elevatedAccess({ partners: [] });
  expect([...permissionSets].sort()).toEqual(['administrator', 'backup-operator', 'deployer']);
});

test("the backup operator's role is watched, and the auditor's is not", () => {
  expect(elevatedAccess({ partners: [] }).roles).toEqual(['arn:*:iam::*:role/platform/backup-operator']);
});

test('of partners, people and elevated permission sets are watched, and no machine that only reads', () => {
  const watched = 'arn:*:iam::*:role/partner/acme';
  expect(rolesWith({ mfa: true, permissionSet: 'read-only' })).toContain(watched);
  expect(rolesWith({ mfa: false, permissionSet: 'administrator' })).toContain(watched);
  expect(rolesWith({ mfa: false, permissionSet: 'read-only' })).not.toContain(watched);
});
