import { CONFIG_RULE_IDS, type ConfigRuleId } from './table';

/**
 * What finds that which a guardrail would have prevented, because it is older than the guardrail, or in an account that the
 * guardrail does not bind: Config rules; or `nothing`, and why no managed rule can: a sentence with its period.
 */
export type FoundBy = readonly [ConfigRuleId, ...ConfigRuleId[]] | { readonly nothing: string };

/** The Config rules of all guardrails, which make the standard `rampart-mirror`. */
export function mirrorRules(guardrails: Iterable<{ readonly foundBy: FoundBy }>): ReadonlySet<ConfigRuleId> {
  const found = new Set([...guardrails].flatMap(({ foundBy }) => ('nothing' in foundBy ? [] : foundBy)));
  return new Set(CONFIG_RULE_IDS.filter((id) => found.has(id)));
}
