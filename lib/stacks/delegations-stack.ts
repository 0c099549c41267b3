import type { Construct } from 'constructs';
import { OneWayCalls, type OneWayCall } from '../../constructs/organization/one-way-calls';
import type { Audit, Organization } from '../model/organization';
import type { Ids } from './ids';
import { ManagementStack } from './management-stack';

export interface DelegationsStackProps {
  readonly organization: Organization;
  readonly audit: Pick<Audit, 'account'>;
  readonly ids: Ids;
}

/**
 * Services whose organization-wide view the audit account has, instead of the management account.
 *
 * CloudFormation has no type for it. Nothing here is ever taken back: when another account becomes the audit account, a
 * person deregisters the former one. Access Analyzer takes one administrator, so until then the deployment fails.
 *
 * Sources: https://docs.aws.amazon.com/config/latest/developerguide/aggregated-register-delegated-administrator.html and
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-delegated-administrator.html
 */
export class DelegationsStack extends ManagementStack {
  constructor(scope: Construct, id: string, { organization, audit, ids }: DelegationsStackProps) {
    super(scope, id, { organization, description: 'Delegated administrators, which CloudFormation has no type for' });
    const accountId = ids.accountId(audit.account);
    const accountArn = this.formatArn({
      service: 'organizations',
      region: '',
      resource: 'account',
      resourceName: `${ids.organizationId}/${accountId}`,
    });
    new OneWayCalls(this, 'Calls', {
      calls: DELEGATED.map(([callId, service]) => delegate(callId, service, accountId, accountArn)),
    });
  }
}

const DELEGATED: readonly (readonly [id: string, servicePrincipal: string])[] = [
  ['Config', 'config.amazonaws.com'],
  ['AccessAnalyzer', 'access-analyzer.amazonaws.com'],
];

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
