import type { z } from 'zod';
import {
  buildAccount,
  buildApplication,
  buildAudit,
  buildBackups,
  buildBaseline,
  buildCompliance,
  buildExemption,
  buildGroups,
  buildLogArchive,
  buildManagementAccount,
  buildVending,
} from './build-organization';
import { buildBudgets } from './build-budgets';
import { buildPlatform } from './build-platform';
import { buildIdentity, buildPartners, buildRevocation } from './build-people';
import { resolveQuotas } from './checks/quota-use';
import type { ParameterSchemas } from './configuration';
import { ROOT, type Organization, type Placement, type Unit } from './organization';
import type { ReadConfiguration } from './read-configuration';
import { landingZoneFileSchema } from './schema/landing-zone-file';

/** A part of a configuration has a mistake, which has been reported, and something needs this part. */
class UnknownPart extends Error {
  override readonly name = 'UnknownPart';
}

/** A result that may depend on parts of a sketch; the other value if it depends on one that is unknown. */
export function ifKnown<Result>(find: () => Result, otherwise: Result): Result {
  try {
    return find();
  } catch (error) {
    if (error instanceof UnknownPart) return otherwise;
    throw error;
  }
}

const { shape } = landingZoneFileSchema;

/**
 * The organization as far as it could be read, so that later checks can find their mistakes, too. Reading a part that has
 * a mistake throws: see `ifKnown`. Whatever depends on a mistake is left out of the lists.
 *
 * @param areRegionsSound whether the Regions make sense together
 */
export function sketchOrganization(
  { configuration, accounts, applications, packing, expectations }: ReadConfiguration,
  units: readonly Unit[],
  placements: readonly Placement[],
  catalogue: ParameterSchemas,
  areRegionsSound: boolean,
): Organization {
  const { yaml, draft } = configuration.landingZone;
  const organization = () => known(shape.organization, draft.organization);
  const regions = () => (areRegionsSound ? known(shape.regions, draft.regions) : unknown());
  const ids = new Set(units.map(({ id }) => id));
  const budgets = ifKnown(() => known(shape.budgets, draft.budgets)?.defaults, {}) ?? {};
  const soundAccounts = accounts
    .map((account) => buildAccount(account, budgets))
    .filter(({ unit, state }) => state === 'closed' || ids.has(unit));
  const targets = new Set([ROOT, ...ids, ...soundAccounts.map(({ key }) => key)]);
  const item = shape.exemptions.unwrap().element;
  const exemptions = (draft.exemptions ?? []).flatMap((given, index) => {
    const { data } = item.safeParse(given);
    const guardrails = data?.guardrails.filter((id) => catalogue.get(id)?.exempt === 'platform') ?? [];
    return data === undefined || guardrails.length === 0 ? [] : [buildExemption({ ...data, guardrails }, index, yaml)];
  });
  return readOnDemand<Organization>({
    id: () => organization().id ?? null,
    rootId: () => organization().rootId ?? null,
    adopted: () => organization().adopted,
    managementAccount: () => buildManagementAccount(organization().managementAccount),
    homeRegion: () => regions().home,
    governedRegions: () => regions().governed,
    platform: () => buildPlatform(known(shape.platform, draft.platform), draft.baseline !== undefined, placements),
    units: () => units,
    accounts: () => soundAccounts,
    placements: () => placements.filter(({ target }) => targets.has(target)),
    exemptions: () => exemptions,
    quotas: () => resolveQuotas(known(shape.quotas, draft.quotas)),
    logArchive: () =>
      draft.logArchive === undefined ? null : buildLogArchive(known(shape.logArchive.unwrap(), draft.logArchive)),
    audit: () => (draft.audit === undefined ? null : buildAudit(known(shape.audit.unwrap(), draft.audit))),
    baseline: () =>
      draft.baseline === undefined ? null : buildBaseline(known(shape.baseline.unwrap(), draft.baseline)),
    compliance: () =>
      draft.compliance === undefined ? null : buildCompliance(known(shape.compliance.unwrap(), draft.compliance)),
    groups: () => (draft.identity === undefined ? [] : buildGroups(known(shape.identity.unwrap(), draft.identity))),
    identity: () =>
      draft.identity === undefined ? null : buildIdentity(known(shape.identity.unwrap(), draft.identity), yaml),
    partners: () => buildPartners(known(shape.partners, draft.partners), yaml),
    revocations: () =>
      known(shape.revocations, draft.revocations).map((revocation, index) => buildRevocation(revocation, index, yaml)),
    vending: () => (draft.vending === undefined ? null : buildVending(known(shape.vending.unwrap(), draft.vending))),
    budgets: () => (draft.budgets === undefined ? null : buildBudgets(known(shape.budgets.unwrap(), draft.budgets))),
    backups: () => buildBackups(known(shape.backups, draft.backups)),
    applications: () => applications.map((one) => buildApplication(one, regions().home)),
    packing: () => packing,
    expectations: () => expectations,
    locate: () => (path) => yaml.locate(path),
  });
}

function known<Output>(schema: z.ZodType<Output>, value: unknown): Output {
  const { data } = schema.safeParse(value);
  return data ?? unknown();
}

function unknown(): never {
  throw new UnknownPart('this part of the configuration has a mistake');
}

/** Each part is built once. */
function readOnDemand<Value extends object>(parts: { readonly [Key in keyof Value]: () => Value[Key] }): Value {
  const built = new Map<string, unknown>();
  const getters = Object.entries<() => unknown>(parts).map(([name, build]) => {
    const get = (): unknown => {
      if (!built.has(name)) built.set(name, build());
      return built.get(name);
    };
    return [name, { get, enumerable: true }];
  });
  return Object.defineProperties({}, Object.fromEntries(getters) as PropertyDescriptorMap) as Value;
}
