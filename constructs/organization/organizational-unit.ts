import { RemovalPolicy } from 'aws-cdk-lib';
import { CfnOrganizationalUnit } from 'aws-cdk-lib/aws-organizations';
import { Construct } from 'constructs';

export interface OrganizationalUnitProps {
  /** The name that AWS shows; may change at any time. */
  readonly name: string;
  /** The id at AWS of the root or the unit above. CloudFormation replaces the unit when it changes. */
  readonly parentId: string;
}

/** An organizational unit that is retained: removing it from the template changes neither it nor its accounts. */
export class OrganizationalUnit extends Construct {
  /** The unit's id at AWS. */
  readonly unitId: string;

  constructor(scope: Construct, id: string, { name, parentId }: OrganizationalUnitProps) {
    super(scope, id);
    const unit = new CfnOrganizationalUnit(this, 'Resource', { name, parentId });
    unit.applyRemovalPolicy(RemovalPolicy.RETAIN);
    this.unitId = unit.attrId;
  }
}
