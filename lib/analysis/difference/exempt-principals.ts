import type { Statement } from '../../iam/statement';
import type { GuardrailsFile } from '../../model/guardrails-file';
import { guardrailParts } from '../evaluate/provenance';

/** For each pattern of principals, the guardrails that have it. */
export type GuardrailsByPattern = ReadonlyMap<string, ReadonlySet<string>>;

/** The principals that the statements of guardrails leave out, or protect. */
export interface ExemptPrincipals {
  readonly exempt: GuardrailsByPattern;
  /** Guardrails that name the principal as the resource of the calls that they deny. */
  readonly protects: GuardrailsByPattern;
  /**
   * The patterns that the most guardrails leave out, apart from configured exemptions: the platform. Empty for policies
   * that came from no guardrail.
   */
  readonly platform: ReadonlySet<string>;
  /** The platform, and those that fewer guardrails leave out, but that another guardrail protects like the platform. */
  readonly named: ReadonlySet<string>;
}

export function exemptPrincipalsIn({ documents, placements = [] }: GuardrailsFile): ExemptPrincipals {
  const [exempt, protects] = [new Map<string, Set<string>>(), new Map<string, Set<string>>()];
  for (const { content, guardrails: places = {} } of documents)
    for (const { statement, guardrails } of guardrailParts(content.Statement, places)) {
      for (const pattern of leftOut(statement)) addAll(exempt, pattern, guardrails);
      if (statement.Effect === 'Deny')
        for (const resource of [statement.Resource ?? []].flat()) addAll(protects, resource, guardrails);
    }
  const configured = new Set(placements.flatMap(({ exemptions }) => exemptions.map(({ principal }) => principal)));
  const candidates = [...exempt].filter(([pattern]) => !configured.has(pattern));
  const most = Math.max(1, ...candidates.map(([, guardrails]) => guardrails.size));
  const platform = new Set(candidates.flatMap(([pattern, { size }]) => (size === most ? [pattern] : [])));
  const isNamed = ([pattern, guardrails]: (typeof candidates)[number]): boolean =>
    platform.has(pattern) || [...(protects.get(pattern) ?? [])].some((protector) => !isOnly(protector, guardrails));
  return { exempt, protects, platform, named: new Set(candidates.filter(isNamed).map(([pattern]) => pattern)) };
}

/** A guardrail that leaves out its own parameter may also protect it, such as the creators of roles: no platform principal. */
function isOnly(guardrail: string, guardrails: ReadonlySet<string>): boolean {
  return guardrails.size === 1 && guardrails.has(guardrail);
}

function addAll(byPattern: Map<string, Set<string>>, pattern: string, guardrails: readonly string[]): void {
  const known = byPattern.get(pattern) ?? new Set();
  for (const guardrail of guardrails) known.add(guardrail);
  byPattern.set(pattern, known);
}

/** The patterns of `aws:PrincipalArn` that a Deny does not deny. */
function leftOut({ Effect, Condition = {} }: Statement): readonly string[] {
  if (Effect !== 'Deny') return [];
  return Object.entries(Condition).flatMap(([operator, keys]) =>
    /^(?:Arn|String)Not(?:Like|Equals)(?:IfExists)?$/.test(operator)
      ? Object.entries(keys).flatMap(([key, values]) =>
          key.toLowerCase() === 'aws:principalarn' ? [values].flat().map(String) : [],
        )
      : [],
  );
}
