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
import type { Sender } from './clients';
import { everyPage } from './every-page';
import { toListedAccount, type ListedAccount } from './list-accounts';
import { required } from './required';

export interface LiveUnit {
  readonly id: string;
  readonly name: string;
  readonly parentId: string;
}

export interface LiveAccount extends ListedAccount {
  readonly parentId: string;
}

export interface LivePolicy {
  readonly id: string;
  readonly name: string;
  readonly type: string;
  /** Attached by AWS itself, such as `FullAWSAccess`. */
  readonly awsManaged: boolean;
  readonly content: unknown;
  readonly targetIds: readonly string[];
}

/** The root, the units and the accounts of an organization. */
export interface LiveTree {
  readonly rootId: string;
  /** Parents before their children. */
  readonly units: readonly LiveUnit[];
  readonly accounts: readonly LiveAccount[];
}

/** An organization as its service reports it. AWS returns lists in any order; here they are sorted, so that equal organizations compare as equal. */
export interface LiveOrganization extends LiveTree {
  readonly id: string;
  readonly managementAccountId: string;
  /** The policy types that are enabled on the root. */
  readonly policyTypes: readonly string[];
  readonly trustedServices: readonly string[];
  readonly policies: readonly LivePolicy[];
}

type Organizations = Sender<OrganizationsClient>;

/**
 * Reads the organization's tree, accounts, settings and policies.
 *
 * @param policyTypes the types whose policies are read; the emulator does not know all of AWS's types
 */
export async function readOrganization(
  organizations: Organizations,
  policyTypes: readonly PolicyType[],
): Promise<LiveOrganization> {
  const { Organization } = await organizations.send(new DescribeOrganizationCommand({}));
  const root = await readRoot(organizations);
  return {
    id: required(Organization?.Id, 'the id of the organization'),
    managementAccountId: required(Organization?.MasterAccountId, 'the management account'),
    ...(await readTreeBelow(organizations, root)),
    policyTypes: (root.PolicyTypes ?? [])
      .flatMap(({ Type, Status }) => (Status === 'ENABLED' && Type ? [Type] : []))
      .sort(),
    trustedServices: await readTrustedServices(organizations),
    policies: await inTurn(policyTypes, (type) => readPolicies(organizations, type)),
  };
}

/** Reads where the accounts of the organization are. */
export async function readTree(organizations: Organizations): Promise<LiveTree> {
  return readTreeBelow(organizations, await readRoot(organizations));
}

async function readRoot(organizations: Organizations): Promise<Root> {
  const { Roots } = await organizations.send(new ListRootsCommand({}));
  return required(Roots?.[0], 'the root');
}

async function readTreeBelow(organizations: Organizations, root: Root): Promise<LiveTree> {
  const rootId = required(root.Id, 'the id of the root');
  const units = await readUnits(organizations, rootId);
  const parents = [rootId, ...units.map(({ id }) => id)];
  return { rootId, units, accounts: await inTurn(parents, (parent) => readAccounts(organizations, parent)) };
}

/** One call after another: Organizations allows only a few calls a second. */
async function inTurn<Item, Result>(
  items: readonly Item[],
  read: (item: Item) => Promise<readonly Result[]>,
): Promise<readonly Result[]> {
  const results: Result[] = [];
  for (const item of items) results.push(...(await read(item)));
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
