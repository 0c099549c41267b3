import type { Clients } from '../../aws/clients';
import { exists } from '../../aws/exists';
import type { LiveOrganization } from '../../aws/read-organization';
import { listStackResources } from '../../aws/read-stacks';
import { listInstances, type LiveStackInstance } from '../../aws/stack-sets';
import { addUp, NOTHING, type Tally } from '../verify/tally';
import { placesOf, STACK_SET, type Place, type StackSetProperties } from './stack-set';

/** Compares where a StackSet's stacks are with where they must be, and asks for what they made in each account. */
export async function verifyStackSet(
  properties: StackSetProperties,
  live: LiveOrganization,
  clients: Pick<Clients, 'cloudformation'>,
  clientsIn: (accountId: string, region: string) => Promise<Clients>,
): Promise<Tally> {
  const instances = await listInstances(clients.cloudformation, properties.StackSetName);
  const places = placesOf(properties, live);
  const tallies: Tally[] = [compareInstances(properties.StackSetName, places, instances)];
  for (const { account, region } of places) {
    const stackId = instances.find(
      (instance) => instance.account === account.id && instance.region === region,
    )?.stackId;
    if (stackId !== undefined)
      tallies.push(await verifyMemberStack(stackId, account.name, await clientsIn(account.id, region)));
  }
  return addUp(tallies);
}

/** What is missing, out of date, or where it does not belong. */
export function compareInstances(
  name: string,
  places: readonly Place[],
  instances: readonly LiveStackInstance[],
): Tally {
  const isAt =
    ({ account, region }: Place) =>
    (instance: LiveStackInstance): boolean =>
      instance.account === account.id && instance.region === region;
  const faults = places.flatMap((place) => {
    const instance = instances.find(isAt(place));
    const where = `account \`${place.account.name}\` in ${place.region}`;
    if (instance === undefined) return [`StackSet ${name} misses ${where}`];
    return instance.status === 'CURRENT' ? [] : [`StackSet ${name} is ${instance.status} in ${where}`];
  });
  const strays = instances.filter((instance) => !places.some((place) => isAt(place)(instance)));
  return {
    ...NOTHING,
    faults: [
      ...faults,
      ...strays.map(
        ({ account, region }) => `StackSet ${name} has a stack in ${account}, ${region}, where it does not belong`,
      ),
    ],
    verified: faults.length === 0 && strays.length === 0 ? [STACK_SET] : [],
  };
}

async function verifyMemberStack(stackId: string, account: string, clients: Clients): Promise<Tally> {
  const tallies: Tally[] = [];
  for (const { type, physicalId, logicalId } of await listStackResources(clients.cloudformation, stackId)) {
    const found = await exists(clients, type, physicalId);
    if (found === undefined)
      tallies.push({
        ...NOTHING,
        notRehearsed: [{ what: type, why: 'recorded in the stack; no service was asked for it' }],
      });
    else if (found) tallies.push({ ...NOTHING, verified: [type] });
    else
      tallies.push({
        ...NOTHING,
        faults: [`account \`${account}\` has no ${type} \`${physicalId}\` (${logicalId})`],
      });
  }
  return addUp(tallies);
}
