import { listStackInstances } from '../../lib/aws/list-stack-instances';
import type { LiveOrganization } from '../../lib/aws/read-organization';
import { putInstances, putStackSet, type ResolvedStackSet } from '../aws/change-stack-sets';
import type { RehearsalClients } from '../aws/clients';
import { placesOf, templateOf, type StackSetProperties } from './stack-set';

/** Creates or updates a StackSet by API calls, as CloudFormation on AWS would: the emulator ignores it in a template. */
export async function carryOut(
  properties: StackSetProperties,
  clients: Pick<RehearsalClients, 'cloudformation' | 's3'>,
  live: LiveOrganization,
): Promise<void> {
  const { StackInstancesGroup, AutoDeployment, ...rest } = properties;
  const automatic = AutoDeployment && { AutoDeployment: { ...AutoDeployment, DependsOn: undefined } };
  const template = { TemplateURL: undefined, TemplateBody: await templateOf(properties, clients) };
  const stackSet = { ...rest, ...automatic, ...template } as ResolvedStackSet;
  await putStackSet(clients, stackSet);
  const there = await listStackInstances(clients.cloudformation, properties.StackSetName);
  for (const group of StackInstancesGroup) {
    const places = placesOf({ ...properties, StackInstancesGroup: [group] }, live);
    const isComplete = places.every(({ account, region }) =>
      there.some((instance) => instance.account === account.id && instance.region === region),
    );
    if (!isComplete) await putInstances(clients, properties.StackSetName, group);
  }
}
