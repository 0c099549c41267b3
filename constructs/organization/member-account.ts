import { RemovalPolicy } from 'aws-cdk-lib';
import { CfnAccount } from 'aws-cdk-lib/aws-organizations';
import { Construct } from 'constructs';

export interface MemberAccountProps {
  /** The name that AWS shows. CloudFormation cannot change it, `email` or `roleName`: the update and its rollback fail. */
  readonly name: string;
  readonly email: string;
  /** The role in the account that the management account may assume. */
  readonly roleName: string;
  /** The id at AWS of the account's unit; if it changes, the account moves. */
  readonly unitId: string;
  readonly tags: Readonly<Record<string, string>>;
}

/**
 * An account of the organization that is retained: removing it from the template does not close it.
 *
 * CloudFormation must create accounts one after another (`inSequence`): AWS rejects parallel calls, and no tool warns.
 */
export class MemberAccount extends Construct {
  /** The account's number. */
  readonly accountId: string;

  constructor(scope: Construct, id: string, { name, email, roleName, unitId, tags }: MemberAccountProps) {
    super(scope, id);
    const account = new CfnAccount(this, 'Resource', {
      accountName: name,
      email,
      roleName,
      parentIds: [unitId],
      tags: Object.entries(tags).map(([key, value]) => ({ key, value })),
    });
    account.applyRemovalPolicy(RemovalPolicy.RETAIN);
    this.accountId = account.attrAccountId;
  }
}
