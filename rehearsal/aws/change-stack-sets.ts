import { isDeepStrictEqual } from 'node:util';
import type {
  CreateStackSetCommandInput,
  DeploymentTargets,
  Parameter,
  StackSet,
} from '@aws-sdk/client-cloudformation';
import { required } from '../../lib/aws/required';
import { until } from '../until';
import type { RehearsalClients } from './clients';
import { send } from './send';

type WithCloudFormation = Pick<RehearsalClients, 'cloudformation'>;

/** A StackSet as a template describes it, with every reference resolved. */
export type ResolvedStackSet = Omit<CreateStackSetCommandInput, 'StackSetName' | 'ClientRequestToken'> & {
  readonly StackSetName: string;
};

/** Where a StackSet creates stacks. */
export interface StackInstances {
  readonly DeploymentTargets: DeploymentTargets;
  readonly Regions: string[];
  readonly ParameterOverrides?: Parameter[];
}

/** Creates the StackSet, or updates it if it exists and its template or a parameter changed. */
export async function putStackSet(clients: WithCloudFormation, stackSet: ResolvedStackSet): Promise<void> {
  const { StackSetName } = stackSet;
  const deployed = await find(clients, StackSetName);
  if (deployed === undefined) {
    await send(clients, 'cloudformation:CreateStackSet', stackSet);
    return;
  }
  if (isSame(deployed, stackSet)) return;
  const { OperationId } = await send(clients, 'cloudformation:UpdateStackSet', stackSet);
  await waitForOperation(clients, StackSetName, OperationId);
}

function isSame(deployed: StackSet, wanted: ResolvedStackSet): boolean {
  const parametersOf = ({ Parameters = [] }: Pick<StackSet, 'Parameters'>): readonly string[] =>
    Parameters.map(({ ParameterKey = '', ParameterValue = '' }) => `${ParameterKey}=${ParameterValue}`).sort();
  return (
    deployed.TemplateBody === wanted.TemplateBody && isDeepStrictEqual(parametersOf(deployed), parametersOf(wanted))
  );
}

/** Creates a stack in each account of the targets and each Region, and waits for them. */
export async function putInstances(
  clients: WithCloudFormation,
  name: string,
  instances: StackInstances,
): Promise<void> {
  const input = { StackSetName: name, ...instances };
  const { OperationId } = await send(clients, 'cloudformation:CreateStackInstances', input);
  await waitForOperation(clients, name, OperationId);
}

/** Deletes the stack in one account, with its resources. */
export async function deleteInstances(
  clients: WithCloudFormation,
  name: string,
  { account, unit, region }: { readonly account: string; readonly unit: string; readonly region: string },
): Promise<void> {
  const { OperationId } = await send(clients, 'cloudformation:DeleteStackInstances', {
    StackSetName: name,
    DeploymentTargets: { OrganizationalUnitIds: [unit], Accounts: [account], AccountFilterType: 'INTERSECTION' },
    Regions: [region],
    RetainStacks: false,
  });
  await waitForOperation(clients, name, OperationId);
}

async function find(clients: WithCloudFormation, name: string): Promise<StackSet | undefined> {
  try {
    const { StackSet: found } = await send(clients, 'cloudformation:DescribeStackSet', { StackSetName: name });
    return found?.Status === 'DELETED' ? undefined : found;
  } catch (error) {
    if (error instanceof Error && error.name === 'StackSetNotFoundException') return undefined;
    throw error;
  }
}

async function waitForOperation(
  clients: WithCloudFormation,
  name: string,
  operation: string | undefined,
): Promise<void> {
  const query = { StackSetName: name, OperationId: required(operation, 'the id of the operation') };
  const look = async () => {
    const { StackSetOperation: found } = await send(clients, 'cloudformation:DescribeStackSetOperation', query);
    return found?.Status === 'RUNNING' || found?.Status === 'QUEUED' ? undefined : found;
  };
  const ended = await until(look, { seconds: 60, pauseMs: 500 });
  if (ended === undefined) throw new Error(`StackSet ${name}: the operation did not end within a minute`);
  const status = required(ended.Status, "the operation's status");
  if (status !== 'SUCCEEDED')
    throw new Error(`StackSet ${name}: ${ended.StatusReason ?? `the operation ended as ${status}`}`);
}
