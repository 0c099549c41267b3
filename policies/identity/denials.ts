import { actionsOf, type ActionGroup } from '../core/action-group';
import { deny, oneOrMany } from '../core/statements';
import type { Statement } from '../../lib/iam/statement';
import type { RefusedActions } from '../core/permission-set';
import { DATA_READS } from '../data/data-reads';
import { refusalProbes } from '../probes/identity/calls';
import { DATA_CALLS } from '../probes/identity/configuration-calls';

/** Denials that several permission sets share. */

/** Nothing of this, on any resource. */
export function never(Sid: string, groups: readonly ActionGroup[]): Statement {
  return deny({ Sid, Action: oneOrMany(actionsOf(groups)), Resource: '*' });
}

/**
 * For everybody who reads configuration and no data. The policy of a bucket, a key or a queue can allow it to a role of its
 * account, and the policies of the keys of AWS allow it to everybody: so it is denied.
 *
 * Source: https://docs.aws.amazon.com/kms/latest/developerguide/concepts.html#aws-managed-cmk
 */
export const NO_DATA: RefusedActions = { groups: DATA_READS, probes: (place) => refusalProbes(DATA_CALLS, place) };

/** The call that reads how APIs are configured also shows the keys of their customers. */
export const NO_API_KEYS = deny({
  Sid: 'ApiKeys',
  Action: 'apigateway:GET',
  Resource: ['arn:*:apigateway:*::/apikeys*', 'arn:*:apigateway:*::/usageplans/*/keys*'],
});

/** Only these roles are assumed, in whatever account. */
export function assumesOnly(roles: readonly string[]): Statement {
  return deny({ Sid: 'Roles', Action: 'sts:AssumeRole', NotResource: oneOrMany(roles) });
}
