import { listStackResources, type LiveResource } from '../../lib/aws/read-stacks';
import type { AssemblyStack } from '../assembly/copy-assembly';
import type { RehearsalClients } from '../aws/clients';
import { exists, whyNotAsked } from '../aws/exists';
import { STACK_SET } from '../stack-sets/stack-set';
import { CALL, describeDeployedCall, hasEffect, parseCall, type CallEffects } from './one-way-calls';
import { resolveIntrinsics, type TemplateReferences } from './resolve-intrinsics';
import { addUp, NOTHING, type VerificationTally } from './verification-tally';

export interface StackContext {
  readonly clients: RehearsalClients;
  readonly effects: CallEffects;
  /** The values of references, except those to the stack's own resources. */
  readonly references: Omit<TemplateReferences, 'resources'>;
}

/** Types that create nothing on AWS either. */
const EMPTY_TYPES: readonly string[] = ['AWS::CloudFormation::WaitConditionHandle', 'AWS::CDK::Metadata'];

/** Asks the services for each resource of a stack. */
export async function verifyStack(stack: AssemblyStack, context: StackContext): Promise<VerificationTally> {
  const live = await listStackResources(context.clients.cloudformation, stack.name);
  const references: TemplateReferences = {
    ...context.references,
    resources: Object.fromEntries(live.map(({ logicalId, physicalId }) => [logicalId, physicalId])),
  };
  const tallies: VerificationTally[] = [];
  for (const [logicalId, { Type, Properties }] of Object.entries(stack.template.Resources)) {
    const resource = live.find((candidate) => candidate.logicalId === logicalId);
    if (resource === undefined)
      tallies.push({ ...NOTHING, faults: [`${stack.name}: ${Type} ${logicalId} was not created`] });
    else if (Type === CALL)
      tallies.push(verifyCall(stack.name, resolveIntrinsics(Properties?.['Create'], references), context.effects));
    else if (!EMPTY_TYPES.includes(Type) && Type !== STACK_SET)
      tallies.push(await verifyResource(stack.name, resource, context));
  }
  return addUp(tallies);
}

function verifyCall(stack: string, create: unknown, effects: CallEffects): VerificationTally {
  const call = parseCall(create);
  switch (hasEffect(call, effects)) {
    case true:
      return { ...NOTHING, verified: [CALL] };
    case false:
      return { ...NOTHING, pending: [`${stack}: ${describeDeployedCall(call)} had no effect`] };
    case undefined:
      return {
        ...NOTHING,
        notRehearsed: [{ what: describeDeployedCall(call), why: 'the emulator answers, but does not keep the effect' }],
      };
  }
}

async function verifyResource(
  stack: string,
  resource: LiveResource,
  context: StackContext,
): Promise<VerificationTally> {
  const { type, logicalId, physicalId } = resource;
  switch (isInOrganization(resource, context.effects) ?? (await exists(context.clients, type, physicalId))) {
    case true:
      return { ...NOTHING, verified: [type] };
    case false:
      return {
        ...NOTHING,
        faults: [`${stack}: its service does not have the ${type} \`${physicalId}\` (${logicalId})`],
      };
    case undefined:
      return { ...NOTHING, notRehearsed: [{ what: type, why: whyNotAsked(type) }] };
  }
}

/** Resources of Organizations have been read already. */
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
