import { bootstrapRole } from './vending-documents';
import type { WallCall } from './vending-judging';

/*
 * What the pipeline calls with the role that starts deployments, and what it could try: a stack keeps its service role, and whoever
 * may update the stack uses that role without a permission to pass it.
 *
 * Source: https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/using-iam-servicerole.html
 */

/** A call on a stack. */
export interface StackCall extends WallCall {
  /** The statements of deploy-role-denials.json that deny it. */
  readonly walls: readonly string[];
}

const STACK = 'arn:aws:cloudformation:{region}:{account}:stack';
const WITH_ROLE = { 'cloudformation:RoleArn': bootstrapRole('cfn-exec') };

/** AWS sends the role of the request, and none if there is none: the stack's own is used then. */
const TAKES_ROLE = ['ContinueUpdateRollback', 'CreateChangeSet', 'CreateStack', 'RollbackStack', 'UpdateStack'];
const OTHERS = ['DeleteChangeSet', 'DeleteStack', 'ExecuteChangeSet', 'UpdateTerminationProtection'];

function on(
  stack: string,
  actions: readonly string[],
  walls: readonly string[],
  keys: WallCall['keys'] = {},
): readonly StackCall[] {
  return actions.map((action) => ({
    does: `${action} of ${stack}${'cloudformation:RoleArn' in keys ? '' : ', without a role'}`,
    action: `cloudformation:${action}`,
    on: `${STACK}/${stack}/0a1b`,
    keys,
    walls,
  }));
}

/** As the CDK's CLI calls it. */
export const DEPLOYMENTS: readonly WallCall[] = ['Rampart-Organization', 'Rampart-Regional-us-east-1'].flatMap(
  (stack) => [...on(stack, TAKES_ROLE, [], WITH_ROLE), ...on(stack, OTHERS, [])],
);

const PROTECTED = 'LeaveVendingAndBootstrapsAlone';
const FOREIGN = 'WriteOnlyStacksOfRampart';
const ROLE = 'OnlyAsTheExecutionRole';

export const STACK_ATTEMPTS: readonly StackCall[] = [
  ...['Rampart-Vending', 'Rampart-Vending-Bootstrap', 'Rampart-Bootstrap'].flatMap((stack) => [
    ...on(stack, TAKES_ROLE, [PROTECTED], WITH_ROLE),
    ...on(stack, TAKES_ROLE, [PROTECTED, ROLE]),
    ...on(stack, OTHERS, [PROTECTED]),
  ]),
  ...['CDKToolkit', 'somebody-else'].flatMap((stack) => [
    ...on(stack, TAKES_ROLE, [FOREIGN], WITH_ROLE),
    ...on(stack, TAKES_ROLE, [FOREIGN, ROLE]),
    ...on(stack, OTHERS, [FOREIGN]),
  ]),
  ...on('Rampart-Guardrails', TAKES_ROLE, [ROLE]),
  ...on('Rampart-Guardrails', ['CreateStackRefactor', 'ExecuteStackRefactor'], ['MoveNothingBetweenStacks']),
  // Should AWS know a change set by its own ARN alone, the role executes none.
  {
    does: 'execute a change set by its ARN',
    action: 'cloudformation:ExecuteChangeSet',
    on: 'arn:aws:cloudformation:{region}:{account}:changeSet/cdk-deploy-change-set/0a1b',
    walls: [FOREIGN],
  },
];

/** Who asks for the role that starts deployments. */
export const RIGHTFUL = [
  'role/aws-reserved/sso.amazonaws.com/eu-central-1/AWSReservedSSO_deployer_0123456789abcdef',
  'role/aws-reserved/sso.amazonaws.com/AWSReservedSSO_deployer_0123456789abcdef',
  'role/rampart-vending-deploy',
];

export const WRONGFUL = [
  'role/admin',
  'role/aws-reserved/sso.amazonaws.com/eu-central-1/AWSReservedSSO_administrator_0123456789abcdef',
  'role/aws-reserved/sso.amazonaws.com/eu-central-1/AWSReservedSSO_deployer_x_0123456789abcdef',
  'role/cdk-rampart-cfn-exec-role-111111111111-eu-central-1',
  'role/other/rampart-vending-deploy',
  'role/rampart-vending',
  'role/rampart-vending-deploy-2',
  'role/rampart-vending-drift',
  'role/rampart-vending-judge',
  'role/rampart-vending-plan',
  'user/rampart-vending-deploy',
];
