import { dirname, join } from 'node:path';
import { wholeList, type ApplicationDraft } from './checks/applications/context';
import { resolveUnits } from './checks/unit-tree';
import type { Configuration } from './configuration';
import type { GuardrailsTarget } from './guardrails-file';
import type { EditPlace, StatedOrganization } from './impossible-edit';
import { findImpossibleEdits } from './impossible-edits';
import { accountsStack, applicationsStack, identityStack } from './names';
import { ROOT } from './organization';
import { locate, sortProblems, type Position, type Problem } from './problem';

/** Reports edits between an earlier configuration and this one that no deployment can make. */
export function checkAgainstBase(configuration: Configuration, base: StatedOrganization): readonly Problem[] {
  const edits = findImpossibleEdits(base, statedIn(configuration));
  const problems = edits.map(({ code, at, message, allowed, fix }) => ({ code, at, message, allowed, fix }));
  return sortProblems(problems.map((problem) => locate(problem, (place) => positionOf(place, configuration))));
}

/** The facts of a configuration, as far as it could be read: mistakes elsewhere do not matter. */
export function statedIn(configuration: Configuration): StatedOrganization {
  const { landingZone, accounts } = configuration;
  const { regions, guardrails, logArchive } = landingZone.draft;
  const homeRegion = regions?.home ?? undefined;
  const archive = logArchive?.account ?? undefined;
  const identityStacks = identityStacksOf(configuration);
  const units = resolveUnits(landingZone).units.map(({ id, parent, name, awsId }): GuardrailsTarget => ({
    id,
    kind: 'unit',
    parent,
    name,
    awsId,
  }));
  return {
    organization: {
      ...(homeRegion === undefined ? {} : { homeRegion }),
      ...(archive === undefined ? {} : { logArchive: { account: archive } }),
      ...identityCenterOf(configuration),
      ...(configuration.areApplicationsKnown ? { applications: applicationsOf(configuration, homeRegion) } : {}),
      ...(identityStacks === undefined ? {} : { identityStacks }),
    },
    targets: [{ id: ROOT, kind: 'root' }, ...units, ...accounts.map(accountOf)],
    unreadableAccounts: configuration.areAccountsKnown ? configuration.unreadableAccounts : 'all',
    placements: Object.entries(guardrails ?? {}).flatMap(([target, placed]) =>
      Object.keys(placed ?? {}).map(() => ({ target })),
    ),
  };
}

/** Nothing if it could not be read. Whoever may have a permission set has one: then the instance cannot change. */
function identityCenterOf({
  landingZone,
  applications,
}: Configuration): Pick<StatedOrganization['organization'], 'identityCenter'> {
  const { identity } = landingZone.draft;
  const instance = identity === undefined ? undefined : identity === null ? null : identity.instance;
  if (instance === null || instance?.arn === null) return {};
  const isAssigned = identity?.assignments === null || (identity?.assignments ?? []).length > 0;
  const hasPeople = applications.some(({ draft: { people, state } }) => people !== undefined && state !== 'retired');
  return { identityCenter: { instance: instance?.arn ?? null, isInUse: isAssigned || hasPeople } };
}

function accountOf({ key, draft }: Configuration['accounts'][number]): GuardrailsTarget {
  const { name = key, email, unit, id, state, stack } = draft;
  return {
    id: key,
    kind: 'account',
    parent: unit ?? ROOT,
    accountId: id ?? null,
    ...(state === null ? {} : { state: state ?? 'active' }),
    ...(name === null ? {} : { name }),
    ...(email === null ? {} : { email }),
    ...(stack === null ? {} : { stack: accountsStack(stack) }),
  };
}

type StatedApplications = NonNullable<StatedOrganization['organization']['applications']>;

function applicationsOf(
  { applications, unreadableApplications }: Configuration,
  homeRegion: string | undefined,
): StatedApplications {
  return Object.fromEntries([
    ...applications.map(({ key, draft }) => [key, applicationOf(draft, homeRegion)] as const),
    ...[...unreadableApplications].map((key) => [key, null] as const),
  ]);
}

/**
 * How many assignments each stack of Identity Center has at least. Undefined: a mistake hides it.
 *
 * Those of groups without an id are in no stack. Whether a unit has accounts is not asked, so that one without any counts, too.
 */
function identityStacksOf({
  landingZone: {
    draft: { identity },
  },
  ...configuration
}: Configuration): Readonly<Record<string, number>> | undefined {
  const { applications, areApplicationsKnown, unreadableApplications } = configuration;
  if (identity === undefined) return {};
  if (identity === null || identity.instance === null || identity.assignments === null) return undefined;
  if (identity.instance === undefined) return {};
  if (!areApplicationsKnown || unreadableApplications.size > 0) return undefined;
  const further = wholeList(identity.stacks);
  if (further === undefined) return undefined;
  const counts = new Map([undefined, ...further].map((suffix) => [identityStack(suffix), 0]));
  const count = (stack: string | undefined, group: string | null | undefined): void => {
    const name = identityStack(stack);
    const isMade = typeof group === 'string' && typeof identity.groups?.[group] === 'string';
    counts.set(name, (counts.get(name) ?? 0) + (isMade ? 1 : 0));
  };
  for (const assignment of identity.assignments ?? []) {
    if (assignment === null || assignment.stack === null) return undefined;
    count(assignment.stack, assignment.group);
  }
  for (const { draft } of applications) {
    if (draft.stack === null) return undefined;
    count(draft.stack, draft.state === 'retired' ? null : draft.people?.group);
  }
  return Object.fromEntries(counts);
}

/** Without the parts that have a mistake. */
function applicationOf(
  { state = 'active', region: given, stack, accounts, retiredIn, stores }: ApplicationDraft['draft'],
  homeRegion: string | undefined,
): StatedApplications[string] {
  const region = given === undefined ? homeRegion : given;
  const [runsIn, ranIn] = [wholeList(accounts), wholeList(retiredIn)];
  return {
    ...(state === null ? {} : { state }),
    ...(region == null ? {} : { region }),
    ...(stack === null ? {} : { stack: applicationsStack(stack) }),
    ...(runsIn === undefined ? {} : { accounts: runsIn }),
    ...(ranIn === undefined ? {} : { retiredIn: ranIn }),
    ...(stores === null ? {} : { stores: storesOf(stores ?? {}) }),
  };
}

/** A store with a mistake is still there, and active unless it says something else. */
function storesOf(stores: NonNullable<ApplicationDraft['draft']['stores']>): StatedStores {
  return Object.fromEntries(Object.entries(stores).map(([name, store]) => [name, store?.state ?? 'active']));
}

type StatedStores = NonNullable<NonNullable<StatedApplications[string]>['stores']>;

function positionOf({ account, application, path }: EditPlace, configuration: Configuration): Position {
  const { landingZone, accounts, applications } = configuration;
  const folder = dirname(landingZone.yaml.file);
  const inside = (files: typeof accounts | typeof applications, key: string, name: string): Position =>
    files.find((one) => one.key === key)?.yaml.locate(path) ?? { file: join(folder, name), line: 1, column: 1 };
  if (application !== undefined) return inside(applications, application, 'applications');
  if (account !== null) return inside(accounts, account, 'accounts');
  const { yaml } = landingZone;
  return path[0] === 'units' && path.length === 2 ? yaml.locateKey(path) : yaml.locate(path);
}
