import { setTimeout as sleep } from 'node:timers/promises';
import { stackSetsIn, type WrittenStackSet } from '../plan/read-stack-sets';
import type { PlannedStack } from '../../analysis/drift/compare-stacks';
import { findMissingStacks, REVISION } from '../../analysis/drift/compare-stacks';
import { sortDrifts, type Drift, type DriftKind } from '../../analysis/drift/drift';
import { exportedIds } from '../../analysis/drift/exported-ids';
import { findOrganizationDrift } from '../../analysis/drift/find-organization-drift';
import { inactiveStackSets } from '../../analysis/drift/compare-settings';
import { areStackSetsActivated } from '../../aws/are-stack-sets-activated';
import { readCallerAccount } from '../../aws/read-caller';
import { readOrganization } from '../../aws/read-organization';
import { readExports } from '../../aws/read-stacks';
import type { LiveOrganization } from '../../model/live-organization';
import { BOOTSTRAP, stackName, VENDING_BOOTSTRAP } from '../../model/names';
import type { Organization } from '../../model/organization';
import { GLOBAL_EVENTS_REGION } from '../../model/regions';
import { DRIFT_READS } from '../../model/drift-reads';
import { policyTypes } from '../../../policies/catalogue';
import { askAws, type ClientsIn } from '../input/ask-aws';
import type { Patience } from '../input/patience';
import type { CheckedOrganization } from '../input/read-organization';
import { requireManagementAccount } from '../input/require-management-account';
import { UserMistake } from '../input/user-mistake';
import { compareDeployed, compareOurResources, deployedStackSets, listOurStacks, readTemplates } from './ask-stacks';
import type { Tell } from './placed-stack';
import { compareStackSets, findReached } from './ask-stack-sets';
import type { DriftOutput } from './drift-output';
import { findEffect } from './find-effect';

const PATIENCE: Patience = { timeoutMs: 30 * 60_000, pauseMs: 5_000, now: () => performance.now(), sleep };

export interface DriftRequest {
  /** Null: the stacks are compared with no plan. */
  readonly plan: { readonly folder: string; readonly stacks: readonly PlannedStack[] } | null;
  /** Whether CloudFormation compares the stacks' resources. */
  readonly comparesResources: boolean;
  /** The commit of the files. */
  readonly revision: string | undefined;
  readonly tell: Tell;
}

/**
 * Compares what is deployed with the files, with the credentials that the SDK finds. Only reads.
 *
 * @throws UserMistake if AWS cannot be asked
 */
export async function findDrift(checked: CheckedOrganization, request: DriftRequest): Promise<DriftOutput> {
  return askAws(checked.organization, DRIFT_READS, (_home, clientsIn) => ask(checked, clientsIn, request, PATIENCE));
}

