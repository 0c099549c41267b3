import type { Clients } from '../../aws/clients';
import { exists } from '../../aws/exists';
import { listStackResources, type LiveResource } from '../../aws/read-stacks';
import type { AssemblyStack } from '../assembly/copy-assembly';
import { CALL, describeCall, hasEffect, parseCall, type CallEffects } from './one-way-calls';
import { resolveIntrinsics, type References } from './resolve-intrinsics';
import { STACK_SET } from '../stack-sets/stack-set';
import { addUp, NOTHING, type Tally } from './tally';

export interface StackContext {
  readonly clients: Clients;
  readonly effects: CallEffects;
  /** What references stand for, but for the stack's own resources. */
  readonly references: Omit<References, 'resources'>;
}

/** Nothing stands behind these at AWS either. */
const HOLLOW: readonly string[] = ['AWS::CloudFormation::WaitConditionHandle', 'AWS::CDK::Metadata'];

/** Asks the services themselves for each resource of a stack. */
export async function verifyStack(stack: AssemblyStack, context: StackContext): Promise<Tally> {
  const live = await listStackResources(context.clients.cloudformation, stack.name);
  const references: References = {
    ...context.references,
    resources: Object.fromEntries(live.map(({ logicalId, physicalId }) => [logicalId, physicalId])),
  };
  const tallies: Tally[] = [];
  for (const [logicalId, { Type, Properties }] of Object.entries(stack.template.Resources)) {
    const resource = live.find((candidate) => candidate.logicalId === logicalId);
    if (resource === undefined)
      tallies.push({ ...NOTHING, faults: [`${stack.name}: ${Type} ${logicalId} was never made`] });
    else if (Type === CALL)
      tallies.push(verifyCall(stack.name, resolveIntrinsics(Properties?.['Create'], references), context.effects));
    else if (!HOLLOW.includes(Type) && Type !== STACK_SET)
      tallies.push(await verifyResource(stack.name, resource, context));
  }
  return addUp(tallies);
}

function verifyCall(stack: string, create: unknown, effects: CallEffects): Tally {
  const call = parseCall(create);
  switch (hasEffect(call, effects)) {
    case true:
      return { ...NOTHING, verified: [CALL] };
    case false:
      return { ...NOTHING, pending: [`${stack}: ${describeCall(call)} had no effect`] };
    case undefined:
      return {
        ...NOTHING,
        notRehearsed: [{ what: describeCall(call), why: 'the emulator answers, and keeps nothing to ask for' }],
      };
  }
}

async function verifyResource(stack: string, resource: LiveResource, context: StackContext): Promise<Tally> {
  const { type, logicalId, physicalId } = resource;
  switch (isInOrganization(resource, context.effects) ?? (await exists(context.clients, type, physicalId))) {
    case true:
      return { ...NOTHING, verified: [type] };
    case false:
      return { ...NOTHING, faults: [`${stack}: the service knows no ${type} \`${physicalId}\` (${logicalId})`] };
    case undefined:
      return { ...NOTHING, notRehearsed: [{ what: type, why: 'recorded in the stack; no service was asked for it' }] };
  }
}

/** Organizations has told everything it has already. */
function isInOrganization({ type, physicalId }: LiveResource, { live }: CallEffects): boolean | undefined {
  const has = (list: readonly { readonly id: string }[]): boolean => list.some(({ id }) => id === physicalId);
  switch (type) {
    case 'AWS::Organizations::Organization':
      return live.id === physicalId;
    case 'AWS::Organizations::OrganizationalUnit':
      return has(live.units);
    case 'AWS::Organizations::Account':
      return has(live.accounts);
    case 'AWS::Organizations::Policy':
      return has(live.policies);
    default:
      return undefined;
  }
}
