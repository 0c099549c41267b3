import type { ConfigRule, Pack } from '../../model/config-rules/config-rule';
import { packsIn } from '../../model/config-rules/packs';
import type { Organization } from '../../model/organization';
import { STANDARDS } from '../../model/standards';
import type { ControlStandard } from './control';
import { everywhereBut, off, onlyBut, type Force } from './reach';

/** The table of Config rules, and the packs that an organization deploys. */
export interface ConfigRules {
  /** By identifier, such as `ACCESS_KEYS_ROTATED`. */
  readonly rules: Readonly<Record<string, ConfigRule>>;
  readonly packs: readonly Pack[];
}

/** A Config rule that measures a control, in force or not. */
export interface MeasuringRule {
  readonly identifier: string;
  readonly force: Force;
}

/** The Config rules of a standard that measure a control, in the order of the table. Only the standard's own pack counts. */
export function rulesOf(
  standard: ControlStandard,
  control: string,
  organization: Organization,
  { rules, packs }: ConfigRules,
): readonly MeasuringRule[] {
  const own = packs.filter((pack) => pack.standard === standard);
  return Object.entries(rules)
    .filter(([, { controls }]) => controls[standard]?.includes(control) === true)
    .map(([identifier, rule]) => ({ identifier, force: forceOf(identifier, rule, standard, organization, own) }));
}

/** Where a rule runs: in the Regions of its pack where AWS offers it, in all accounts but those that the pack leaves out. */
function forceOf(
  identifier: string,
  { scope, trigger }: ConfigRule,
  standard: ControlStandard,
  organization: Organization,
  packs: readonly Pack[],
): Force {
  const pack = packs.find((one) => holds(one, identifier));
  if (pack === undefined) return off(whyNot(identifier, standard, organization));
  const { excludedAccounts } = pack;
  const { homeRegion, governedRegions, baseline } = organization;
  const regions = governedRegions.filter((region) =>
    packsIn(packs, region, homeRegion).some((one) => holds(one, identifier)),
  );
  if (regions.length === 0) return off('AWS offers it in no governed Region where its pack is');
  // What an account has once is looked at in one Region.
  const everyRegion = scope !== 'region' || regions.length === governedRegions.length;
  const everyType = trigger === 'periodic' || baseline === null || baseline.recorder.records === 'all';
  const text = [
    'every account',
    everyRegion ? '' : ` in ${regions.join(', ')}`,
    everyRegion && scope === 'region' ? ' and governed Region' : '',
    everyType ? '' : ', if the type is recorded',
  ].join('');
  return everyRegion && everyType ? everywhereBut(text, excludedAccounts) : onlyBut(text, excludedAccounts);
}

function holds({ rules }: Pack, identifier: string): boolean {
  return rules.some((packed) => packed.identifier === identifier);
}

function whyNot(identifier: string, standard: ControlStandard, { compliance }: Organization): string {
  if (compliance === null) return 'there is no section `compliance`';
  const chosen = compliance.standards.find(({ id }) => id === standard);
  return chosen?.withoutRules.includes(identifier) === true
    ? `left out: \`compliance.${standard}.withoutRules\``
    : `the pack of ${STANDARDS[standard].title} is off: \`compliance.${standard}\``;
}
