import {
  DescribeOrganizationCommand,
  DescribePolicyCommand,
  ListAccountsForParentCommand,
  ListAWSServiceAccessForOrganizationCommand,
  ListOrganizationalUnitsForParentCommand,
  ListPoliciesCommand,
  ListRootsCommand,
  ListTargetsForPolicyCommand,
  type OrganizationsClient,
  type PolicySummary,
  type PolicyType,
  type Root,
} from '@aws-sdk/client-organizations';
import type { LiveAccount, LiveOrganization, LivePolicy, LiveTree, LiveUnit } from '../model/live-organization';
import type { Sender } from './clients';
import { everyPage } from './every-page';
import { toListedAccount } from './list-accounts';
import { required } from './required';

export type { LiveAccount, LiveOrganization, LivePolicy, LiveTree, LiveUnit };

type Organizations = Sender<OrganizationsClient>;

/** Hears what is read next. */
type Tell = (what: string) => void;

/**
 * Reads the organization's tree, accounts, settings and policies.
 *
 * @param policyTypes the types whose policies are read; the emulator does not know all of AWS's types
 * @param tell hears what is read next: in a large organization, that takes minutes
 */
export async function readOrganization(
  organizations: Organizations,
  policyTypes: readonly PolicyType[],
  tell: Tell = () => undefined,
): Promise<LiveOrganization> {
  tell('the organization');
  const { Organization } = await organizations.send(new DescribeOrganizationCommand({}));
  const root = await readRoot(organizations);
  return {
    id: required(Organization?.Id, 'the id of the organization'),
    managementAccountId: required(Organization?.MasterAccountId, 'the management account'),
    ...(await readTreeBelow(organizations, root, tell)),
    policyTypes: (root.PolicyTypes ?? [])
      .flatMap(({ Type, Status }) => (Status === 'ENABLED' && Type ? [Type] : []))
      .sort(),
    trustedServices: await readTrustedServices(organizations),
    policies: await inTurn(policyTypes, (type) => {
      tell(`the policies of the type ${type}`);
      return readPolicies(organizations, type);
    }),
  };
}

/**
 * Reads where the accounts of the organization are.
 *
 * @param tell hears what is read next
 */
export async function readTree(organizations: Organizations, tell: Tell): Promise<LiveTree> {
  return readTreeBelow(organizations, await readRoot(organizations), tell);
}

async function readRoot(organizations: Organizations): Promise<Root> {
  const { Roots } = await organizations.send(new ListRootsCommand({}));
  return required(Roots?.[0], 'the root');
}

async function readTreeBelow(organizations: Organizations, root: Root, tell: Tell): Promise<LiveTree> {
  const rootId = required(root.Id, 'the id of the root');
  const units = await readUnits(organizations, rootId);
  const accounts = await inTurn([rootId, ...units.map(({ id }) => id)], (parent, index) => {
    tell(`the accounts of unit ${index} of ${units.length}`);
    return readAccounts(organizations, parent);
  });
  return { rootId, units, accounts };
}

/** One call after another: Organizations allows only a few calls a second. */
async function inTurn<Item, Result>(
  items: readonly Item[],
  read: (item: Item, index: number) => Promise<readonly Result[]>,
): Promise<readonly Result[]> {
  const results: Result[] = [];
  for (const [index, item] of items.entries()) results.push(...(await read(item, index)));
  return results;
}

async function readTrustedServices(organizations: Organizations): Promise<readonly string[]> {
  const trusted = await everyPage(
    (NextToken) => organizations.send(new ListAWSServiceAccessForOrganizationCommand({ NextToken })),
    ({ EnabledServicePrincipals }) => EnabledServicePrincipals,
  );
  return trusted.map(({ ServicePrincipal }) => required(ServicePrincipal, 'a trusted service')).sort();
}

async function readUnits(organizations: Organizations, parentId: string): Promise<readonly LiveUnit[]> {
  const children = await everyPage(
    (NextToken) => organizations.send(new ListOrganizationalUnitsForParentCommand({ ParentId: parentId, NextToken })),
    ({ OrganizationalUnits }) => OrganizationalUnits,
  );
  return inTurn(byId(children), async ({ Id, Name }) => {
    const id = required(Id, 'the id of a unit');
    return [{ id, name: required(Name, 'the name of a unit'), parentId }, ...(await readUnits(organizations, id))];
  });
}

async function readAccounts(organizations: Organizations, parentId: string): Promise<readonly LiveAccount[]> {
  const accounts = await everyPage(
    (NextToken) => organizations.send(new ListAccountsForParentCommand({ ParentId: parentId, NextToken })),
    ({ Accounts }) => Accounts,
  );
  return byId(accounts).map((account) => ({ ...toListedAccount(account), parentId }));
}

async function readPolicies(organizations: Organizations, type: PolicyType): Promise<readonly LivePolicy[]> {
  const summaries = await everyPage(
    (NextToken) => organizations.send(new ListPoliciesCommand({ Filter: type, NextToken })),
    ({ Policies }) => Policies,
  );
  return inTurn(byId(summaries), async (summary) => [await readPolicy(organizations, summary)]);
}

async function readPolicy(
  organizations: Organizations,
  { Id, Name, Type, AwsManaged }: PolicySummary,
): Promise<LivePolicy> {
  const id = required(Id, 'the id of a policy');
  const { Policy } = await organizations.send(new DescribePolicyCommand({ PolicyId: id }));
  const targets = await everyPage(
    (NextToken) => organizations.send(new ListTargetsForPolicyCommand({ PolicyId: id, NextToken })),
    ({ Targets }) => Targets,
  );
  return {
    id,
    name: required(Name, 'the name of a policy'),
    type: required(Type, 'the type of a policy'),
    awsManaged: AwsManaged === true,
    content: JSON.parse(required(Policy?.Content, 'the content of a policy')),
    targetIds: targets.map(({ TargetId }) => required(TargetId, 'the target of a policy')).sort(),
  };
}

function byId<Item extends { readonly Id?: string | undefined }>(items: readonly Item[]): readonly Item[] {
  return [...items].sort((one, other) => ((one.Id ?? '') < (other.Id ?? '') ? -1 : 1));
}
