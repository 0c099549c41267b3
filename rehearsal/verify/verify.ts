import { readOrganization, type LiveOrganization } from '../../lib/aws/read-organization';
import { listStacks, readExports } from '../../lib/aws/read-stacks';
import type { Organization } from '../../lib/model/organization';
import type { AssemblyStack } from '../assembly/copy-assembly';
import { EMULATED_POLICY_TYPES } from '../assembly/rehearsed-template';
import type { RehearsalClients } from '../aws/clients';
import { readSettings } from '../aws/read-settings';
import type { ConfigurationVersion } from '../configuration/versions';
import { findStackSets } from '../stack-sets/find-stack-sets';
import type { StackSetProperties } from '../stack-sets/stack-set';
import { verifyStackSet } from '../stack-sets/verify-stack-set';
import { comparePolicies } from './compare-policies';
import { expectedPolicies } from './expected-policies';
import { matchTree } from './match-tree';
import type { TemplateReferences } from './resolve-intrinsics';
import { verifyStack } from './stack-resources';
import { addUp, NOTHING, type VerificationTally } from './verification-tally';

export interface VerificationClients {
  /** In the management account, in the home Region. */
  readonly clients: RehearsalClients;
  /** In a member account, as its administrator. */
  readonly clientsIn: (accountId: string, region: string) => Promise<RehearsalClients>;
}

export interface Verification extends VerificationTally {
  readonly live: LiveOrganization;
  /** The configured organization, with the ids of the running one. */
  readonly organization: Organization;
}

/** Compares what exists with what should have been deployed. It asks each service, and does not trust a stack's status. */
export async function verify(
  version: ConfigurationVersion,
  { clients, clientsIn }: VerificationClients,
): Promise<Verification> {
  const live = await readOrganization(clients.organizations, EMULATED_POLICY_TYPES);
  const tree = matchTree(version.organization, live);
  const policies = expectedPolicies(tree.organization, version.assembly);
  const effects = { live, settings: await readSettings(clients) };
  const referencesOf = await referencesFor(version.organization, clients);
  const tallies: VerificationTally[] = [
    { ...NOTHING, faults: [...tree.faults, ...comparePolicies(policies, live)] },
    { ...NOTHING, notRehearsed: describeRemoved(version.copy.removed) },
  ];
  for (const stack of version.copy.stacks)
    tallies.push(await verifyStack(stack, { clients, effects, references: referencesOf(stack) }));
  for (const stackSet of await findStackSets(version.copy.stacks, clients, referencesOf))
    tallies.push(await verifyStackSet(stackSet, live, clients, clientsIn));
  return { ...addUp(tallies), live, organization: tree.organization };
}

/** The StackSets in the deployed templates. */
export async function stackSetsOf(
  { copy, organization }: ConfigurationVersion,
  clients: RehearsalClients,
): Promise<readonly StackSetProperties[]> {
  return findStackSets(copy.stacks, clients, await referencesFor(organization, clients));
}

async function referencesFor(
  { managementAccount, homeRegion }: Organization,
  { cloudformation }: RehearsalClients,
): Promise<(stack: AssemblyStack) => Omit<TemplateReferences, 'resources'>> {
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
