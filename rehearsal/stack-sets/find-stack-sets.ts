import { listStackResources } from '../../lib/aws/read-stacks';
import type { AssemblyStack } from '../assembly/copy-assembly';
import type { RehearsalClients } from '../aws/clients';
import { resolveIntrinsics, type TemplateReferences } from '../verify/resolve-intrinsics';
import { STACK_SET, stackSetSchema, type StackSetProperties } from './stack-set';

/** The StackSets in deployed stacks, with every reference resolved. */
export async function findStackSets(
  stacks: readonly AssemblyStack[],
  management: { in(region: string): Pick<RehearsalClients, 'cloudformation'> },
  referencesOf: (stack: AssemblyStack) => Omit<TemplateReferences, 'resources'>,
): Promise<readonly StackSetProperties[]> {
  const found: StackSetProperties[] = [];
  for (const stack of stacks) {
    const sets = Object.values(stack.template.Resources).filter(({ Type }) => Type === STACK_SET);
    if (sets.length === 0) continue;
    const live = await listStackResources(management.in(stack.region).cloudformation, stack.name);
    const resources = Object.fromEntries(live.map(({ logicalId, physicalId }) => [logicalId, physicalId]));
    const references = { ...referencesOf(stack), resources };
    found.push(
      ...sets.map(({ Properties = {} }) => stackSetSchema.parse(resolveIntrinsics(withoutIds(Properties), references))),
    );
  }
  return found;
}

/** A StackSet in a template has no id on the emulator, so that another one cannot name it as the one that comes first. */
function withoutIds(properties: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  const { AutoDeployment: automatic } = properties;
  if (typeof automatic !== 'object' || automatic === null || !('DependsOn' in automatic)) return properties;
  return { ...properties, AutoDeployment: { ...automatic, DependsOn: [] } };
}
