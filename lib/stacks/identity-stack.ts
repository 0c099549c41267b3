import { CfnWaitConditionHandle } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { reach } from '../../constructs/application/reach';
import { AccountAssignments, type AccountAssignment } from '../../constructs/identity/account-assignments';
import { PermissionSet } from '../../constructs/identity/permission-set';
import { inSequence } from '../../constructs/organization/in-sequence';
import type { tiersOf } from '../analysis/assemble/permission-sets';
import { EXPORTS } from '../model/names';
import type { Application, Organization } from '../model/organization';
import { APPLICATION_SESSION_HOURS } from '../model/permission-sets';
import { knownGroups, permissionSetName, type PlacedAssignment } from '../model/people';
import type { ApplicationAccess } from './application-access';
import { exportId } from './export-id';
import { ManagementStack } from './management-stack';
import { reachedStores, type NumberOf } from './reached-stores';

export interface IdentityStackProps {
  readonly organization: Organization;
  /** The ARN of the organization instance of Identity Center. */
  readonly instanceArn: string;
  /** The tiers whose permission sets the stack has. */
  readonly tiers: ReturnType<typeof tiersOf>;
  /** The applications whose people's permission sets the stack has. */
  readonly applications: readonly Application[];
  readonly access: ApplicationAccess;
  /** Those that the stack has. Those of groups whose ids are not known are left out. */
  readonly assignments: readonly PlacedAssignment[];
  /** The ARNs of permission sets of other stacks, by name. */
  readonly elsewhere: ReadonlyMap<string, string>;
  /** Of member accounts and the management account. */
  readonly numberOf: NumberOf;
}

/**
 * Permission sets, and who has them where.
 *
 * Permission sets come first, one after another, because a changed one is provisioned in every account that has it, and AWS
 * changes one role of an account at a time.
 */
export class IdentityStack extends ManagementStack {
  /** The ARNs of the tiers' permission sets for other stacks, by name. */
  readonly exported: ReadonlyMap<string, string>;

  constructor(scope: Construct, id: string, props: IdentityStackProps) {
    const { organization, instanceArn, tiers, assignments } = props;
    super(scope, id, {
      organization,
      description: 'Permission sets of Identity Center, and who has them where',
      remedy:
        'give assignments that are not deployed yet a stack of their own, such as `stacks: [b]` in `identity` and `stack: b` in ' +
        'them, for `Identity-b`',
    });
    const groups = knownGroups(organization);
    const sets = this.addPermissionSets(props);
    inSequence([...sets.values()]);
    const exports = new Construct(this, 'Exports');
    this.exported = new Map(
      tiers.map((tier) => {
        const value = arnOf(tier.id, sets, new Map());
        return [tier.id, exportId(exports, { name: EXPORTS.permissionSet(tier.id), value })];
      }),
    );
    new AccountAssignments(this, 'Assignments', {
      instanceArn,
      assignments: assignments.flatMap((assignment) => accountAssignment(assignment, sets, groups, props)),
      after: [...sets.values()].slice(-1),
    });
  }

  private addPermissionSets(props: IdentityStackProps): ReadonlyMap<string, PermissionSet> {
    const { tiers, applications, instanceArn, access, numberOf } = props;
    const scope = new Construct(this, 'PermissionSets');
    // CloudFormation rejects empty stacks, and a stack that is not in the app stays deployed with its last assignments.
    if (tiers.length + applications.length === 0) new CfnWaitConditionHandle(this, 'NoPermissionSets');
    return new Map([
      ...tiers.map(({ id, summary, hours, document }) => {
        const set = { instanceArn, name: id, description: summary, hours, policy: document };
        return [id, new PermissionSet(scope, id, set)] as const;
      }),
      ...applications.map(({ key }) => {
        const name = permissionSetName({ kind: 'application', application: key });
        const description = `Reaches the stores of the application ${key}, and those granted to its people`;
        const statements = reach(reachedStores(access.fromPeople(key), numberOf));
        const policy = statements.length === 0 ? null : documentOf(statements);
        const set = { instanceArn, name, description, hours: APPLICATION_SESSION_HOURS, policy };
        return [name, new PermissionSet(scope, name, set)] as const;
      }),
    ]);
  }
}

function documentOf(statements: ReturnType<typeof reach>): object {
  return { Version: '2012-10-17', Statement: statements.map((statement) => statement.toStatementJson() as object) };
}

function accountAssignment(
  { permissionSet, group, account }: PlacedAssignment,
  sets: ReadonlyMap<string, PermissionSet>,
  groups: ReadonlyMap<string, string>,
  { elsewhere, numberOf }: IdentityStackProps,
): readonly AccountAssignment[] {
  const groupId = groups.get(group);
  if (groupId === undefined) return [];
  const name = permissionSetName(permissionSet);
  return [
    {
      permissionSet: { name, arn: arnOf(name, sets, elsewhere) },
      groupId,
      account: { key: account, id: numberOf(account) },
    },
  ];
}

/** INVARIANT: the first stack has all tiers, and an application's people are assigned in the stack of their permission set. */
function arnOf(name: string, sets: ReadonlyMap<string, PermissionSet>, elsewhere: ReadonlyMap<string, string>): string {
  const arn = sets.get(name)?.arn ?? elsewhere.get(name);
  if (arn === undefined) throw new Error(`no stack has the permission set '${name}'`);
  return arn;
}
