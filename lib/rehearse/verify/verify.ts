import type { Assembly } from '../../analysis/assemble/assembly';
import type { Clients } from '../../aws/clients';
import { readOrganization, type LiveOrganization } from '../../aws/read-organization';
import { readSettings } from '../../aws/read-settings';
import { listStacks, readExports } from '../../aws/read-stacks';
import type { Organization } from '../../model/organization';
import { EMULATED_POLICY_TYPES } from '../assembly/rehearsed-template';
import type { AssemblyStack, RehearsedAssembly } from '../assembly/copy-assembly';
import { findStackSets } from '../stack-sets/find-stack-sets';
import type { StackSetProperties } from '../stack-sets/stack-set';
import { verifyStackSet } from '../stack-sets/verify-stack-set';
import { comparePolicies } from './compare-policies';
import { expectedPolicies } from './expected-policies';
import { matchTree } from './match-tree';
import type { References } from './resolve-intrinsics';
import { verifyStack } from './stack-resources';
import { addUp, NOTHING, type Tally } from './tally';

/** What was to be deployed. */
export interface Expected {
  /** As it is configured. */
  readonly organization: Organization;
  readonly assembly: Assembly;
  readonly copy: RehearsedAssembly;
}

/** Where to look. */
export interface Look {
  /** In the management account, in the home Region. */
  readonly clients: Clients;
  /** In a member account, as its administrator. */
  clientsIn(accountId: string, region: string): Promise<Clients>;
}

export interface Verification extends Tally {
  readonly live: LiveOrganization;
  /** The configured organization, with the ids of the running one. */
  readonly organization: Organization;
}

/** Compares what was built with what was to be built. Stacks are not believed: each service is asked for its own. */
export async function verify(expected: Expected, look: Look): Promise<Verification> {
  const { clients } = look;
  const live = await readOrganization(clients.organizations, EMULATED_POLICY_TYPES);
  const tree = matchTree(expected.organization, live);
  const policies = expectedPolicies(tree.organization, expected.assembly);
  const effects = { live, settings: await readSettings(clients) };
  const referencesOf = await referencesFor(expected.organization, clients);
  const tallies: Tally[] = [
    { ...NOTHING, faults: [...tree.faults, ...comparePolicies(policies, live)] },
    { ...NOTHING, notRehearsed: describeRemoved(expected.copy.removed) },
  ];
  for (const stack of expected.copy.stacks)
    tallies.push(await verifyStack(stack, { clients, effects, references: referencesOf(stack) }));
  for (const stackSet of await findStackSets(expected.copy.stacks, clients, referencesOf))
    tallies.push(await verifyStackSet(stackSet, live, clients, (account, region) => look.clientsIn(account, region)));
  return { ...addUp(tallies), live, organization: tree.organization };
}

/** The StackSets that the deployed templates ask for. */
export async function stackSetsOf(
  { copy, organization }: Expected,
  clients: Clients,
): Promise<readonly StackSetProperties[]> {
  return findStackSets(copy.stacks, clients, await referencesFor(organization, clients));
}

async function referencesFor(
  { managementAccount, homeRegion }: Organization,
  { cloudformation }: Clients,
): Promise<(stack: AssemblyStack) => Omit<References, 'resources'>> {
  const exported = await readExports(cloudformation);
  const stacks = await listStacks(cloudformation);
  return ({ name }) => ({
    exports: exported,
    parameters: stacks.find((stack) => stack.name === name)?.parameters ?? {},
    pseudo: {
      'AWS::AccountId': managementAccount.accountId,
      'AWS::Partition': 'aws',
      'AWS::Region': homeRegion,
      'AWS::StackName': name,
      'AWS::URLSuffix': 'amazonaws.com',
    },
  });
}

function describeRemoved(types: readonly string[]) {
  return types.map((type) => ({ what: `policy of type ${type}`, why: 'the emulator does not know the type' }));
}
