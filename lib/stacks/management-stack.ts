import { Stack } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { MANAGEMENT_BOUNDARY, stackName } from '../model/names';
import type { Organization } from '../model/organization';
import { boundRoles } from './role-boundary';

export interface ManagementStackProps {
  readonly organization: Organization;
  readonly description: string;
  /** @default - the home Region */
  readonly region?: string;
}

/**
 * A stack in the management account, protected from deletion: it holds state or guardrails. No service control policy binds its
 * roles, so each has the boundary that a person made, and the execution policies let CloudFormation write no other role.
 */
export class ManagementStack extends Stack {
  constructor(scope: Construct, id: string, { organization, description, region }: ManagementStackProps) {
    super(scope, id, {
      env: { account: organization.managementAccount.accountId, region: region ?? organization.homeRegion },
      stackName: stackName(id),
      terminationProtection: true,
      description,
    });
    const { path, name } = MANAGEMENT_BOUNDARY;
    boundRoles(this, `arn:aws:iam::${organization.managementAccount.accountId}:policy${path}${name}`);
  }
}
