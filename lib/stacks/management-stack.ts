import { Stack } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { stackName } from '../model/names';
import type { Organization } from '../model/organization';

export interface ManagementStackProps {
  readonly organization: Organization;
  readonly description: string;
  /** @default - the home Region */
  readonly region?: string;
}

/** A stack in the management account, protected from deletion: it holds state or guardrails. */
export class ManagementStack extends Stack {
  constructor(scope: Construct, id: string, { organization, description, region }: ManagementStackProps) {
    super(scope, id, {
      env: { account: organization.managementAccount.accountId, region: region ?? organization.homeRegion },
      stackName: stackName(id),
      terminationProtection: true,
      description,
    });
  }
}
