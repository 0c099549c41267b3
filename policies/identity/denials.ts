import { actionsOf, type ActionGroup } from '../core/action-group';
import { deny, oneOrMany } from '../core/statements';
import type { Statement } from '../../lib/iam/statement';
import { DATA_READS } from '../data/data-reads';

/** Denials that several permission sets share. */

/** Nothing of this, on any resource. */
export function never(Sid: string, groups: readonly ActionGroup[]): Statement {
  return deny({ Sid, Action: oneOrMany(actionsOf(groups)), Resource: '*' });
}

/**
 * For everybody who reads configuration and no data. The policy of a bucket, a key or a queue can allow it to a role of its
 * account, and the policies of the keys of AWS allow it to everybody: so it is denied.
 *
 * Calls for the configuration of APIs would also show the keys of their customers.
 *
 * Source: https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-iam-policy-examples.html
 */
export const NO_DATA: readonly Statement[] = [
  never('Data', DATA_READS),
  deny({
    Sid: 'ApiKeys',
    Action: 'apigateway:GET',
    Resource: ['arn:*:apigateway:*::/apikeys*', 'arn:*:apigateway:*::/usageplans/*/keys*'],
  }),
];

/** Only these roles are assumed, in whatever account. */
export function assumesOnly(roles: readonly string[]): Statement {
  return deny({ Sid: 'Roles', Action: 'sts:AssumeRole', NotResource: oneOrMany(roles) });
}
