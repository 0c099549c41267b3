import type { ChosenStandard, Compliance } from '../organization';
import { STANDARD_IDS, type StandardId } from '../standards';
import type { Pack, PackScope, PackedRule } from './config-rule';
import { CONFIG_RULES, CONFIG_RULE_IDS, isConfigRuleId, type ConfigRuleId } from './table';

/** The standard whose rules are those of the guardrails. */
export const MIRROR: StandardId = 'rampart-mirror';

const SCOPES: readonly PackScope[] = ['home', 'region', 'us-east-1'];

/**
 * The conformance packs of the organization, one for each standard and scope. A pack without rules is left out.
 *
 * The mirror leaves out what another chosen standard measures with the same parameters in the same Regions and accounts: AWS
 * charges for each evaluation, and one result is enough.
 *
 * @param mirrorRules the rules of the guardrails, see `mirrorRules`
 */
export function packsOf({ standards }: Compliance, mirrorRules: ReadonlySet<ConfigRuleId>): readonly Pack[] {
  const chosen = standards.map((standard) => ({ standard, rules: packedRules(standard, mirrorRules) }));
  return chosen.flatMap(({ standard, rules }) => {
    const others = standard.id === MIRROR ? chosen.filter(({ standard: { id } }) => id !== MIRROR) : [];
    const left = rules.filter((rule) => !others.some((other) => measures(other, rule, standard)));
    return SCOPES.flatMap((scope) => {
      const inScope = left.filter((one) => one.scope === scope).map(({ rule }) => rule);
      if (inScope.length === 0) return [];
      return [{ standard: standard.id, scope, rules: inScope, excludedAccounts: standard.excludedAccounts }];
    });
  });
}

/**
 * The packs that are deployed to a governed Region, without the rules that AWS does not offer there.
 *
 * @param homeRegion the organization's
 */
export function packsIn(packs: readonly Pack[], region: string, homeRegion: string): readonly Pack[] {
  return packs
    .filter(({ scope }) => scope === 'region' || region === (scope === 'home' ? homeRegion : scope))
    .map((pack) => ({ ...pack, rules: pack.rules.filter(({ identifier }) => isOffered(identifier, region)) }))
    .filter(({ rules }) => rules.length > 0);
}

/** The rules of a standard, in the order of the table, whatever the configuration leaves out. */
export function rulesOf(standard: StandardId, mirrorRules: ReadonlySet<ConfigRuleId>): readonly ConfigRuleId[] {
  return CONFIG_RULE_IDS.filter((id) =>
    standard === MIRROR ? mirrorRules.has(id) : CONFIG_RULES[id].controls[standard] !== undefined,
  );
}

/** The standards with a rule, for a person who looked for it in another. */
export function standardsWith(id: ConfigRuleId, mirrorRules: ReadonlySet<ConfigRuleId>): readonly StandardId[] {
  return STANDARD_IDS.filter((standard) => rulesOf(standard, mirrorRules).includes(id));
}

interface Placed {
  readonly scope: PackScope;
  readonly rule: PackedRule;
}

function packedRules(standard: ChosenStandard, mirrorRules: ReadonlySet<ConfigRuleId>): readonly Placed[] {
  return rulesOf(standard.id, mirrorRules)
    .filter((id) => !standard.withoutRules.includes(id))
    .map((identifier) => {
      const { scope, trigger, parameters } = CONFIG_RULES[identifier];
      const isOnlyAtHome = scope === 'region' && trigger === 'periodic' && standard.periodicRules === 'home';
      return {
        scope: isOnlyAtHome ? 'home' : scope,
        rule: { identifier, parameters: { ...parameters, ...standard.parameters[identifier] } },
      };
    });
}

/** Whether a standard measures, for all accounts of another one and where that would, what a rule of it measures. */
function measures(
  { standard, rules }: { readonly standard: ChosenStandard; readonly rules: readonly Placed[] },
  { scope, rule }: Placed,
  { excludedAccounts }: ChosenStandard,
): boolean {
  return (
    standard.excludedAccounts.every((account) => excludedAccounts.includes(account)) &&
    rules.some(
      (other) =>
        other.rule.identifier === rule.identifier &&
        haveEqualParameters(other.rule, rule) &&
        // The home Region is governed, so it has the packs of every Region, too.
        (other.scope === scope || (other.scope === 'region' && scope === 'home')),
    )
  );
}

function haveEqualParameters({ parameters: a }: PackedRule, { parameters: b }: PackedRule): boolean {
  const names = Object.keys(a);
  return names.length === Object.keys(b).length && names.every((name) => a[name] === b[name]);
}

function isOffered(identifier: string, region: string): boolean {
  return !isConfigRuleId(identifier) || !CONFIG_RULES[identifier].unavailableIn.includes(region);
}
