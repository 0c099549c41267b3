import type { ConditionBlock, ConditionValue, Statement } from '../../lib/iam/statement';
import { platformExemptFrom } from '../../lib/model/platform';
import type { Guardrail } from './guardrail';
import type { OrganizationFacts } from './organization-facts';
import { compactInstant, isInstant } from './instant';
import { oneOrMany, pascalCase } from './statements';

/** Who is exempt from a guardrail: a pattern of `aws:PrincipalArn`, and when the exemption expires. */
export interface ExemptPrincipal {
  readonly principal: string;
  /** ISO 8601 in UTC, to the second; null: never. */
  readonly expires: string | null;
}

const PRINCIPAL = 'aws:PrincipalArn';
const TIME = 'aws:CurrentTime';

/** A statement as its guardrail writes it, and what is deployed for it. */
export interface StatementGroup {
  readonly source: Statement;
  /** The statement with its exemptions, then a copy for each instant at which exemptions end. */
  readonly deployed: readonly Statement[];
}

/** The statements of a guardrail as they are deployed. */
export function compileGuardrail(
  guardrail: Guardrail,
  parameters: unknown,
  organization: OrganizationFacts,
  exemptions: readonly ExemptPrincipal[],
): readonly Statement[] {
  const groups = applyExemptions(guardrail, guardrail.statements(parameters, organization), organization, exemptions);
  return groups.flatMap(({ deployed }) => deployed);
}

/**
 * Adds the exemptions to the statements of a guardrail, the configured ones and those of platform principals that it does
 * not bind, and gives each statement its own `Sid`.
 *
 * An exemption ends by itself. The base statement exempts everyone who was ever exempt; for each distinct end T, a copy
 * denies, from T on, only those whose exemption ends at T. A principal that another pattern exempts for longer is not
 * in the copy, so that of two overlapping exemptions the longer one counts.
 * See docs/decisions/0004-exemptions-end-by-themselves.md.
 */
export function applyExemptions(
  guardrail: Pick<Guardrail, 'id' | 'exempt'>,
  statements: readonly Statement[],
  { platform }: Pick<OrganizationFacts, 'platform'>,
  exemptions: readonly ExemptPrincipal[],
): readonly StatementGroup[] {
  const { id, exempt } = guardrail;
  if (exempt === 'nobody' && exemptions.length > 0) throw new Error(`invariant: ${id} exempts nobody`);
  const principals = platformExemptFrom(platform, guardrail);
  const groups = statements.map((source) => ({
    source,
    deployed: (exempt === 'nobody' ? [source] : withExemptions(source, principals, exemptions)).map((statement) =>
      named(id, statement),
    ),
  }));
  refuseRepeatedSids(id, groups);
  return groups;
}

function withExemptions(
  statement: Statement,
  platform: readonly string[],
  exemptions: readonly ExemptPrincipal[],
): readonly Statement[] {
  const all = exemptions.map(({ principal }) => principal);
  const ends = [...new Set(exemptions.flatMap(({ expires }) => (expires === null ? [] : [expires])))].sort();
  return [
    exempting(statement, [...platform, ...all]),
    ...ends.flatMap((end) => {
      const longer = exemptions.filter(({ expires }) => expires === null || expires > end);
      const stillExempt = [...platform, ...longer.map(({ principal }) => principal)];
      const ended = exemptions.filter(({ principal, expires }) => expires === end && !stillExempt.includes(principal));
      if (ended.length === 0) return [];
      const principals = ended.map(({ principal }) => principal);
      return [from(end, only(principals, exempting(statement, stillExempt)))];
    }),
  ];
}

/** The statement without these principals, in addition to those that it exempts itself. */
function exempting(statement: Statement, principals: readonly string[]): Statement {
  const own = valuesOf(statement, 'ArnNotLike', PRINCIPAL);
  return withCondition(statement, 'ArnNotLike', PRINCIPAL, textSet([...own, ...principals]));
}

/** The statement for these principals only. `StringLike`, because some guardrails use `ArnLike` with this key. */
function only(principals: readonly string[], statement: Statement): Statement {
  if (valuesOf(statement, 'StringLike', PRINCIPAL).length > 0)
    throw new Error(`invariant: a statement selects by StringLike ${PRINCIPAL}, so its exemptions cannot end`);
  return withCondition(statement, 'StringLike', PRINCIPAL, textSet(principals));
}

/** The statement from this time on, or from its own start if that is later. */
function from(instant: string, statement: Statement): Statement {
  if (!isInstant(instant)) throw new Error(`invariant: '${instant}' is not a time in UTC, to the second`);
  const own = valuesOf(statement, 'DateGreaterThanEquals', TIME);
  if (own.length > 1 || own.some((value) => !isInstant(value)))
    throw new Error(`invariant: a statement starts at ${own.join(' or ')}, so its exemptions cannot end`);
  const start = [...own, instant].sort().at(-1) ?? instant;
  return {
    ...withCondition(statement, 'DateGreaterThanEquals', TIME, start),
    Sid: `${statement.Sid ?? ''}Until${compactInstant(instant)}`,
  };
}

function valuesOf({ Condition }: Statement, operator: string, key: string): readonly string[] {
  const keys: Readonly<Record<string, ConditionValue>> = Condition?.[operator] ?? {};
  const odd = Object.keys(keys).find((name) => name !== key && name.toLowerCase() === key.toLowerCase());
  // IAM ignores the case of keys; with two spellings in one block, this code would miss one condition.
  if (odd !== undefined) throw new Error(`invariant: write '${key}', not '${odd}'`);
  return [keys[key] ?? []].flat().map(String);
}

function withCondition(statement: Statement, operator: string, key: string, value: ConditionValue): Statement {
  const others: ConditionBlock = statement.Condition ?? {};
  if (Array.isArray(value) && value.length === 0) return statement;
  return { ...statement, Condition: { ...others, [operator]: { ...others[operator], [key]: value } } };
}

function textSet(values: readonly string[]): string | readonly string[] {
  return oneOrMany([...new Set(values)].sort());
}

/** Puts the guardrail's name before the `Sid`, which AWS requires to be alphanumeric. */
function named(id: string, { Sid: own = '', Effect, ...rest }: Statement): Statement {
  const Sid = `${pascalCase(id)}${own}`;
  if (!/^[A-Za-z0-9]+$/.test(Sid)) throw new Error(`invariant: Sid '${Sid}' is not alphanumeric`);
  return { Sid, Effect, ...rest };
}

/** AWS requires each `Sid` to be unique in its document. */
function refuseRepeatedSids(id: string, groups: readonly StatementGroup[]): void {
  const sids = groups.flatMap(({ deployed }) => deployed.map(({ Sid }) => Sid));
  const repeated = sids.find((sid, index) => sids.indexOf(sid) < index);
  if (repeated !== undefined) throw new Error(`invariant: ${id} uses the Sid '${repeated}' twice`);
}
