import type { Construct } from 'constructs';
import { OneWayCalls, type OneWayCall } from '../../constructs/organization/one-way-calls';
import type { Organization } from '../model/organization';
import type { Ids } from './ids';
import { ManagementStack } from './management-stack';

/** That an account administers a service for the organization. */
interface Delegation {
  /** The construct id. It never changes. */
  readonly id: string;
  /** The service's principal, such as `config.amazonaws.com`. */
  readonly service: string;
  /** The key of the account. */
  readonly account: string;
}

export interface DelegationsStackProps {
  readonly organization: Organization;
  /** At least one. */
  readonly delegations: readonly Delegation[];
  readonly ids: Ids;
}

/**
 * The services whose organization-wide view the audit account has, and Identity Center, if another account administers it, too.
 *
 * Enabling the instance of Identity Center has given it trusted access to the organization. Its administrator manages
 * everything but what is assigned in the management account.
 *
 * Source: https://docs.aws.amazon.com/singlesignon/latest/userguide/delegated-admin-how-to-register.html
 */
export function delegationsOf({ audit, baseline, identity }: Organization): readonly Delegation[] {
  const delegated = identity?.instance == null ? null : identity.delegatedAdministrator;
  return [
    ...(audit === null || baseline === null
      ? []
      : [
          { id: 'Config', service: 'config.amazonaws.com', account: audit.account },
          { id: 'AccessAnalyzer', service: 'access-analyzer.amazonaws.com', account: audit.account },
        ]),
    ...(delegated === null ? [] : [{ id: 'IdentityCenter', service: 'sso.amazonaws.com', account: delegated }]),
  ];
}

/**
 * Services that a member account administers for the organization, instead of the management account or besides it.
 *
 * CloudFormation has no type for it. Nothing here is ever taken back: when another account becomes the administrator of a
 * service, a person deregisters the former one. Access Analyzer and Identity Center take one, so until then the deployment
 * fails.
 *
 * Sources: https://docs.aws.amazon.com/config/latest/developerguide/aggregated-register-delegated-administrator.html and
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-delegated-administrator.html
 */
export class DelegationsStack extends ManagementStack {
  constructor(scope: Construct, id: string, { organization, delegations, ids }: DelegationsStackProps) {
    super(scope, id, { organization, description: 'Delegated administrators, which CloudFormation has no type for' });
    new OneWayCalls(this, 'Calls', {
      calls: delegations.map(({ id: callId, service, account }) => {
        const accountId = ids.accountId(account);
        const accountArn = this.formatArn({
          service: 'organizations',
          region: '',
          resource: 'account',
          resourceName: `${ids.organizationId}/${accountId}`,
        });
        return delegate(callId, service, accountId, accountArn);
      }),
    });
  }
}

function delegate(id: string, servicePrincipal: string, accountId: string, accountArn: string): OneWayCall {
  return {
    id,
    service: 'organizations',
    action: 'RegisterDelegatedAdministrator',
    parameters: { AccountId: accountId, ServicePrincipal: servicePrincipal },
    // This account, for this service.
    ignoredError: 'AccountAlreadyRegisteredException',
    permissions: [
      {
        actions: ['organizations:RegisterDelegatedAdministrator'],
        resources: [accountArn],
        conditions: { StringEquals: { 'organizations:ServicePrincipal': servicePrincipal } },
      },
    ],
  };
}
