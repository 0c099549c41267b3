import type { RequestLine } from '../../analysis/evaluate/request-line';
import { parsePrincipal } from '../../iam/evaluation/principal';
import type { Explanation } from '../../analysis/explain/explain';
import type { ExplainedExemption } from '../../analysis/explain/exempt';
import type { AnsweringGuardrail } from './answer';
import type { Paint } from '../paint';

/** The reason of a guardrail, and who it leaves out. */
export function describeGuardrail(
  { id, summary, rationale, page, exempt, exempts }: AnsweringGuardrail,
  paint: Paint,
): readonly string[] {
  const lines = [paint('bold', summary === null ? `${id} (no guardrail of this release)` : `${id}: ${summary}`)];
  if (rationale !== null) lines.push(`  Why: ${rationale}`);
  lines.push(...describeExemptions(exempt, exempts));
  if (page !== null) lines.push(`  More: ${page}`);
  return lines;
}

function describeExemptions(exempt: readonly ExplainedExemption[], exempts: boolean): readonly string[] {
  if (!exempts) return ['  Exempt: nobody'];
  const platform = [...new Set(exempt.flatMap((one) => one.platform ?? []))];
  const others = exempt.filter((one) => one.platform === null).map(describeExempt);
  if (platform.length > 0) others.unshift(`the principals of the platform: ${platform.join(', ')}`);
  return others.length === 0 ? [] : ['  Exempt:', ...others.map((one) => `    ${one}`)];
}

function describeExempt({ principal, owner, reason, expires }: ExplainedExemption): string {
  if (owner === null) return principal;
  return `${principal} ${expires === null ? 'without an end' : `until ${expires}`} (${owner}: ${reason ?? ''})`;
}

/**
 * How to ask for an exemption: what to propose, or why nobody can be exempted.
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
      `Nobody can be exempted from ${id}: only its parameters, or where it is attached, in ${folder}/landing-zone.yaml can change that.`,
  );
  if (asked.length === 0 || strict.length > 0) return lines;
  const caller = parsePrincipal(principal);
  if (caller.kind !== 'role' && caller.kind !== 'user')
    return [...lines, `Only roles and users can be exempted, and \`${principal}\` is neither.`];
  const [, , , , account = '', name = ''] = principal.split(':');
  return [
    ...lines,
    `To ask for an exemption${asked.length > 1 ? ' from what stands in the way' : ''}, propose this in ${folder}/landing-zone.yaml:`,
    '',
    '  exemptions:',
    `    - principal: 'arn:*:iam::${knowsNumber ? account : '*'}:${name}'`,
    `      guardrails: [${asked.join(', ')}]`,
    '      owner: who answers for it, such as team@example.com',
    '      reason: why it cannot be done in another way',
    "      expires: 'YYYY-MM-DDT00:00:00Z'",
  ];
}

/** What helps where no guardrail of ours denies: with documents of other origin, and levels that allow too little. */
export function describeOthers({ path }: Pick<Explanation, 'path'>): readonly string[] {
  const foreign = path.flatMap(({ statements }) => statements).filter(({ guardrails }) => guardrails.length === 0);
  const narrow = path.filter(({ allows }) => allows === 'no' || allows === 'maybe').map(({ target }) => target);
  return [
    ...[...new Set(foreign.map(({ document }) => document))].map(
      (name) => `No guardrail is known to stand in ${name}: ask whoever manages that policy.`,
    ),
    ...narrow.map((target) => `At ${target}, only listed policies allow anything: one of them has to allow the call.`),
  ];
}
