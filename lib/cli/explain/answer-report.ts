import type { Explanation, Step, StepStatement } from '../../analysis/explain/explain';
import type { DenialMessage } from '../../analysis/explain/message/denial-message';
import { outsideNumber } from '../../analysis/explain/possible-owners';
import type { ReadingGroup } from '../../analysis/explain/readings';
import type { RequestLine } from '../../analysis/evaluate/request-line';
import { isNeverDenied } from '../../iam/evaluation/binding';
import { code, paragraph, strong, toned, type Inline, type Report, type Section, type Span } from '../../report/report';
import { capitalized, enumerate, inARow } from '../../report/words';
import type { Answer } from './answer';
import { describeDenying, type MessageNotes } from './describe-message';
import { EXEMPT } from './exempt-words';
import {
  askingSections,
  guardrailSection,
  needSections,
  otherParagraphs,
  standingParagraphs,
  whyPermitted,
} from './guardrail-sections';
import type { Question } from './question';
import type { Refusal } from './refusal';

/** What is said around an answer. */
export interface AnswerContext extends Pick<Question, 'call' | 'assumed' | 'message'> {
  /** What AWS's message adds; null: the call is not from a message. */
  readonly fromMessage: MessageNotes | null;
  /** Null: no management policy refused the call. */
  readonly refusal: Refusal | null;
  /** The organization's folder. */
  readonly folder: string;
}

/** An answer for people. Null: a management policy refused a call that AWS's message does not describe. */
export function answerReport(found: Answer | null, context: AnswerContext): Report {
  const { call, assumed, message, fromMessage, folder } = context;
  const after = [
    { blocks: (fromMessage?.notes ?? []).map(paragraph) },
    { blocks: assumed.map((one) => paragraph(`${one}.`)) },
  ];
  if (found === null) {
    const lead = [...(fromMessage?.verdict ?? []), ...(context.refusal === null ? [] : [context.refusal.sentence])];
    return { title: refusedTitle(message, context.refusal), lead: [paragraph(lead.join(' '))], sections: after };
  }
  const { decision, request, guardrails } = found;
  const remedies = [{ blocks: otherParagraphs(found) }, ...askingSections(found, folder)];
  return {
    ...describeAnswer(found, context),
    sections: [
      { blocks: standingParagraphs(found) },
      ...needSections(found),
      ...pathSections(found, request.action),
      ...readingSections(found, call),
      ...after,
      ...guardrails.map(guardrailSection),
      ...(decision.decision === 'permitted' ? [] : remedies),
    ],
  };
}

function refusedTitle(message: DenialMessage | null, refusal: Refusal | null): Inline {
  const what = message?.action ?? message?.operation ?? null;
  return [refusedWords(refusal), ...(what === null ? [] : [': ', code(what)])];
}

function refusedWords(refusal: Refusal | null): Span {
  return refusal !== null && refusal.policies.length > 0
    ? strong('Denied', 'bad')
    : strong('AWS denied it; no guardrail in this file does', 'warning');
}

/** The verdict in two sentences: the decision, and what it comes from or depends on. */
function describeAnswer(found: Answer, { fromMessage, refusal }: AnswerContext): Omit<Report, 'sections'> {
  const { request, path } = found;
  const { decision, exempt, missing } = found.decision;
  const call = describeCall(request);
  const aws = (fromMessage?.verdict ?? []).map(paragraph);
  if (decision === 'denied') {
    const why = describeDenying(path, request.action).map((one) => paragraph(`${asSentence(one)}.`));
    // The service only asks a management policy once the control policies permit the call.
    const lead = refusal === null ? [...why, ...aws] : [...aws, ...why];
    return { title: [strong('Denied', 'bad'), ': ', ...call], lead };
  }
  if (decision === 'undecided' && (refusal === null || refusal.policies.length === 0)) {
    const depends = `${fromMessage === null ? 'Depends' : 'AWS denied it; whether a guardrail does depends'} on ${missing.map(nameMissing).join(', ')}; pass ${optionsFor(missing)}.`;
    return { title: [strong('Undecided', 'warning'), ': ', ...call], lead: [paragraph(depends), ...aws] };
  }
  const exemption = exempt === null ? [] : [capitalized(EXEMPT[exempt])];
  if (fromMessage === null) {
    const why = exemption[0] ?? capitalized(whyPermitted(found));
    const others = isNeverDenied(request.action) ? '' : '; other policies may still deny it';
    return { title: [strong('Permitted', 'good'), ': ', ...call], lead: [paragraph(`${why}${others}.`)] };
  }
  return {
    title: [refusedWords(refusal), ': ', ...call],
    lead: [...exemption.map((one) => paragraph(`${one}.`)), ...aws],
  };
}

