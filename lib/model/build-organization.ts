import { accountBudget, NO_BUDGET } from './account-budget';
import { resolveQuotas } from './checks/quota-use';
import { ALARM_DEFAULTS, ALARM_IDS } from './alarms';
import { buildBudgets } from './build-budgets';
import { buildIdentity, buildPartners, buildRevocation, placeOf } from './build-people';
import { buildPlatform } from './build-platform';
import { accountsStack, applicationsStack } from './names';
import { DEFAULT_OPTIONS } from './schema/compliance';
import { STANDARD_IDS, STANDARDS } from './standards';
import type { Backups } from './backups';
import type { Baseline, Recorder } from './baseline';
import type {
  Account,
  Application,
  Audit,
  Compliance,
  Exemption,
  Grant,
  Group,
  LogArchive,
  Organization,
  Placement,
  Store,
  Unit,
  Vending,
} from './organization';
import type { YamlFile } from './read/yaml-file';
import type { ReadConfiguration, Sound } from './read-configuration';
import type { GrantInFile } from './schema/application-file';
import type { LandingZoneFile } from './schema/landing-zone-file';

/** The organization of valid files. */
export function buildOrganization(
  { yaml, value }: Sound<LandingZoneFile>,
  accounts: ReadConfiguration['accounts'],
  units: readonly Unit[],
  placements: readonly Placement[],
  { applications, packing, expectations }: Pick<ReadConfiguration, 'applications' | 'packing' | 'expectations'>,
): Organization {
  const { organization, regions } = value;
  return {
    id: organization.id ?? null,
    rootId: organization.rootId ?? null,
    adopted: organization.adopted,
    managementAccount: buildManagementAccount(organization.managementAccount),
    homeRegion: regions.home,
    governedRegions: regions.governed,
    platform: buildPlatform(value.platform, value.baseline !== undefined, placements),
    units,
    accounts: accounts.map((account) => buildAccount(account, value.budgets?.defaults ?? {})),
    placements,
    exemptions: value.exemptions.map((exemption, index) => buildExemption(exemption, index, yaml)),
    quotas: resolveQuotas(value.quotas),
    logArchive: value.logArchive === undefined ? null : buildLogArchive(value.logArchive),
    audit: value.audit === undefined ? null : buildAudit(value.audit),
    baseline: value.baseline === undefined ? null : buildBaseline(value.baseline),
    compliance: value.compliance === undefined ? null : buildCompliance(value.compliance),
    groups: value.identity === undefined ? [] : buildGroups(value.identity),
    identity: value.identity === undefined ? null : buildIdentity(value.identity, yaml),
    partners: buildPartners(value.partners, yaml),
    revocations: value.revocations.map((revocation, index) => buildRevocation(revocation, index, yaml)),
    vending: value.vending === undefined ? null : buildVending(value.vending),
    budgets: value.budgets === undefined ? null : buildBudgets(value.budgets),
    backups: buildBackups(value.backups),
    applications: applications.map((one) => buildApplication(one, regions.home)),
    packing,
    expectations,
    locate: (path) => yaml.locate(path),
  };
}

export function buildManagementAccount({
  name,
  id,
  baseline,
}: LandingZoneFile['organization']['managementAccount']): Organization['managementAccount'] {
  return { key: name, accountId: id, hasBaseline: baseline !== 'skip' };
}

/** An exemption, by its number in the file. */
export function buildExemption(
  exemption: LandingZoneFile['exemptions'][number],
  index: number,
  yaml: YamlFile,
): Exemption {
  return { ...exemption, expires: exemption.expires ?? null, ...placeOf(['exemptions', index], yaml) };
}

/** @param budgets the defaults by `root` and units */
export function buildAccount(
  { key, yaml, value }: ReadConfiguration['accounts'][number],
  budgets: NonNullable<LandingZoneFile['budgets']>['defaults'],
): Account {
  const { name, email, unit, owner, budget, tags, state, id, stack, baseline } = value;
  return {
    key,
    name: name ?? key,
    email,
    unit,
    owner,
    // An account without an amount has been reported.
    budget: accountBudget(budget, unit, budgets) ?? NO_BUDGET,
    tags,
    state,
    accountId: id ?? null,
    stack: accountsStack(stack),
    hasBaseline: baseline !== 'skip',
    at: yaml.locate([]),
  };
}

export function buildLogArchive({
  account,
  objectLock,
  trailRetention = objectLock,
  otherRetention,
}: NonNullable<LandingZoneFile['logArchive']>): LogArchive {
  return { account, lockDays: objectLock.days, trailDays: trailRetention.days, otherDays: otherRetention.days };
}

