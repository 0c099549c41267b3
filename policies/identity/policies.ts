import type { PermissionSetId } from '../../lib/model/permission-sets';
import type { PermissionSetPolicy } from '../core/permission-set';
import { administrator } from './administrator';

/** The policies of permission sets, by id: each id of lib/model/permission-sets.ts has one. */
export const identityPolicies: ReadonlyMap<PermissionSetId, PermissionSetPolicy> = new Map(
  [administrator].map((policy) => [policy.id, policy]),
);
