import { CfnOutput, type App, type Stack } from 'aws-cdk-lib';
import { policyTypes } from '../policies/catalogue';
import { organizationPacks } from './analysis/assemble/organization-packs';
import type { AssembledPolicies } from './analysis/assemble/assembly';
import { tiersOf } from './analysis/assemble/permission-sets';
import { applicationPlaces } from './model/access';
import { backupReach } from './model/backup-plans';
import { groupBy } from './model/group-by';
import type { Account, Organization, VendingPipeline } from './model/organization';
import { GLOBAL_EVENTS_REGION } from './model/regions';
import { AccountsStack } from './stacks/accounts-stack';
import { applicationAccess, type ApplicationAccess } from './stacks/application-access';
import { ApplicationsStack } from './stacks/applications-stack';
import { AuditStack } from './stacks/audit-stack';
import { BackupsStack } from './stacks/backups-stack';
import { BaselineStack } from './stacks/baseline-stack';
import { delegationsOf, DelegationsStack } from './stacks/delegations-stack';
import { GuardrailsStack } from './stacks/guardrails-stack';
import { identityStacks } from './stacks/identity-stacks';
import type { ExportedId } from './stacks/export-id';
import type { Ids } from './stacks/ids';
import { LogArchiveStack } from './stacks/log-archive-stack';
import { OrganizationSettingsStack } from './stacks/organization-settings-stack';
import { OrganizationStack } from './stacks/organization-stack';
import { RegionalStack } from './stacks/regional-stack';
import { VendingStack } from './stacks/vending-stack';

export interface AppInput {
  readonly organization: Organization;
  readonly assembly: AssembledPolicies;
  /** The Git commit of the configuration, if there is one. */
  readonly revision?: string | undefined;
  /** The pipeline, where a person deploys it. @default - it is left out */
  readonly vending?: VendingPipeline | undefined;
}

/** Adds the stacks to the app, in the order in which they are deployed: each depends on the one before it. */
export function buildApp(app: App, { organization, assembly, revision, vending }: AppInput): void {
  const top = new OrganizationStack(app, 'Organization', { organization });
  const settings = new OrganizationSettingsStack(app, 'OrganizationSettings', {
    organization,
    ids: top.ids,
    policyTypes,
  });
  const documents = [...assembly.documents, ...assembly.managementPolicies];
  const accountKeys = new Set(organization.accounts.map(({ key }) => key));
  const guardrails = new GuardrailsStack(app, 'Guardrails', {
    organization,
    description: 'Policies on the root and on organizational units',
    documents: documents.filter(({ target }) => !accountKeys.has(target)),
    ids: { ...top.ids, accountId: refuseUnbornAccount },
  });
  if (revision !== undefined)
    new CfnOutput(guardrails, 'Revision', { value: revision, description: 'For plan --deployed' });
  const accounts = accountsByStack(organization).map(
    ([id, members]) => new AccountsStack(app, id, { organization, ids: top.ids, accounts: members }),
  );
  const ids: Ids = { ...top.ids, accountId: (key) => requireAccountId(accounts, key).inSameRegion };
  const { logArchive, audit, baseline } = organization;
  const watched = logArchive === null || audit === null ? null : { organization, logArchive, audit, ids };
  const measured = watched === null || baseline === null ? null : { ...watched, baseline };
  const delegations = delegationsOf(organization);
  const packs = organizationPacks(organization);
  const access = applicationAccess(organization);
  const reach = backupReach(organization);
  deployInOrder([
    ...[top, settings, guardrails, ...accounts],
    ...(delegations.length === 0 ? [] : [new DelegationsStack(app, 'Delegations', { organization, delegations, ids })]),
    ...(logArchive === null ? [] : [new LogArchiveStack(app, 'LogArchive', { organization, logArchive, ids })]),
    // The policies on the log archive's account are attached when the archive exists, and before the trail logs.
    new GuardrailsStack(app, 'AccountGuardrails', {
      organization,
      description: 'Policies on single accounts',
      documents: documents.filter(({ target }) => accountKeys.has(target)),
      ids,
    }),
    ...(watched === null ? [] : [new AuditStack(app, 'Audit', watched)]),
    ...(measured === null ? [] : [new BaselineStack(app, 'Baseline', measured)]),
    // Whatever is backed up: with or without a baseline.
    ...(reach === null ? [] : [new BackupsStack(app, 'Backups', { organization, reach, ids })]),
    ...regionalRegions(organization).map((region) => {
      const place = region === organization.homeRegion ? 'inSameRegion' : 'inOtherRegions';
      const { key: management, accountId: own } = organization.managementAccount;
      const accountId = (key: string): string => (key === management ? own : requireAccountId(accounts, key)[place]);
      return new RegionalStack(app, `Regional-${region}`, { organization, region, packs, accountId });
    }),
    ...identityStacks(app, { organization, tiers: tiersOf(organization), access, ids }),
    ...applicationStacks(app, organization, access, ids),
  ]);
  // It depends on none of them, and none on it: neither a deployment of all stacks nor the pipeline itself may contain it.
  if (vending !== undefined) new VendingStack(app, 'Vending', { organization, pipeline: vending });
}

/**
 * The Regions in which the management account needs something, the home Region first: each governed one with a baseline,
 * and us-east-1, where events of global services reach EventBridge.
 */
function regionalRegions({ homeRegion, governedRegions, baseline, audit }: Organization): readonly string[] {
  const governed = baseline === null ? [] : [homeRegion, ...governedRegions];
  const global = audit === null || homeRegion === GLOBAL_EVENTS_REGION ? [] : [GLOBAL_EVENTS_REGION];
  return [...new Set([...governed, ...global])];
}

/** The accounts that are not closed, by the stack that holds them: `Accounts`, then `Accounts-<suffix>` by name. */
function accountsByStack({ accounts }: Organization): readonly (readonly [string, readonly Account[]])[] {
  const open = accounts.filter(({ state }) => state !== 'closed');
  const stacks = [...new Set(open.map(({ stack }) => stack))].sort();
  return stacks.map((id) => [id, open.filter(({ stack }) => stack === id)]);
}

/**
 * By the stack that holds them: `Applications`, then `Applications-<suffix>` by name. A stack remains as long as an application
 * names it, so that retiring the last one takes its role away.
 */
function applicationStacks(
  app: App,
  organization: Organization,
  access: ApplicationAccess,
  ids: Ids,
): readonly Stack[] {
  const places = groupBy(applicationPlaces(organization), ({ application }) => application.stack);
  return [...new Set(organization.applications.map(({ stack }) => stack))]
    .sort()
    .map((id) => new ApplicationsStack(app, id, { organization, places: places.get(id) ?? [], access, ids }));
}

function requireAccountId(stacks: readonly AccountsStack[], key: string): ExportedId {
  const ids = stacks.map((stack) => stack.findAccountId(key)).filter((id) => id !== undefined);
  if (ids[0] === undefined) throw new Error(`a policy names account '${key}', which no stack has`);
  return ids[0];
}

/** INVARIANT: a policy on the root or a unit names no account, because it is attached before the accounts exist. */
function refuseUnbornAccount(key: string): never {
  throw new Error(`a policy on the root or a unit names account '${key}'; only a policy on an account may name one`);
}

function deployInOrder(stacks: readonly Stack[]): void {
  stacks.forEach((stack, index) => {
    const previous = stacks[index - 1];
    if (previous !== undefined) stack.addStackDependency(previous);
  });
}
