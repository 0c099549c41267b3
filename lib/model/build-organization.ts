import { resolveQuotas } from './checks/quota-use';
import { ALARM_DEFAULTS, ALARM_IDS } from './alarms';
import { accountsStack } from './names';
import type { Account, Audit, Exemption, LogArchive, Organization, Placement, Platform, Unit } from './organization';
import type { YamlFile } from './read/yaml-file';
import type { ReadConfiguration, Sound } from './read-configuration';
import type { LandingZoneFile } from './schema/landing-zone-file';

/** The role that service-managed StackSets assume in member accounts; the name is AWS's. */
const STACK_SETS_EXECUTION = 'arn:*:iam::*:role/stacksets-exec-*';

/** The organization of valid files. */
export function buildOrganization(
  { yaml, value }: Sound<LandingZoneFile>,
  accounts: ReadConfiguration['accounts'],
  units: readonly Unit[],
  placements: readonly Placement[],
  { packing, expectations }: Pick<ReadConfiguration, 'packing' | 'expectations'>,
): Organization {
  const { organization, regions } = value;
  return {
    id: organization.id ?? null,
    rootId: organization.rootId ?? null,
    adopted: organization.adopted,
    managementAccount: { key: organization.managementAccount.name, accountId: organization.managementAccount.id },
    homeRegion: regions.home,
    governedRegions: regions.governed,
    platform: buildPlatform(value.platform),
    units,
    accounts: accounts.map(buildAccount),
    placements,
    exemptions: value.exemptions.map((exemption, index) => buildExemption(exemption, index, yaml)),
    quotas: resolveQuotas(value.quotas),
    logArchive: value.logArchive === undefined ? null : buildLogArchive(value.logArchive),
    audit: value.audit === undefined ? null : buildAudit(value.audit),
    packing,
    expectations,
    locate: (path) => yaml.locate(path),
  };
}

/** An exemption, by its number in the file. */
export function buildExemption(
  exemption: LandingZoneFile['exemptions'][number],
  index: number,
  yaml: YamlFile,
): Exemption {
  const at = ['exemptions', index];
  return {
    ...exemption,
    expires: exemption.expires ?? null,
    at: yaml.locate(at),
    locate: (path) => yaml.locate([...at, ...path]),
  };
}

export function buildPlatform({
  organizationAccessRoleName,
  deployment,
  breakGlass,
}: LandingZoneFile['platform']): Platform {
  return {
    organizationAccessRoleName,
    principals: {
      organizationAccess: [`arn:*:iam::*:role/${organizationAccessRoleName}`],
      stackSetsExecution: [STACK_SETS_EXECUTION],
      deployment,
      breakGlass,
    },
  };
}

export function buildAccount({ key, yaml, value }: ReadConfiguration['accounts'][number]): Account {
  const { name, email, unit, owner, budget, tags, state, id, stack } = value;
  return {
    key,
    name: name ?? key,
    email,
    unit,
    owner,
    budget,
    tags,
    state,
    accountId: id ?? null,
    stack: accountsStack(stack),
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
