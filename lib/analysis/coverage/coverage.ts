import type { Pack } from '../../model/config-rules/config-rule';
import { packsIn } from '../../model/config-rules/packs';
import { conformancePackName } from '../../model/names';
import type { Account, Organization } from '../../model/organization';
import { GLOBAL_EVENTS_REGION, globalEventRegions } from '../../model/regions';

/** What can be in an account and Region, in the order in which it is shown. */
export const COVERAGE_PARTS = [
  'trail',
  'recorder',
  'delivery-channel',
  'detector',
  'private-documents',
  'finisher',
  'forwarding',
  'global-events',
  'aggregator',
  'external-access',
  'unused-access',
] as const;

/**
 * - `trail`: the organization's trail records the calls.
 * - `recorder`, `delivery-channel`: AWS Config records resources, and delivers what it recorded to the log archive.
 * - `detector`: GuardDuty looks for threats.
 * - `private-documents`: documents of Systems Manager cannot be made public.
 * - `finisher`: what no template can set is set, and set again every day, but not in quarantine.
 * - `forwarding`: findings and failed state machines are sent to the organization's bus.
 * - `global-events`: events of credentials and root are sent there.
 * - `aggregator`: what AWS Config recorded in the whole organization is shown here.
 * - `external-access`, `unused-access`: what of the organization can be reached from outside, and what nobody uses.
 */
export type CoveragePart = (typeof COVERAGE_PARTS)[number];

/** What one account has in one Region. */
export interface CoverageCell {
  readonly region: string;
  /** In the order of `COVERAGE_PARTS`. */
  readonly parts: readonly CoveragePart[];
  /** The names of the conformance packs that measure it. */
  readonly packs: readonly string[];
}

export interface CoverageRow {
  /** The account's key. */
  readonly account: string;
  readonly kind: 'management-account' | 'member';
  /** False: the account keeps the recorder and the detectors that it has, or there is no baseline. */
  readonly hasBaseline: boolean;
  /** One for each Region of the matrix. */
  readonly cells: readonly CoverageCell[];
}

/** What watches which account in which Region. */
export interface Coverage {
  /** The governed Regions in the order of the configuration, and us-east-1, if something is there. */
  readonly regions: readonly string[];
  readonly governedRegions: readonly string[];
  /** The management account, then the members that are not closed, by their keys. */
  readonly rows: readonly CoverageRow[];
  /** The names of the packs that measure nothing, because AWS offers their Config rules in no governed Region. */
  readonly nowhere: readonly string[];
}

/**
 * What the stacks bring to each account and Region, by the configuration alone: a test holds the templates to it.
 *
 * Outside of governed Regions there is nothing but the forwarding of global events in us-east-1, and the trail, which
 * records every Region. Accounts in quarantine are covered like all others. Closed ones are not: AWS runs nothing there.
 *
 * @param packs the conformance packs of the organization
 */
export function coverageOf(organization: Organization, packs: readonly Pack[]): Coverage {
  const { governedRegions, audit, managementAccount, accounts } = organization;
  const regions = [...new Set([...governedRegions, ...(audit === null ? [] : [GLOBAL_EVENTS_REGION])])];
  const members = accounts.filter(({ state }) => state !== 'closed');
  const rows = [managementAccount, ...members];
  const deployed = governedRegions.flatMap((region) => packsIn(packs, region, organization.homeRegion).map(nameOf));
  return {
    regions,
    governedRegions,
    nowhere: packs.map(nameOf).filter((name) => !deployed.includes(name)),
    rows: rows.map(({ key, hasBaseline }, index) => {
      const subject = { key, isManagement: index === 0, hasBaseline: organization.baseline !== null && hasBaseline };
      return {
        account: key,
        kind: index === 0 ? 'management-account' : 'member',
        hasBaseline: subject.hasBaseline,
        cells: regions.map((region) => ({
          region,
          parts: COVERAGE_PARTS.filter((part) => IS_COVERED[part](organization, subject, region)),
          packs: packsFor(packs, organization, key, region),
        })),
      };
    }),
  };
}

interface Subject extends Pick<Account, 'key' | 'hasBaseline'> {
  readonly isManagement: boolean;
}

type Question = (organization: Organization, account: Subject, region: string) => boolean;

const isRecorded: Question = ({ governedRegions }, { hasBaseline }, region) =>
  hasBaseline && governedRegions.includes(region);

/** The management account forwards even if it keeps its own recorder: no StackSet makes both at once there. */
const inBaseline: Question = (organization, account, region) =>
  forwards(organization, account) && organization.governedRegions.includes(region);

function forwards({ baseline }: Organization, { isManagement, hasBaseline }: Subject): boolean {
  return baseline !== null && (isManagement || hasBaseline);
}

const inAudit: Question = ({ governedRegions, baseline, audit }, { key }, region) =>
  baseline !== null && key === audit?.account && governedRegions.includes(region);

const IS_COVERED: Readonly<Record<CoveragePart, Question>> = {
  trail: ({ audit }) => audit !== null,
  recorder: isRecorded,
  'delivery-channel': isRecorded,
  detector: (organization, account, region) =>
    organization.baseline?.guardDuty != null && isRecorded(organization, account, region),
  'private-documents': inBaseline,
  finisher: isRecorded,
  forwarding: inBaseline,
  // The management account's are sent to its home Region even without a baseline.
  'global-events': (organization, account, region) =>
    (forwards(organization, account) && globalEventRegions(organization.homeRegion).includes(region)) ||
    (account.isManagement &&
      organization.audit !== null &&
      region === GLOBAL_EVENTS_REGION &&
      region !== organization.homeRegion),
  aggregator: (organization, account, region) =>
    inAudit(organization, account, region) && region === organization.homeRegion,
  'external-access': inAudit,
  'unused-access': (organization, account, region) =>
    organization.baseline?.unusedAccessDays != null &&
    inAudit(organization, account, region) &&
    region === organization.homeRegion,
};

function packsFor(
  packs: readonly Pack[],
  { homeRegion, governedRegions }: Organization,
  account: string,
  region: string,
): readonly string[] {
  if (!governedRegions.includes(region)) return [];
  return packsIn(packs, region, homeRegion)
    .filter(({ excludedAccounts }) => !excludedAccounts.includes(account))
    .map(nameOf);
}

function nameOf({ standard, scope }: Pack): string {
  return conformancePackName(standard, scope);
}
