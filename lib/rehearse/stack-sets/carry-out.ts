import type { Clients } from '../../aws/clients';
import { listInstances, putInstances, putStackSet, type StackSet } from '../../aws/stack-sets';
import type { LiveOrganization } from '../../aws/read-organization';
import { placesOf, templateOf, type StackSetProperties } from './stack-set';

/** Does through the API what CloudFormation does at AWS when a template holds a StackSet. */
export async function carryOut(
  properties: StackSetProperties,
  clients: Pick<Clients, 'cloudformation' | 's3'>,
  live: LiveOrganization,
): Promise<void> {
  const { StackInstancesGroup, ...rest } = properties;
  const template = { TemplateURL: undefined, TemplateBody: await templateOf(properties, clients) };
  const stackSet = { ...rest, ...template } as StackSet;
  await putStackSet(clients.cloudformation, stackSet);
  const there = await listInstances(clients.cloudformation, properties.StackSetName);
  for (const group of StackInstancesGroup) {
    const places = placesOf({ ...properties, StackInstancesGroup: [group] }, live);
    const isComplete = places.every(({ account, region }) =>
      there.some((instance) => instance.account === account.id && instance.region === region),
    );
    if (!isComplete) await putInstances(clients.cloudformation, properties.StackSetName, group);
  }
}
