import { readOrganization, type LiveOrganization } from '../../lib/aws/read-organization';
import { listStacks, readExports, type LiveStack } from '../../lib/aws/read-stacks';
import type { Organization } from '../../lib/model/organization';
import type { AssemblyStack } from '../assembly/copy-assembly';
import { EMULATED_POLICY_TYPES } from '../assembly/rehearsed-template';
import type { ManagementClients, RehearsalClients } from '../aws/clients';
import { readSettings } from '../aws/read-settings';
import type { ConfigurationVersion } from '../configuration/versions';
import { findStackSets } from '../stack-sets/find-stack-sets';
import type { StackSetProperties } from '../stack-sets/stack-set';
import { verifyStackSet } from '../stack-sets/verify-stack-set';
import { compareOrganization } from './organization-faults';
import type { TemplateReferences } from './resolve-intrinsics';
import { verifyStack } from './stack-resources';
import { addUp, NOTHING, type VerificationTally } from './verification-tally';

export interface VerificationClients {
  /** In the management account, in the home Region. */
  readonly clients: RehearsalClients;
  readonly management: ManagementClients;
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
  { clients, management, clientsIn }: VerificationClients,
): Promise<Verification> {
  const live = await readOrganization(clients.organizations, EMULATED_POLICY_TYPES);
  const { organization, faults } = compareOrganization(version, live);
  const effects = { live, settings: await readSettings(clients) };
  const referencesOf = await referencesFor(version, management);
  const tallies: VerificationTally[] = [
    { ...NOTHING, faults },
    { ...NOTHING, notRehearsed: describeRemoved(version.copy.removed) },
  ];
  for (const stack of version.copy.stacks)
    tallies.push(
      await verifyStack(stack, {
        clients: management.in(stack.region),
        effects,
        references: referencesOf(stack),
      }),
    );
  for (const stackSet of await findStackSets(version.copy.stacks, management, referencesOf))
    tallies.push(await verifyStackSet(stackSet, live, clients, clientsIn));
  return { ...addUp(tallies), live, organization };
}

/** The StackSets in the deployed templates. */
export async function stackSetsOf(
  version: ConfigurationVersion,
  management: ManagementClients,
): Promise<readonly StackSetProperties[]> {
  return findStackSets(version.copy.stacks, management, await referencesFor(version, management));
}

/** What references of a stack resolve to, except those to its own resources. */
export async function referencesFor(
  { organization: { managementAccount }, copy }: ConfigurationVersion,
  management: ManagementClients,
): Promise<(stack: AssemblyStack) => Omit<TemplateReferences, 'resources'>> {
  const known = new Map<string, Pick<TemplateReferences, 'exports'> & { readonly stacks: readonly LiveStack[] }>();
  for (const region of new Set(copy.stacks.map((stack) => stack.region))) {
    const { cloudformation } = management.in(region);
    known.set(region, { exports: await readExports(cloudformation), stacks: await listStacks(cloudformation) });
  }
  return ({ name, region }) => ({
    exports: known.get(region)?.exports ?? {},
    parameters: known.get(region)?.stacks.find((stack) => stack.name === name)?.parameters ?? {},
    pseudo: {
      'AWS::AccountId': managementAccount.accountId,
      'AWS::Partition': 'aws',
      'AWS::Region': region,
      'AWS::StackName': name,
      'AWS::URLSuffix': 'amazonaws.com',
    },
  });
}

function describeRemoved(types: readonly string[]) {
  return types.map((type) => ({ what: `policy of type ${type}`, why: 'the emulator does not know the type' }));
}