export function buildAudit(section: NonNullable<LandingZoneFile['audit']>): Audit {
  const { account, trailKeyArn, logGroup, subscriptions, alarms } = section;
  return {
    account,
    trailKeyArn: trailKeyArn ?? null,
    logGroupDays: logGroup.days,
    subscriptions: subscriptions.map((one) =>
      'email' in one ? { protocol: 'email', endpoint: one.email } : { protocol: 'https', endpoint: one.https },
    ),
    alarms: ALARM_IDS.flatMap((id) => {
      const { [id]: stated = ALARM_DEFAULTS[id] } = alarms;
      return stated === false ? [] : [{ id, threshold: stated.threshold }];
    }),
  };
}

export function buildBaseline({
  recorder,
  guardDuty,
  unusedAccess,
  contacts,
  defaultVpcs,
  defaultSecurityGroups,
}: NonNullable<LandingZoneFile['baseline']>): Baseline {
  return {
    recorder: buildRecorder(recorder),
    guardDuty: guardDuty === false ? null : guardDuty,
    unusedAccessDays: unusedAccess === false ? null : unusedAccess.days,
    contacts,
    removesDefaultVpcs: defaultVpcs === 'remove',
    emptiesDefaultSecurityGroups: defaultSecurityGroups === 'empty',
  };
}

function buildRecorder({
  frequency,
  exceptTypes,
  onlyTypes,
}: NonNullable<LandingZoneFile['baseline']>['recorder']): Recorder {
  if (onlyTypes !== undefined) return { frequency, records: 'only', types: onlyTypes };
  if (exceptTypes !== undefined) return { frequency, records: 'except', types: exceptTypes };
  return { frequency, records: 'all', types: [] };
}

export function buildCompliance(section: NonNullable<LandingZoneFile['compliance']>): Compliance {
  return {
    standards: STANDARD_IDS.flatMap((id) => {
      const { [id]: stated = STANDARDS[id].isDefault ? DEFAULT_OPTIONS : false } = section;
      return stated === false ? [] : [{ id, ...stated }];
    }),
  };
}

export function buildGroups({ groups }: NonNullable<LandingZoneFile['identity']>): readonly Group[] {
  return Object.entries(groups).map(([name, id]) => ({ name, id }));
}

export function buildBackups({ lock, resourceTypes }: LandingZoneFile['backups']): Backups {
  const { minimumDays, maximumDays, finalAfterDays } = lock;
  return {
    lock: { minimumDays, maximumDays: maximumDays ?? null, finalAfterDays: finalAfterDays ?? null },
    resourceTypes,
  };
}

export function buildVending({ email, pipeline }: NonNullable<LandingZoneFile['vending']>): Vending {
  return {
    emailPattern: email ?? null,
    pipeline:
      pipeline === undefined
        ? null
        : { connectionArn: pipeline.connection, repository: pipeline.repository, branch: pipeline.branch },
  };
}

/** @param homeRegion the Region of an application whose file names none */
export function buildApplication(
  { key, yaml, value }: ReadConfiguration['applications'][number],
  homeRegion: string,
): Application {
  const { owner, state, accounts, retiredIn, region, stack, people, runsOn, stores } = value;
  return {
    key,
    owner,
    state,
    accounts,
    retiredIn,
    region: region ?? homeRegion,
    stack: applicationsStack(stack),
    people:
      people === undefined
        ? null
        : { group: people.group, mayWrite: people.access === 'write', at: yaml.locate(['people']) },
    runsOn,
    stores: Object.entries(stores).map(([name, store]) => buildStore(name, store, value, yaml)),
    at: yaml.locate([]),
    locate: (path) => yaml.locate(path),
  };
}

type ApplicationInFile = ReadConfiguration['applications'][number]['value'];

function buildStore(
  name: string,
  { kind, state, keepReplacedVersions, backup, readers, writers }: ApplicationInFile['stores'][string],
  { accounts }: ApplicationInFile,
  yaml: YamlFile,
): Store {
  const at = ['stores', name];
  const grants = (list: 'readers' | 'writers', given: readonly GrantInFile[]): readonly Grant[] =>
    given.map((grant, index) => ({
      ...granteeOf(grant),
      in: grant.in ?? accounts,
      at: yaml.locate([...at, list, index]),
    }));
  return {
    name,
    kind,
    state,
    keepReplacedDays: keepReplacedVersions?.days ?? null,
    backup: backup === undefined ? null : { every: backup, at: yaml.locate([...at, 'backup']) },
    readers: grants('readers', readers),
    writers: grants('writers', writers),
    at: yaml.locateKey(at),
  };
}

function granteeOf(grant: GrantInFile) {
  if ('application' in grant)
    return { kind: 'application', application: grant.application, from: grant.from ?? [] } as const;
  if ('group' in grant) return { kind: 'group', group: grant.group, from: grant.from ?? [] } as const;
  const { partner, role, until = null } = grant;
  return { kind: 'partner', account: partner, role, until } as const;
}
