import { createHash } from 'node:crypto';
import { CfnAssignment } from 'aws-cdk-lib/aws-sso';
import { Construct, type IConstruct } from 'constructs';
import { inSequence } from '../organization/in-sequence';

/** That the people of a group have a permission set in an account. */
export interface AccountAssignment {
  /** By its name, which identifies it, and its ARN, which only the deployment may know. */
  readonly permissionSet: { readonly name: string; readonly arn: string };
  /** In the identity store. */
  readonly groupId: string;
  /** The key of the account, which identifies it, and its number, which only the deployment may know. */
  readonly account: { readonly key: string; readonly id: string };
}

export interface AccountAssignmentsProps {
  /** The ARN of the organization instance of Identity Center. */
  readonly instanceArn: string;
  readonly assignments: readonly AccountAssignment[];
  /** What all assignments wait for. */
  readonly after: readonly IConstruct[];
}

/** AWS takes 15 requests for assignments at a time, and some of them may be somebody else's. */
const CHAINS = 10;

/**
 * Assignments of permission sets, deployed in at most ten chains, all of an account in the same one: AWS changes one role of an
 * account at a time, and refuses a second request meanwhile. CloudFormation then waits for three minutes.
 *
 * Every property of an assignment replaces it, and nobody can make one that exists. So its logical id is made from what AWS
 * knows it by and does not change: the permission set's name, the account's key, and the group's id. The group's name in the
 * configuration is not part of it: with another name, CloudFormation would try to make the same assignment a second time, and
 * fail.
 *
 * The chain of an account depends on its key alone, so that another account changes no other chain, and only its successor in
 * its own. Dependencies are no property of a resource: when one changes, nothing is replaced.
 *
 * Sources: https://docs.aws.amazon.com/singlesignon/latest/userguide/limits.html and
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-sso-assignment.html
 */
export class AccountAssignments extends Construct {
  constructor(scope: Construct, id: string, { instanceArn, assignments, after }: AccountAssignmentsProps) {
    super(scope, id);
    const chains = new Map<number, IConstruct[]>();
    for (const assignment of [...assignments].sort(byId)) {
      const number = chainOf(assignment.account.key);
      chains.set(number, [...(chains.get(number) ?? []), assign(this, assignment, instanceArn)]);
    }
    for (const chain of chains.values()) {
      inSequence(chain);
      chain[0]?.node.addDependency(...after);
    }
  }
}

function assign(scope: Construct, assignment: AccountAssignment, instanceArn: string): CfnAssignment {
  const { permissionSet, groupId, account } = assignment;
  return new CfnAssignment(scope, idOf(assignment), {
    instanceArn,
    permissionSetArn: permissionSet.arn,
    principalType: 'GROUP',
    principalId: groupId,
    targetType: 'AWS_ACCOUNT',
    targetId: account.id,
  });
}

function byId(one: AccountAssignment, other: AccountAssignment): number {
  return idOf(one) < idOf(other) ? -1 : 1;
}

/** The account first: assignments of one account are neighbors. No part has a space. */
function idOf({ permissionSet, groupId, account }: AccountAssignment): string {
  return `${account.key} ${permissionSet.name} ${groupId}`;
}

function chainOf(account: string): number {
  return createHash('sha256').update(account).digest().readUInt32BE() % CHAINS;
}