/** Asks, compares, and judges what the differences decide. */
export async function ask(
  { organization, assembly }: CheckedOrganization,
  clientsIn: ClientsIn,
  { plan, comparesResources, revision, tell }: DriftRequest,
  patience: Patience,
): Promise<DriftOutput> {
  const { homeRegion } = organization;
  const home = clientsIn(homeRegion);
  requireManagementAccount(await readCallerAccount(home.sts), organization, 'the organization');
  const live = await readOrganization(home.organizations, policyTypes, tell);
  requireSameOrganization(live, organization);
  tell('the exports of the stacks');
  const exports = await readExports(home.cloudformation);
  const known = exportedIds(organization, exports);
  const { tree, drifts } = findOrganizationDrift({ organization, assembly, live, policyTypes, known });
  const stacks = await listOurStacks(regionsOf(organization, plan?.stacks ?? []), clientsIn, tell);
  const deployed = await readTemplates(
    stacks.filter(({ name, region }) => !BOOTSTRAPS.includes(name) && (region === homeRegion || plan !== null)),
    clientsIn,
    tell,
  );
  const { stackSets, drifts: unreadable } =
    plan === null
      ? deployedStackSets(deployed, organization)
      : { stackSets: plannedStackSets(plan.stacks, organization), drifts: [] };
  const reached = findReached(live.accounts, tree.accounts, tree.organization);
  const found = [
    ...drifts,
    ...inactiveStackSets(await areStackSetsActivated(home.cloudformation)),
    ...(plan === null ? findMissingStacks(organization, stacks) : []),
    ...unreadable,
    ...compareDeployed(stacks, deployed, plan?.stacks ?? null),
    ...(await compareStackSets(stackSets, reached, organization, exports, home.cloudformation, tell)),
    ...(comparesResources ? await compareOurResources(stacks, clientsIn, patience, tell) : []),
  ];
  const sorted = sortDrifts(found);
  const differences = sorted.filter(({ isNote }) => !isNote);
  tell('nothing more: comparing what is possible');
  const guardrails = stacks.find(({ name, region }) => name === stackName('Guardrails') && region === homeRegion);
  return {
    formatVersion: 1,
    problems: [],
    equal: differences.length === 0,
    revision: { deployed: guardrails?.outputs[REVISION] ?? null, files: revision ?? null },
    compared: {
      ...{ units: live.units.length, accounts: live.accounts.length },
      policies: live.policies.filter(({ awsManaged }) => !awsManaged).length,
      ...{ stackSets: stackSets.length, stacks: stacks.length, resources: comparesResources },
      plan: plan?.folder ?? null,
    },
    effect: found.some(mayDecide) ? findEffect(live, tree) : null,
    differences: differences.map(toOutput),
    notes: sorted.filter(({ isNote }) => isNote).map(toOutput),
  };
}

function plannedStackSets(planned: readonly PlannedStack[], organization: Organization): readonly WrittenStackSet[] {
  const templates = planned.filter(({ region }) => region === organization.homeRegion);
  return stackSetsIn(
    templates.map(({ name, template: text }) => ({ stack: name.replace(stackName(''), ''), text })),
    organization,
  );
}

/** Their templates are the CDK's own, in YAML: no plan has them, and no StackSet is in them. */
const BOOTSTRAPS: readonly string[] = [BOOTSTRAP.stackName, VENDING_BOOTSTRAP.stackName];

/** What can change what a policy decides. */
const DECIDING: readonly DriftKind[] = [
  'account-moved',
  'full-access-detached',
  'policy-changed',
  'policy-detached',
  'policy-elsewhere',
  'policy-foreign',
  'policy-missing',
  'policy-type-disabled',
  'unit-moved',
];

function mayDecide({ kind }: Drift): boolean {
  return DECIDING.includes(kind);
}

/** The home Region first. */
function regionsOf({ homeRegion, governedRegions }: Organization, planned: readonly PlannedStack[]): readonly string[] {
  return [...new Set([homeRegion, ...governedRegions, GLOBAL_EVENTS_REGION, ...planned.map(({ region }) => region)])];
}

function toOutput({ kind, subject, summary, at, owners, trace, fix }: Drift): DriftOutput['differences'][number] {
  return {
    ...{ kind, subject, summary, file: at?.file ?? null, line: at?.line ?? null, owners },
    lookUp: trace === null ? null : { region: trace.region, events: trace.events },
    fix,
  };
}

/** Otherwise everything would differ. */
function requireSameOrganization(live: LiveOrganization, { id, managementAccount }: Organization): void {
  if (live.managementAccountId !== managementAccount.accountId)
    throw new UserMistake({
      message: `account ${managementAccount.accountId} is a member of the organization of account ${live.managementAccountId}`,
      fix: 'write the account that manages the organization into `organization.managementAccount`',
    });
  if (id === null || id === live.id) return;
  throw new UserMistake({
    message: `account ${managementAccount.accountId} manages the organization \`${live.id}\`, and the files are of \`${id}\``,
    fix: 'sign in to the other management account, or write the right `organization.id` into landing-zone.yaml',
  });
}
