import type { PermissionSetId } from '../../lib/model/permission-sets';
import type { PermissionSetPolicy } from '../core/permission-set';
import { administrator } from './administrator';
import { backupOperator } from './backup-operator';
import { deployer } from './deployer';
import { developer } from './developer';
import { finance } from './finance';
import { network } from './network';
import { operator } from './operator';
import { readOnly } from './read-only';
import { security } from './security';

/** The policies of permission sets, by id: each id of lib/model/permission-sets.ts has one. In its order. */
export const identityPolicies: ReadonlyMap<PermissionSetId, PermissionSetPolicy> = new Map(
  [finance, readOnly, operator, developer, network, security, backupOperator, administrator, deployer].map((policy) => [
    policy.id,
    policy,
  ]),
);
