import { listStackInstances, type LiveStackInstance } from '../../lib/aws/list-stack-instances';
import type { LiveOrganization } from '../../lib/aws/read-organization';
import { listStackResources } from '../../lib/aws/read-stacks';
import type { RehearsalClients } from '../aws/clients';
import { exists, whyNotAsked } from '../aws/exists';
import { addUp, NOTHING, type VerificationTally } from '../verify/verification-tally';
import { placesOf, STACK_SET, type StackSetPlace, type StackSetProperties } from './stack-set';

/** Checks that a StackSet has exactly the expected stacks, and that their resources exist in each account. */
export async function verifyStackSet(
  properties: StackSetProperties,
  live: LiveOrganization,
  clients: Pick<RehearsalClients, 'cloudformation'>,
  clientsIn: (accountId: string, region: string) => Promise<RehearsalClients>,
): Promise<VerificationTally> {
  const instances = await listStackInstances(clients.cloudformation, properties.StackSetName);
  const places = placesOf(properties, live);
  const isOrdered = properties.AutoDeployment?.DependsOn !== undefined;
  const tallies: VerificationTally[] = [
    compareInstances(properties.StackSetName, places, instances),
    { ...NOTHING, notRehearsed: isOrdered ? [ORDER] : [] },
  ];
  for (const { account, region } of places) {
    const stackId = instances.find(
      (instance) => instance.account === account.id && instance.region === region,
    )?.stackId;
    if (stackId !== undefined)
      tallies.push(await verifyMemberStack(stackId, account.name, await clientsIn(account.id, region)));
  }
  return addUp(tallies);
}

const ORDER = {
  what: 'the order in which StackSets deploy to new accounts',
  why: 'the emulator knows no order, and no id of a StackSet in a template',
};

/** Finds stacks that are missing, out of date or unexpected. */
export function compareInstances(
  name: string,
  places: readonly StackSetPlace[],
  instances: readonly LiveStackInstance[],
): VerificationTally {
  const isAt =
    ({ account, region }: StackSetPlace) =>
    (instance: LiveStackInstance): boolean =>
      instance.account === account.id && instance.region === region;
  const faults = places.flatMap((place) => {
    const instance = instances.find(isAt(place));
    const where = `account \`${place.account.name}\` in ${place.region}`;
    if (instance === undefined) return [`StackSet ${name} has no stack in ${where}`];
    return instance.status === 'CURRENT' ? [] : [`StackSet ${name} is ${instance.status} in ${where}`];
  });
  const strays = instances.filter((instance) => !places.some((place) => isAt(place)(instance)));
  return {
    ...NOTHING,
    faults: [
      ...faults,
      ...strays.map(({ account, region }) => `StackSet ${name} has an unexpected stack in ${account}, ${region}`),
    ],
    verified: faults.length === 0 && strays.length === 0 ? [STACK_SET] : [],
  };
}

async function verifyMemberStack(
  stackId: string,
  account: string,
  clients: RehearsalClients,
): Promise<VerificationTally> {
  const tallies: VerificationTally[] = [];
  for (const { type, physicalId, logicalId } of await listStackResources(clients.cloudformation, stackId)) {
    const found = await exists(clients, type, physicalId);
    if (found === undefined)
      tallies.push({
        ...NOTHING,
        notRehearsed: [{ what: type, why: whyNotAsked(type) }],
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
