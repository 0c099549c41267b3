import type { Pack, PackedRule } from '../../model/config-rules/config-rule';
import { packsIn } from '../../model/config-rules/packs';
import { CONFIG_RULES, isConfigRuleId } from '../../model/config-rules/table';
import { groupBy } from '../../model/group-by';
import type { Organization } from '../../model/organization';
import type { StandardId } from '../../model/standards';
import { assumed, costLine, counts, DAYS, type CostLine, type Factor } from './cost-line';

/** What the evaluations of Config rules cost, for each standard: those that run daily, and those that run on a change. */
export function complianceLines(organization: Organization, packs: readonly Pack[]): readonly CostLine[] {
  return [...groupBy(packs, ({ standard }) => standard)].flatMap(([standard, own]) =>
    standardLines(standard, own, organization),
  );
}

function standardLines(
  standard: StandardId,
  packs: readonly Pack[],
  { governedRegions, homeRegion, accounts }: Organization,
): readonly CostLine[] {
  const deployed = governedRegions
    .flatMap((region) => packsIn(packs, region, homeRegion))
    .flatMap(({ rules }) => rules);
  const excluded = new Set(packs.flatMap(({ excludedAccounts }) => excludedAccounts));
  const measured = accounts.filter(({ key, state }) => state !== 'closed' && !excluded.has(key)).length;
  const everywhere = counts(measured + 1, 'account');
  const periodic = deployed.filter(isPeriodic).length;
  const onChange = packs.flatMap(({ rules }) => rules).filter((rule) => !isPeriodic(rule)).length;
  return [
    line(`${standard}-periodic`, `${standard}, daily`, [
      counts(periodic, 'periodic Config rule', 'periodic Config rules in all Regions'),
      everywhere,
      DAYS,
      assumed('runEvaluations'),
    ]),
    line(`${standard}-changes`, `${standard}, on a change`, [
      counts(onChange, 'Config rule'),
      everywhere,
      assumed('changes'),
      assumed('evaluatedShare'),
    ]),
  ];
}

function line(id: string, title: string, factors: readonly Factor[]): CostLine {
  return costLine(id, title, 'evaluation', factors);
}

/** INVARIANT: packs are made of the table. */
function isPeriodic({ identifier }: PackedRule): boolean {
  if (!isConfigRuleId(identifier)) throw new Error(`the table has no Config rule '${identifier}'`);
  return CONFIG_RULES[identifier].trigger === 'periodic';
}
