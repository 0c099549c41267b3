import type { ExplainedExemption, Explanation } from '../../analysis/explain/explain';
import type { OwnExemption } from '../../analysis/explain/exemptions';
import type { GoverningSetting } from '../../analysis/explain/governing-policies';
import { groupBy } from '../../model/group-by';
import { paragraph, type Block, type Paragraph, type Section } from '../../report/report';
import { enumerate, inARow } from '../../report/words';
import type { Answer, AnsweringGuardrail, ExemptionProposal } from './answer';

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

/** How to ask for an exemption, or why no one can be exempted. Nothing where an exemption would not change the answer. */
export function askingSections(found: Answer, folder: string): readonly Section[] {
  const { decision, guardrails, proposal, ownExemptions, request } = found;
  if (decision.decision !== 'denied') return [];
  const strict = guardrails.filter(({ exempts }) => !exempts).map(({ id }) => id);
  if (strict.length > 0) return [{ blocks: strict.map((id) => paragraph(describeStrict(id, folder))) }];
  const isHelped =
    proposal !== null &&
    !proposal.guardrails.every((id) => ownExemptions.some((one) => one.ended && one.guardrail === id));
  if (isHelped) return [proposalSection(proposal, folder)];
  if (proposal !== null)
    return [
      { blocks: [paragraph(`To prolong the exemption, change its \`expires\` in ${folder}/landing-zone.yaml.`)] },
    ];
  const isNamed = /^(?:arn:[^:]*:iam::\d*:)?(?:role|user)\//.test(request.principal);
  if (guardrails.length === 0 || isNamed) return [];
  return [{ blocks: [paragraph(`Only roles and users can be exempted; \`${request.principal}\` is neither.`)] }];
}

function proposalSection({ principals, guardrails }: ExemptionProposal, folder: string): Section {
  const entries = principals.flatMap((principal) => [
    `  - principal: '${principal}'`,
    `    guardrails: [${guardrails.join(', ')}]`,
    '    owner: who is responsible, such as team@example.com',
    '    reason: why there is no other way',
    "    expires: 'YYYY-MM-DDT00:00:00Z'",
  ]);
  const text = ['exemptions:', ...entries].join('\n');
  return {
    title: `To ask for an exemption, propose this in ${folder}/landing-zone.yaml:`,
    blocks: [{ kind: 'code', language: 'yaml', text }],
  };
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

/** The caller's own exemptions, and the management policies that govern the call. */
export function standingParagraphs({ ownExemptions, managementPolicies }: Answer): readonly Paragraph[] {
  const exemptions = groupBy(ownExemptions, describeOwn);
  const governing = groupBy(managementPolicies, ({ type, account, guardrails }) =>
    guardrails.length > 0 ? inARow(guardrails, 'and') : `The ${POLICY_NAMES[type]} of ${account}`,
  );
  return [
    ...Array.from(exemptions, ([sentence, own]) =>
      sentence.replace(
        'GUARDRAILS',
        inARow(
          own.map(({ guardrail }) => guardrail),
          'and',
        ),
      ),
    ),
    ...Array.from(
      governing,
      ([name, settings]) => `${name} governs this: the service enforces it (${describeSettings(settings)}).`,
    ),
  ].map(paragraph);
}

/** With a word for the guardrails. */
function describeOwn({ platform, owner, reason, expires, ended }: OwnExemption): string {
  if (platform !== null) return `The caller is exempt from GUARDRAILS as the platform principal ${platform}.`;
  const why = owner === null ? '' : ` (${owner}: ${reason ?? ''})`;
  if (ended) return `The caller's exemption from GUARDRAILS ended on ${expires ?? ''}${why}.`;
  return `The caller is exempt from GUARDRAILS${expires === null ? '' : ` until ${expires}`}${why}.`;
}

function describeSettings(settings: readonly GoverningSetting[]): string {
  const texts = settings.map(({ path, value }) => `${path.slice(1).join('/')} is ${[value].flat().join(', ')}`);
  return enumerate([...new Set(texts)]);
}

const POLICY_NAMES: Readonly<Record<GoverningSetting['type'], string>> = {
  AISERVICES_OPT_OUT_POLICY: 'AI opt-out policy',
  BACKUP_POLICY: 'backup policy',
  DECLARATIVE_POLICY_EC2: 'declarative policy for EC2',
  S3_POLICY: 'S3 policy',
  TAG_POLICY: 'tag policy',
};

/** What the call must carry so that the statements that may deny it do not. */
export function needSections({ decision, path }: Answer): readonly Section[] {
  if (decision.decision !== 'undecided') return [];
  const items = path
    .flatMap(({ statements }) => statements)
    .filter(({ permittedIf }) => permittedIf.length > 0)
    .map(({ permittedIf, guardrails, document }) => {
      const name = guardrails.length > 0 ? inARow(guardrails, 'and') : document;
      return `${inARow(permittedIf, 'or')} (${name})`;
    });
  return items.length === 0
    ? []
    : [{ title: 'Permitted if each of these is true:', blocks: [{ kind: 'list', items: [...new Set(items)] }] }];
}

/** Why a call is permitted that no policy leaves alone for its caller's sake; without a period. */
export function whyPermitted({ ownExemptions, managementPolicies }: Answer): string {
  if (ownExemptions.length > 0) return 'no other guardrail denies it';
  return managementPolicies.length > 0 ? 'no service or resource control policy denies it' : 'no guardrail denies it';
}
