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
} from '@aws-sdk/client-organizations';
import type { Sender } from './clients';
import { everyPage } from './every-page';
import { told } from './told';

export interface LiveUnit {
  readonly id: string;
  readonly name: string;
  readonly parentId: string;
}

export interface LiveAccount {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  /** `ACTIVE`, `SUSPENDED` … */
  readonly status: string;
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

/** An organization as its service tells it. AWS gives lists in no order: here, equal organizations have equal lists. */
export interface LiveOrganization {
  readonly id: string;
  readonly managementAccountId: string;
  readonly rootId: string;
  /** The policy types that are enabled on the root. */
  readonly policyTypes: readonly string[];
  readonly trustedServices: readonly string[];
  /** Parents before their children. */
  readonly units: readonly LiveUnit[];
  readonly accounts: readonly LiveAccount[];
  readonly policies: readonly LivePolicy[];
}

type Organizations = Sender<OrganizationsClient>;

/**
 * Asks Organizations for everything that the guardrails are about.
 *
 * @param policyTypes whose policies are read: a server may not know all of AWS's types
 */
export async function readOrganization(
  organizations: Organizations,
  policyTypes: readonly PolicyType[],
): Promise<LiveOrganization> {
  const { Organization } = await organizations.send(new DescribeOrganizationCommand({}));
  const { Roots } = await organizations.send(new ListRootsCommand({}));
  const root = told(Roots?.[0], 'the root');
  const rootId = told(root.Id, 'the id of the root');
  const units = await readUnits(organizations, rootId);
  const parents = [rootId, ...units.map(({ id }) => id)];
  return {
    id: told(Organization?.Id, 'the id of the organization'),
    managementAccountId: told(Organization?.MasterAccountId, 'the management account'),
    rootId,
    policyTypes: (root.PolicyTypes ?? [])
      .flatMap(({ Type, Status }) => (Status === 'ENABLED' && Type ? [Type] : []))
      .sort(),
    trustedServices: await readTrustedServices(organizations),
    units,
    accounts: await inTurn(parents, (parent) => readAccounts(organizations, parent)),
    policies: await inTurn(policyTypes, (type) => readPolicies(organizations, type)),
  };
}

/** One after another: Organizations answers a handful of calls a second. */
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
  return trusted.map(({ ServicePrincipal }) => told(ServicePrincipal, 'a trusted service')).sort();
}

async function readUnits(organizations: Organizations, parentId: string): Promise<readonly LiveUnit[]> {
  const children = await everyPage(
    (NextToken) => organizations.send(new ListOrganizationalUnitsForParentCommand({ ParentId: parentId, NextToken })),
    ({ OrganizationalUnits }) => OrganizationalUnits,
  );
  return inTurn(byId(children), async ({ Id, Name }) => {
    const id = told(Id, 'the id of a unit');
    return [{ id, name: told(Name, 'the name of a unit'), parentId }, ...(await readUnits(organizations, id))];
  });
}

async function readAccounts(organizations: Organizations, parentId: string): Promise<readonly LiveAccount[]> {
  const accounts = await everyPage(
    (NextToken) => organizations.send(new ListAccountsForParentCommand({ ParentId: parentId, NextToken })),
    ({ Accounts }) => Accounts,
  );
  return byId(accounts).map(({ Id, Name, Email, Status }) => ({
    id: told(Id, 'the number of an account'),
    name: told(Name, 'the name of an account'),
    email: told(Email, 'the e-mail address of an account'),
    status: told(Status, 'the status of an account'),
    parentId,
  }));
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
  const id = told(Id, 'the id of a policy');
  const { Policy } = await organizations.send(new DescribePolicyCommand({ PolicyId: id }));
  const targets = await everyPage(
    (NextToken) => organizations.send(new ListTargetsForPolicyCommand({ PolicyId: id, NextToken })),
    ({ Targets }) => Targets,
  );
  return {
    id,
    name: told(Name, 'the name of a policy'),
    type: told(Type, 'the type of a policy'),
    awsManaged: AwsManaged === true,
    content: JSON.parse(told(Policy?.Content, 'the content of a policy')),
    targetIds: targets.map(({ TargetId }) => told(TargetId, 'the target of a policy')).sort(),
  };
}

function byId<Item extends { readonly Id?: string | undefined }>(items: readonly Item[]): readonly Item[] {
  return [...items].sort((one, other) => ((one.Id ?? '') < (other.Id ?? '') ? -1 : 1));
}
