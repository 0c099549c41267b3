import {
  CreateStackInstancesCommand,
  CreateStackSetCommand,
  DeleteStackInstancesCommand,
  DescribeStackSetCommand,
  DescribeStackSetOperationCommand,
  ListStackInstancesCommand,
  UpdateStackSetCommand,
  type CloudFormationClient,
  type CreateStackSetCommandInput,
  type DeploymentTargets,
  type Parameter,
} from '@aws-sdk/client-cloudformation';
import type { Sender } from './clients';
import { everyPage } from './every-page';
import { told } from './told';

type CloudFormation = Sender<CloudFormationClient>;

/** A StackSet as a template describes it, with every reference in it resolved. */
export type StackSet = Omit<CreateStackSetCommandInput, 'StackSetName' | 'ClientRequestToken'> & {
  readonly StackSetName: string;
};

/** Where a StackSet puts stacks. */
export interface StackInstances {
  readonly DeploymentTargets: DeploymentTargets;
  readonly Regions: string[];
  readonly ParameterOverrides?: Parameter[];
}

/** A stack that a StackSet put into an account. */
export interface LiveStackInstance {
  readonly account: string;
  readonly region: string;
  /** `CURRENT`, `OUTDATED` … */
  readonly status: string;
  readonly stackId: string | undefined;
}

/** Creates the StackSet, or brings it up to date where it exists. */
export async function putStackSet(cloudformation: CloudFormation, stackSet: StackSet): Promise<void> {
  const { StackSetName } = stackSet;
  if (await exists(cloudformation, StackSetName)) {
    const { OperationId } = await cloudformation.send(new UpdateStackSetCommand(stackSet));
    await waitForOperation(cloudformation, StackSetName, OperationId);
  } else await cloudformation.send(new CreateStackSetCommand(stackSet));
}

/** Puts a stack into each account of the targets and each Region, and waits until they are there. */
export async function putInstances(
  cloudformation: CloudFormation,
  name: string,
  instances: StackInstances,
): Promise<void> {
  const { OperationId } = await cloudformation.send(
    new CreateStackInstancesCommand({ StackSetName: name, ...instances }),
  );
  await waitForOperation(cloudformation, name, OperationId);
}

/** Removes the stack in one account, and what it made. */
export async function deleteInstances(
  cloudformation: CloudFormation,
  name: string,
  { account, unit, region }: { readonly account: string; readonly unit: string; readonly region: string },
): Promise<void> {
  const { OperationId } = await cloudformation.send(
    new DeleteStackInstancesCommand({
      StackSetName: name,
      DeploymentTargets: { OrganizationalUnitIds: [unit], Accounts: [account], AccountFilterType: 'INTERSECTION' },
      Regions: [region],
      RetainStacks: false,
    }),
  );
  await waitForOperation(cloudformation, name, OperationId);
}

export async function listInstances(
  cloudformation: CloudFormation,
  name: string,
): Promise<readonly LiveStackInstance[]> {
  const instances = await everyPage(
    (NextToken) => cloudformation.send(new ListStackInstancesCommand({ StackSetName: name, NextToken })),
    ({ Summaries }) => Summaries,
  );
  return instances.map(({ Account, Region, Status, StackId }) => ({
    account: told(Account, 'the account of a stack instance'),
    region: told(Region, 'the Region of a stack instance'),
    status: told(Status, 'the status of a stack instance'),
    stackId: StackId,
  }));
}

async function exists(cloudformation: CloudFormation, name: string): Promise<boolean> {
  try {
    const { StackSet } = await cloudformation.send(new DescribeStackSetCommand({ StackSetName: name }));
    return StackSet?.Status !== 'DELETED';
  } catch (error) {
    if (error instanceof Error && error.name === 'StackSetNotFoundException') return false;
    throw error;
  }
}

const POLLS = 120;
const BETWEEN_POLLS_MS = 500;

async function waitForOperation(
  cloudformation: CloudFormation,
  name: string,
  operation: string | undefined,
): Promise<void> {
  const query = { StackSetName: name, OperationId: told(operation, 'the operation on a StackSet') };
  for (let poll = 0; poll < POLLS; poll += 1) {
    const { StackSetOperation } = await cloudformation.send(new DescribeStackSetOperationCommand(query));
    const status = told(StackSetOperation?.Status, 'the status of an operation');
    if (status === 'SUCCEEDED') return;
    if (status !== 'RUNNING' && status !== 'QUEUED')
      throw new Error(`StackSet ${name}: ${StackSetOperation?.StatusReason ?? `the operation ended as ${status}`}`);
    await new Promise((settle) => setTimeout(settle, BETWEEN_POLLS_MS));
  }
  throw new Error(`StackSet ${name}: the operation did not end`);
}
