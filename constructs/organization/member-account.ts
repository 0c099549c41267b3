import { RemovalPolicy } from 'aws-cdk-lib';
import { CfnAccount } from 'aws-cdk-lib/aws-organizations';
import { Construct } from 'constructs';

export interface MemberAccountProps {
  /** What AWS shows. CloudFormation cannot change it, nor `email`, nor `roleName`: the update fails, and so does its rollback. */
  readonly name: string;
  readonly email: string;
  /** The role in the account that the management account may assume. */
  readonly roleName: string;
  /** The id at AWS of the unit that the account sits in; the account moves when it changes. */
  readonly unitId: string;
  readonly tags: Readonly<Record<string, string>>;
}

/**
 * An account of the organization that outlives its stack: taking it out of the template does not close it.
 *
 * CloudFormation must create accounts one after another (`inSequence`); AWS refuses, and no tool warns.
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
