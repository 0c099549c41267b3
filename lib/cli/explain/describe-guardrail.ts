import type { RequestLine } from '../../analysis/evaluate/request-line';
import { parsePrincipal } from '../../iam/evaluation/principal';
import type { ExplainedExemption, Explanation } from '../../analysis/explain/explain';
import type { AnsweringGuardrail } from './answer';
import type { Paint } from '../paint';

/** Why a guardrail exists, and whom it exempts. */
export function describeGuardrail(
  { id, summary, rationale, page, exempt, exempts }: AnsweringGuardrail,
  paint: Paint,
): readonly string[] {
  const lines = [paint('bold', summary === null ? `${id} (not a guardrail of this release)` : `${id}: ${summary}`)];
  if (rationale !== null) lines.push(`  Why: ${rationale}`);
  lines.push(...describeExemptions(exempt, exempts));
  if (page !== null) lines.push(`  More: ${page}`);
  return lines;
}

function describeExemptions(exempt: readonly ExplainedExemption[], exempts: boolean): readonly string[] {
  if (!exempts) return ['  Exempt: no one'];
  const platform = [...new Set(exempt.flatMap((one) => one.platform ?? []))];
  const others = exempt.filter((one) => one.platform === null).map(describeExempt);
  if (platform.length > 0) others.unshift(`the platform principals: ${platform.join(', ')}`);
  return others.length === 0 ? [] : ['  Exempt:', ...others.map((one) => `    ${one}`)];
}

function describeExempt({ principal, owner, reason, expires }: ExplainedExemption): string {
  if (owner === null) return principal;
  return `${principal} ${expires === null ? 'with no end' : `until ${expires}`} (${owner}: ${reason ?? ''})`;
}

/**
 * How to ask for an exemption, or why no one can be exempted.
 *
 * @param knowsNumber whether the account in the principal's ARN is real
 */
export function describeAsking(
  guardrails: readonly AnsweringGuardrail[],
  { principal }: RequestLine,
  knowsNumber: boolean,
  folder: string,
): readonly string[] {
  const strict = guardrails.filter(({ exempts }) => !exempts).map(({ id }) => id);
  const asked = guardrails.filter(({ exempts }) => exempts).map(({ id }) => id);
  const lines = strict.map(
    (id) =>
      `No one can be exempted from ${id}; change its parameters or its targets in ${folder}/landing-zone.yaml instead.`,
  );
  if (asked.length === 0 || strict.length > 0) return lines;
  const caller = parsePrincipal(principal);
  if (caller.kind !== 'role' && caller.kind !== 'user')
    return [...lines, `Only roles and users can be exempted; \`${principal}\` is neither.`];
  const [, , , , account = '', name = ''] = principal.split(':');
  return [
    ...lines,
    `To ask for an exemption, propose this in ${folder}/landing-zone.yaml:`,
    '',
    '  exemptions:',
    `    - principal: 'arn:*:iam::${knowsNumber ? account : '*'}:${name}'`,
    `      guardrails: [${asked.join(', ')}]`,
    '      owner: who is responsible, such as team@example.com',
    '      reason: why there is no other way',
    "      expires: 'YYYY-MM-DDT00:00:00Z'",
  ];
}

/** What to do about policies that no guardrail is known for, and about targets that allow only what they list. */
export function describeOthers({ path }: Pick<Explanation, 'path'>): readonly string[] {
  const foreign = path.flatMap(({ statements }) => statements).filter(({ guardrails }) => guardrails.length === 0);
  const narrow = path.filter(({ allows }) => allows === 'no' || allows === 'maybe').map(({ target }) => target);
  return [
    ...[...new Set(foreign.map(({ document }) => document))].map(
      (name) => `${name} is not known to come from a guardrail; ask the team that manages this policy.`,
    ),
    ...narrow.map(
      (target) => `At ${target}, only what its policies allow is possible; one of them must allow the call.`,
    ),
  ];
}
