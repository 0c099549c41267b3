import type { ExplainedExemption, Explanation } from '../../analysis/explain/explain';
import type { RequestLine } from '../../analysis/evaluate/request-line';
import { parsePrincipal } from '../../iam/evaluation/principal';
import { paragraph, type Block, type Paragraph, type Section } from '../../report/report';
import type { AnsweringGuardrail } from './answer';

/** Why a guardrail exists, and whom it exempts. */
export function guardrailSection({ id, summary, rationale, page, exempt, exempts }: AnsweringGuardrail): Section {
  return {
    title: summary === null ? `${id} (not a guardrail of this release)` : `${id}: ${summary}`,
    blocks: [
      ...(rationale === null ? [] : [paragraph(`Why: ${rationale}`)]),
      ...exemptBlocks(exempt, exempts),
      ...(page === null ? [] : [paragraph(`More: ${page}`)]),
    ],
  };
}

function exemptBlocks(exempt: readonly ExplainedExemption[], exempts: boolean): readonly Block[] {
  if (!exempts) return [paragraph('Exempt: no one')];
  const platform = [...new Set(exempt.flatMap((one) => one.platform ?? []))];
  const items = [
    ...(platform.length > 0 ? [`the platform principals: ${platform.join(', ')}`] : []),
    ...exempt.filter((one) => one.platform === null).map(describeExempt),
  ];
  return items.length === 0 ? [] : [paragraph('Exempt:'), { kind: 'list', items }];
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
export function askingSections(
  guardrails: readonly AnsweringGuardrail[],
  { principal }: RequestLine,
  knowsNumber: boolean,
  folder: string,
): readonly Section[] {
  const strict = guardrails.filter(({ exempts }) => !exempts).map(({ id }) => id);
  const asked = guardrails.filter(({ exempts }) => exempts).map(({ id }) => id);
  if (strict.length > 0) return [{ blocks: strict.map((id) => paragraph(describeStrict(id, folder))) }];
  if (asked.length === 0) return [];
  const caller = parsePrincipal(principal);
  if (caller.kind !== 'role' && caller.kind !== 'user')
    return [{ blocks: [paragraph(`Only roles and users can be exempted; \`${principal}\` is neither.`)] }];
  const [, , , , account = '', name = ''] = principal.split(':');
  const text = [
    'exemptions:',
    `  - principal: 'arn:*:iam::${knowsNumber ? account : '*'}:${name}'`,
    `    guardrails: [${asked.join(', ')}]`,
    '    owner: who is responsible, such as team@example.com',
    '    reason: why there is no other way',
    "    expires: 'YYYY-MM-DDT00:00:00Z'",
  ].join('\n');
  return [
    {
      title: `To ask for an exemption, propose this in ${folder}/landing-zone.yaml:`,
      blocks: [{ kind: 'code', language: 'yaml', text }],
    },
  ];
}

function describeStrict(id: string, folder: string): string {
  return `No one can be exempted from ${id}; change its parameters or its targets in ${folder}/landing-zone.yaml instead.`;
}

/** What to do about policies that no guardrail is known for, and about targets that allow only what they list. */
export function otherParagraphs({ path }: Pick<Explanation, 'path'>): readonly Paragraph[] {
  const foreign = path.flatMap(({ statements }) => statements).filter(({ guardrails }) => guardrails.length === 0);
  const narrow = path.filter(({ allows }) => allows === 'no' || allows === 'maybe').map(({ target }) => target);
  return [
    ...[...new Set(foreign.map(({ document }) => document))].map(
      (name) => `${name} is not known to come from a guardrail; ask the team that manages this policy.`,
    ),
    ...narrow.map(
      (target) => `At ${target}, only what its policies allow is possible; one of them must allow the call.`,
    ),
  ].map(paragraph);
}