/** Only words get a capital, not the names of guardrails. */
function asSentence(text: string): string {
  return /^(?:the|each|no) /.test(text) ? capitalized(text) : text;
}

/** How to give what is missing. */
function optionsFor(missing: readonly string[]): string {
  const keys = missing.some((key) => OPTIONS[key] === undefined) ? ['--context key=value'] : [];
  return inARow([...keys, ...missing.flatMap((key) => OPTIONS[key] ?? [])], 'and');
}

/** Of what is missing, all but condition keys. */
const OPTIONS: Readonly<Record<string, string | undefined>> = {
  resource: '--resource ARN',
  resourceAccount: '--resource-account NAME',
  principal: '--principal ARN',
};

function nameMissing(missing: string): string {
  if (missing === 'resourceAccount') return 'the account of the resource';
  return missing === 'principal' ? "the path of the caller's role" : missing;
}

/** The Region in the path of a role of Identity Center. */
const REGIONAL = /(\/sso\.amazonaws\.com\/)[a-z0-9-]+\//;

/** What the description of the call leaves open, where it makes a difference. */
function readingSections({ groups }: Answer, call: AnswerContext['call']): readonly Section[] {
  if (groups.length < 2 || call === null) return [];
  const isOpen = (values: (group: ReadingGroup) => readonly string[]): boolean =>
    new Set(groups.flatMap(values)).size > 1;
  const hasRoles = isOpen(({ principals }) => principals);
  const hasAccounts = isOpen(({ resourceAccounts }) => resourceAccounts);
  const { tree } = call.judge.directory;
  const outside = outsideNumber(tree.file, call.judge.directory.findAccount);
  const regional = new Set(groups.flatMap(({ principals }) => principals.filter((one) => REGIONAL.test(one))));
  // One of the Regions stands for all of them.
  const nameRole = (arn: string): string =>
    (regional.size > 1 ? arn : arn.replace(REGIONAL, '$1*/')).replace(/^.*(?=:role\/):/, '');
  const rows = groups.map(({ principals, resourceAccounts, explanation }): readonly Inline[] => [
    ...(hasRoles ? [enumerate(principals.map(nameRole))] : []),
    ...(hasAccounts
      ? [enumerate(resourceAccounts.map((one) => (one === outside ? 'outside of the organization' : one)))]
      : []),
    describeReading(explanation, call.request.action),
  ]);
  const by = [...(hasRoles ? ["the caller's role"] : []), ...(hasAccounts ? ['the account of the resource'] : [])];
  return [{ title: `By ${inARow(by, 'and')}:`, blocks: [{ kind: 'table', rows }] }];
}

function describeReading({ decision: { decision, missing }, path }: Explanation, action: string): Inline {
  if (decision === 'permitted') return 'no guardrail denies it';
  if (decision === 'denied') return inARow(describeDenying(path, action), 'and');
  return `depends on ${inARow(missing.map(nameMissing), 'and')}`;
}

/** Names the account instead of its number, which may be an example. */
function describeCall({ principal, account, action, resource }: RequestLine): readonly (string | Span)[] {
  return [
    ...(account === null
      ? [code(principal)]
      : [code(principal.replace(/^arn:[^/]*:(?=[^:]+$)/, '')), ' in ', code(account)]),
    ': ',
    code(action),
    ...(resource === undefined ? [] : [' on ', code(resource)]),
  ];
}

/** How each target judges a request, from the root down: one line per target, or one per statement if there are several. */
function pathSections({ path }: Pick<Explanation, 'path'>, action: string): readonly Section[] {
  if (path.length === 0) return [];
  const rows = path.flatMap((step) =>
    describeStep(step, action).map((line, index) => [code(index === 0 ? step.target : ''), line]),
  );
  return [{ title: 'The path from the root:', blocks: [{ kind: 'table', rows }] }];
}

function describeStep({ statements, allows }: Step, action: string): readonly Inline[] {
  const lines: readonly Inline[] = [
    ...(allows === 'no' ? [[toned('bad', 'allows nothing'), ': no document here allows ', code(action)]] : []),
    ...(allows === 'maybe'
      ? [[toned('warning', 'may allow'), ': a document here allows ', code(action), ' under some conditions']]
      : []),
    ...statements.map(describeStatement),
  ];
  return lines.length > 0 ? lines : [toned('good', 'allows')];
}

function describeStatement({ verdict, guardrails, sid, pointer, document, missing }: StepStatement): Inline {
  const by = guardrails.length === 0 ? '' : `${guardrails.join(', ')}, `;
  const depends = missing.length === 0 ? '' : `; depends on ${missing.map(nameMissing).join(', ')}`;
  return [
    toned(verdict === 'denies' ? 'bad' : 'warning', verdict),
    `: ${by}statement `,
    code(sid ?? pointer),
    ' of ',
    code(document),
    depends,
  ];
}
