import { Stack } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { MANAGEMENT_BOUNDARY, stackName } from '../model/names';
import type { Organization } from '../model/organization';
import { boundRoles } from './role-boundary';
import { findExceededLimits, type CountedTemplate } from './stack-limits';

export interface ManagementStackProps {
  readonly organization: Organization;
  readonly description: string;
  /** @default - the home Region */
  readonly region?: string;
  /**
   * What to do if the stack gets too large for CloudFormation, as an imperative.
   *
   * @default - make it smaller: nothing of it can be in another stack
   */
  readonly remedy?: string;
}

/**
 * A stack in the management account, protected from deletion: it holds state or guardrails. No service control policy binds its
 * roles, so each has the boundary that a person made, and the execution policies let CloudFormation write no other role. A stack that is
 * too large for CloudFormation fails the synth.
 */
export class ManagementStack extends Stack {
  constructor(scope: Construct, id: string, props: ManagementStackProps) {
    const { organization, description, region } = props;
    const { remedy = 'configure less of what it holds: nothing of it can be in another stack' } = props;
    super(scope, id, {
      env: { account: organization.managementAccount.accountId, region: region ?? organization.homeRegion },
      stackName: stackName(id),
      terminationProtection: true,
      description,
    });
    const { path, name } = MANAGEMENT_BOUNDARY;
    boundRoles(this, `arn:aws:iam::${organization.managementAccount.accountId}:policy${path}${name}`);
    this.node.addValidation({ validate: () => [...findExceededLimits(this.toTemplate(), remedy)] });
  }

  private toTemplate(): CountedTemplate {
    return this.resolve(this._toCloudFormation()) as CountedTemplate;
  }
}
