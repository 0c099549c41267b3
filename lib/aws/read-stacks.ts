import {
  DescribeStackEventsCommand,
  DescribeStacksCommand,
  GetTemplateCommand,
  ListExportsCommand,
  ListStackResourcesCommand,
  type CloudFormationClient,
} from '@aws-sdk/client-cloudformation';
import type { Sender } from './clients';
import { everyPage } from './every-page';
import { required } from './required';

export interface LiveStack {
  readonly name: string;
  /** Such as `UPDATE_COMPLETE`. */
  readonly status: string;
  readonly parameters: Readonly<Record<string, string>>;
  readonly outputs: Readonly<Record<string, string>>;
}

export interface LiveResource {
  readonly logicalId: string;
  /** Empty: CloudFormation knows none. */
  readonly physicalId: string;
  readonly type: string;
  /** Such as `CREATE_FAILED`. */
  readonly status: string;
}

/** Something that happened to a resource of a stack. */
export interface StackEvent {
  readonly id: string;
  /** The resource's. */
  readonly type: string;
  readonly logicalId: string;
}

/** What went wrong, as the stack's event says. */
export interface StackFailure {
  readonly stack: string;
  readonly resource: string;
  readonly reason: string;
}

type CloudFormation = Sender<CloudFormationClient>;

export async function listStacks(cloudformation: CloudFormation): Promise<readonly LiveStack[]> {
  const stacks = await everyPage(
    (NextToken) => cloudformation.send(new DescribeStacksCommand({ NextToken })),
    ({ Stacks }) => Stacks,
  );
  return stacks.map(({ StackName, StackStatus, Parameters = [], Outputs = [] }) => ({
    name: required(StackName, 'the name of a stack'),
    status: required(StackStatus, 'the status of a stack'),
    parameters: Object.fromEntries(
      Parameters.map(({ ParameterKey = '', ParameterValue, ResolvedValue }) => [
        ParameterKey,
        ResolvedValue ?? ParameterValue ?? '',
      ]),
    ),
    outputs: Object.fromEntries(Outputs.map(({ OutputKey = '', OutputValue = '' }) => [OutputKey, OutputValue])),
  }));
}

export async function listStackResources(
  cloudformation: CloudFormation,
  stack: string,
): Promise<readonly LiveResource[]> {
  const resources = await everyPage(
    (NextToken) => cloudformation.send(new ListStackResourcesCommand({ StackName: stack, NextToken })),
    ({ StackResourceSummaries }) => StackResourceSummaries,
  );
  return resources
    .filter(({ ResourceStatus }) => ResourceStatus !== 'DELETE_COMPLETE')
    .map(({ LogicalResourceId, PhysicalResourceId, ResourceType, ResourceStatus }) => ({
      logicalId: required(LogicalResourceId, 'the logical id of a resource'),
      physicalId: PhysicalResourceId ?? '',
      type: required(ResourceType, 'the type of a resource'),
      status: required(ResourceStatus, 'the status of a resource'),
    }));
}

/** The exports of the account and Region: name → value. */
export async function readExports(cloudformation: CloudFormation): Promise<Readonly<Record<string, string>>> {
  const exported = await everyPage(
    (NextToken) => cloudformation.send(new ListExportsCommand({ NextToken })),
    ({ Exports }) => Exports,
  );
  return Object.fromEntries(exported.map(({ Name = '', Value = '' }) => [Name, Value]));
}

/** The template as it was deployed; undefined if nothing was deployed. */
export async function readTemplate(cloudformation: CloudFormation, stack: string): Promise<unknown> {
  const text = await readTemplateText(cloudformation, stack);
  return text === '' ? undefined : JSON.parse(text);
}

/** The same as text; empty if nothing was deployed. */
export async function readTemplateText(cloudformation: CloudFormation, stack: string): Promise<string> {
  const { TemplateBody } = await cloudformation.send(new GetTemplateCommand({ StackName: stack }));
  return required(TemplateBody, `the template of ${stack}`);
}

/** A stack's events, the newest first. */
export async function listEvents(cloudformation: CloudFormation, stack: string): Promise<readonly StackEvent[]> {
  const events = await readEvents(cloudformation, stack);
  return events.map(({ EventId = '', ResourceType = '', LogicalResourceId = '' }) => ({
    id: EventId,
    type: ResourceType,
    logicalId: LogicalResourceId,
  }));
}

/** The newest failure among a stack's events; undefined if there is none. */
export async function findFailure(cloudformation: CloudFormation, stack: string): Promise<StackFailure | undefined> {
  for (const { ResourceStatus = '', ResourceStatusReason, LogicalResourceId = stack } of await readEvents(
    cloudformation,
    stack,
  ))
    if (/FAILED|ROLLBACK/.test(ResourceStatus) && ResourceStatusReason)
      return { stack, resource: LogicalResourceId, reason: ResourceStatusReason };
  return undefined;
}

function readEvents(cloudformation: CloudFormation, stack: string) {
  return everyPage(
    (NextToken) => cloudformation.send(new DescribeStackEventsCommand({ StackName: stack, NextToken })),
    ({ StackEvents }) => StackEvents,
  );
}
