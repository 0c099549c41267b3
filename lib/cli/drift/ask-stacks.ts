import { changedStack, comparePlanned, compareResources, type PlannedStack } from '../../analysis/drift/compare-stacks';
import type { Drift } from '../../analysis/drift/drift';
import { listStacks, readTemplateText } from '../../aws/read-stacks';
import { stackName } from '../../model/names';
import type { ClientsIn } from '../input/ask-aws';
import type { Patience } from '../input/patience';
import { detectDrift } from './detect-drift';
import type { PlacedStack, Tell } from './placed-stack';

/** All that is named as our stacks are, the bootstraps among them. */
const PREFIX = stackName('');

/** Our stacks in each Region. */
export async function listOurStacks(
  regions: readonly string[],
  clientsIn: ClientsIn,
  tell: Tell,
): Promise<readonly PlacedStack[]> {
  const found: PlacedStack[] = [];
  for (const region of regions) {
    tell(`the stacks in ${region}`);
    const stacks = await listStacks(clientsIn(region).cloudformation);
    found.push(...stacks.filter(({ name }) => name.startsWith(PREFIX)).map((stack) => ({ ...stack, region })));
  }
  return found;
}

/** A stack with its template as it was deployed. */
export interface DeployedStack extends PlacedStack {
  readonly template: string;
}

/** @param stacks those whose templates are wanted */
export async function readTemplates(
  stacks: readonly PlacedStack[],
  clientsIn: ClientsIn,
  tell: Tell,
): Promise<readonly DeployedStack[]> {
  const read: DeployedStack[] = [];
  for (const stack of stacks) {
    tell(`the template of ${stack.name}`);
    const { cloudformation } = clientsIn(stack.region);
    read.push({ ...stack, template: await readTemplateText(cloudformation, stack.name) });
  }
  return read;
}

/** Stacks whose last deployment did not end well, and those that are not the plan's. */
export function compareDeployed(
  stacks: readonly PlacedStack[],
  deployed: readonly DeployedStack[],
  planned: readonly PlannedStack[],
): readonly Drift[] {
  const find = ({ name, region }: PlannedStack): string | undefined =>
    deployed.find((stack) => stack.name === name && stack.region === region)?.template;
  return [
    ...stacks.flatMap(({ name, region, status }) => changedStack(name, region, status)),
    ...planned.flatMap((stack) => comparePlanned(stack, find(stack))),
  ];
}

/** What CloudFormation's own detection finds in the resources of the stacks. */
export async function compareOurResources(
  stacks: readonly PlacedStack[],
  clientsIn: ClientsIn,
  patience: Patience,
  tell: Tell,
): Promise<readonly Drift[]> {
  const { found, notCompared } = await detectDrift(stacks, clientsIn, patience, tell);
  return compareResources(found, notCompared);
}
