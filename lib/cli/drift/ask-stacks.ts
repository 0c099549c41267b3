import {
  changedStack,
  comparePlanned,
  compareResources,
  unplannedStack,
  unreadableStack,
  type PlannedStack,
} from '../../analysis/drift/compare-stacks';
import type { Drift } from '../../analysis/drift/drift';
import { listStacks, readTemplateText } from '../../aws/read-stacks';
import { stackName } from '../../model/names';
import type { ClientsIn } from '../input/ask-aws';
import type { Patience } from '../input/patience';
import { stackSetsIn, type WrittenStackSet } from '../plan/read-stack-sets';
import { detectDrift } from './detect-drift';
import type { PlacedStack, Tell } from './placed-stack';

/** All that is named as our stacks are, the bootstraps among them. */
const PREFIX = stackName('');

/** A change set made it, and nothing was deployed: it has no template and no resources. */
const EMPTY = 'REVIEW_IN_PROGRESS';

/** Our stacks in each Region, but for those that are only in review. */
export async function listOurStacks(
  regions: readonly string[],
  clientsIn: ClientsIn,
  tell: Tell,
): Promise<readonly PlacedStack[]> {
  const found: PlacedStack[] = [];
  for (const region of regions) {
    tell(`the stacks in ${region}`);
    const stacks = await listStacks(clientsIn(region).cloudformation);
    const ours = stacks.filter(({ name, status }) => name.startsWith(PREFIX) && status !== EMPTY);
    found.push(...ours.map((stack) => ({ ...stack, region })));
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

/**
 * Stacks whose last deployment did not end well, and those that are not the plan's.
 *
 * @param planned null: there is no plan
 */
export function compareDeployed(
  stacks: readonly PlacedStack[],
  deployed: readonly DeployedStack[],
  planned: readonly PlannedStack[] | null,
): readonly Drift[] {
  const ended = stacks.flatMap(({ name, region, status }) => changedStack(name, region, status));
  if (planned === null) return ended;
  const isSame = (one: Place, other: Place): boolean => one.name === other.name && one.region === other.region;
  return [
    ...ended,
    ...planned.flatMap((stack) => comparePlanned(stack, deployed.find((one) => isSame(one, stack))?.template)),
    ...deployed.filter((stack) => !planned.some((one) => isSame(one, stack))).map(unplannedStack),
  ];
}

type Place = Pick<PlacedStack, 'name' | 'region'>;

/** The StackSets of deployed stacks. A template that no plan of ours has wrote somebody else, in YAML or in another form. */
export function deployedStackSets(
  deployed: readonly DeployedStack[],
  named: Parameters<typeof stackSetsIn>[1],
): { readonly stackSets: readonly WrittenStackSet[]; readonly drifts: readonly Drift[] } {
  const stackSets: WrittenStackSet[] = [];
  const drifts: Drift[] = [];
  for (const stack of deployed) {
    try {
      stackSets.push(...stackSetsIn([{ stack: stack.name.replace(PREFIX, ''), text: stack.template }], named));
    } catch {
      drifts.push(unreadableStack(stack));
    }
  }
  return { stackSets, drifts };
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
