import type { Explanation, Step, StepStatement } from '../../analysis/explain/explain';
import type { Decision, RequestLine } from '../../analysis/evaluate/request-line';
import { code, paragraph, strong, toned, type Inline, type Report, type Section, type Span } from '../../report/report';
import { capitalized } from '../../report/words';
import type { Answer } from './answer';
import {
  askingSections,
  guardrailSection,
  needSections,
  otherParagraphs,
  standingParagraphs,
  whyPermitted,
} from './guardrail-sections';
import type { Question } from './question';

/** What is said around an answer. */
export interface AnswerContext extends Pick<Question, 'assumed'> {
  /** What AWS's message adds. */
  readonly notes: readonly string[];
  /** The organization's folder. */
  readonly folder: string;
}

/** An answer for people. Null: AWS's message says too little for one. */
export function answerReport(found: Answer | null, { assumed, notes, folder }: AnswerContext): Report {
  const noteSection = { blocks: notes.map(paragraph) };
  if (found === null) return { sections: [noteSection] };
  const { decision, request, guardrails } = found;
  const remedies = [{ blocks: otherParagraphs(found) }, ...askingSections(found, folder)];
  return {
    ...describeAnswer(found),
    sections: [
      { blocks: standingParagraphs(found) },
      ...needSections(found),
      noteSection,
      { blocks: assumed.map((one) => paragraph(`${one}.`)) },
      ...pathSections(found, request.action),
      ...guardrails.map(guardrailSection),
      ...(decision.decision === 'permitted' ? [] : remedies),
    ],
  };
}

const EXEMPT: Readonly<Record<NonNullable<Decision['exempt']>, string>> = {
  'management-account': 'no service or resource control policy binds the management account',
  'service-linked-role': 'no guardrail binds service-linked roles',
  'service-principal': 'no service control policy binds services',
  'outside-organization': 'no service control policy binds callers from outside the organization',
  'never-denied-action': 'no policy can deny this action',
};

/** The decision, and what it depends on. */
function describeAnswer(found: Answer): Omit<Report, 'sections'> {
  const {
    decision: { decision, exempt, missing },
    request,
  } = found;
  const call = describeCall(request);
  if (decision === 'denied') return { title: [strong('Denied', 'bad'), ': ', ...call] };
  if (decision === 'permitted') {
    const why = exempt === null ? whyPermitted(found) : EXEMPT[exempt];
    return {
      title: [strong('Permitted', 'good'), ': ', ...call],
      lead: [paragraph(`${capitalized(why)}; other policies may still deny it.`)],
    };
  }
  return {
    title: [strong('Undecided', 'warning'), ': ', ...call],
    lead: [paragraph(`Depends on ${missing.join(', ')}; pass ${optionsFor(missing)}.`)],
  };
}

/** How to give what is missing. */
function optionsFor(missing: readonly string[]): string {
  const keys = missing.some((key) => key !== 'resource') ? ['--context key=value'] : [];
  return [...keys, ...(missing.includes('resource') ? ['--resource ARN'] : [])].join(' and ');
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
  const depends = missing.length === 0 ? '' : `; depends on ${missing.join(', ')}`;
  return [
    toned(verdict === 'denies' ? 'bad' : 'warning', verdict),
    `: ${by}statement `,
    code(sid ?? pointer),
    ' of ',
    code(document),
    depends,
  ];
}
