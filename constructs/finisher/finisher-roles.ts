import { Stack, Validations } from 'aws-cdk-lib';
import { ManagedPolicy, PolicyStatement, Role, ServicePrincipal, type PolicyStatementProps } from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import { textOf } from '../application/wildcards';
import type { FinisherNames, FinisherRoleName } from './finisher-names';
import { finisherStatements } from './finisher-permissions';

export interface FinisherRolesProps {
  readonly names: FinisherNames;
  /** What the state machine calls, as actions of IAM. */
  readonly actions: readonly string[];
  /** The alias of the key that may encrypt EBS. */
  readonly ebsKeyAlias: string;
}

/**
 * The two roles of the finisher, once per account: one with which its state machine acts, and one that only starts it. Both
 * work in every Region of the account, and nowhere else.
 *
 * Step Functions calls with the ARN of the state machine, and EventBridge Scheduler with that of the group of the schedule.
 * Each policy has the same path as its role, because guardrails protect both by their paths.
 *
 * Sources: https://docs.aws.amazon.com/step-functions/latest/dg/procedure-create-iam-role.html and
 * https://docs.aws.amazon.com/scheduler/latest/UserGuide/cross-service-confused-deputy-prevention.html
 */
export class FinisherRoles extends Construct {
  constructor(scope: Construct, id: string, { names, actions, ebsKeyAlias }: FinisherRolesProps) {
    super(scope, id);
    const { account } = Stack.of(this);
    const stateMachines = `arn:aws:states:*:${account}:stateMachine:${names.stateMachine}`;
    this.role('Finisher', names.role, {
      service: 'states.amazonaws.com',
      source: stateMachines,
      description: 'Finishes the account: sets what no template can set',
      statements: finisherStatements(actions, { account, ebsKeyAlias }),
    });
    this.role('Start', names.startRole, {
      service: 'scheduler.amazonaws.com',
      source: `arn:aws:scheduler:*:${account}:schedule-group/default`,
      description: 'Starts the finisher, and nothing else',
      statements: [{ actions: ['states:StartExecution'], resources: [stateMachines] }],
    });
  }

  private role(
    id: string,
    { path, name }: FinisherRoleName,
    { service, source, description, statements }: RoleFor,
  ): void {
    const role = new Role(this, `${id}Role`, {
      path,
      roleName: name,
      description,
      assumedBy: new ServicePrincipal(service, {
        conditions: {
          StringEquals: { 'aws:SourceAccount': Stack.of(this).account },
          ArnLike: { 'aws:SourceArn': source },
        },
      }),
    });
    const policy = new ManagedPolicy(this, `${id}Permissions`, {
      path,
      managedPolicyName: name,
      description,
      roles: [role],
      statements: statements.map((statement) => new PolicyStatement(statement)),
    });
    acknowledgeWildcards(policy, statements);
  }
}

/** A role that a service assumes for one thing of this account. */
interface RoleFor {
  readonly service: string;
  /** The pattern of the ARN of that thing. */
  readonly source: string;
  readonly description: string;
  readonly statements: readonly PolicyStatementProps[];
}

/** Acknowledges each wildcard where the statements become a policy. */
function acknowledgeWildcards(policy: ManagedPolicy, statements: readonly PolicyStatementProps[]): void {
  const resources = statements.flatMap((statement) => statement.resources ?? []);
  for (const resource of new Set(resources.map((one) => textOf(policy, one)).filter((one) => one.includes('*'))))
    Validations.of(policy).acknowledge({
      id: `AwsSolutions::AwsSolutions-IAM5[Resource::${resource}]`,
      reason:
        'The role works in every Region of its account, on what AWS draws the names of. Each action has the narrowest ' +
        'resource that AWS defines for it: for settings of an account there is none.',
    });
}
