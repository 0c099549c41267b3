import { POLICY_KINDS } from '../../analysis/assemble/policy-quota';
import type { Difference, DifferenceChange } from '../../analysis/difference/difference-file';
import { renderComment } from '../../report/markdown/render-markdown';
import {
  code,
  json,
  paragraph,
  type Block,
  type Entry,
  type NamedList,
  type Report,
  type Section,
  type Tone,
} from '../../report/report';
import { counted, formatNumber } from '../../report/words';
import { describeNotCompared, impossibleEntry } from '../impossible-edits';
import { describeWitness } from './describe-witness';
import { explainHeadline, headline, tally } from './tally';

/** The names of the two states, and what else is said about them. */
export interface DifferenceContext {
  readonly before: string;
  readonly after: string;
  /** Shown right below the verdict. */
  readonly notes?: readonly Block[];
}

/** A difference for people: the verdict, then openings above tightenings, then what is left of the quotas. */
export function differenceReport(difference: Difference, { before, after, notes = [] }: DifferenceContext): Report {
  const found = tally(difference);
  const lacking = describeNotCompared(difference.notCompared);
  return {
    title: `Guardrails: ${headline(found)}`,
    lead: [paragraph([...explainHeadline(found), ...describeReach(difference)].join(' ')), ...notes],
    sections: [
      ...sectionsOf(difference),
      section('Requests', '', requestEntries(difference)),
      section('Quotas after the change', '', quotaEntries(difference)),
    ].flat(),
    smallPrint: ['Compared: ', code(before), ' with ', code(after), `.${lacking === '' ? '' : ` ${lacking}`}`],
  };
}

/** The same as the comment on a pull request. */
export function differenceComment(difference: Difference, context: DifferenceContext, mostBytes?: number): string {
  return renderComment(differenceReport(difference, context), '`rampart diff --json` shows everything.', mostBytes);
}

function describeReach({ changes, undecided, effective }: Difference): readonly string[] {
  const accounts = new Set([...changes, ...undecided, ...effective].flatMap((one) => one.accounts));
  return accounts.size === 0 ? [] : [`${counted(accounts.size, 'account')} affected.`];
}

/** In the order in which they are read; an empty one is not shown. */
function sectionsOf(difference: Difference): readonly Section[] {
  const { impossible, undecided, trustedIds, exemptions, moves, sameMeaning } = difference;
  return [
    section(
      'Cannot be deployed',
      'AWS or CloudFormation refuses this',
      impossible.map((edit) => impossibleEntry(edit.summary, edit)),
    ),
    section('Opened', 'denied before, possible now', changeEntries(difference, 'permitted', '+', 'good')),
    section('Tightened', 'possible before, denied now', changeEntries(difference, 'denied', '-', 'bad')),
    section(
      'Undecided',
      'not proved to be decided as before',
      undecided.map((one) => ({ ...UNDECIDED, summary: one.summary, reason: one.reason, lists: whereLists(one) })),
    ),
    section(
      'Taken on trust',
      'ids that nothing here checks',
      trustedIds.map(({ summary }) => ({ ...UNDECIDED, summary })),
    ),
    section('Settings', 'check which value is stricter', settingEntries(difference)),
    section(
      'Exemptions',
      '',
      exemptions.map(({ summary, owner, reason }) => ({
        ...OTHER,
        summary,
        facts: [
          { title: 'Owner', text: code(owner) },
          { title: 'Reason', text: code(reason) },
        ],
      })),
    ),
    section(
      'Accounts and units',
      '',
      moves.map(({ summary }) => ({ ...OTHER, summary })),
    ),
    section(
      'Same meaning',
      trustedIds.length > 0
        ? 'written differently, decided as before if the ids taken on trust are right'
        : 'written differently, decided as before',
      sameMeaning.map(({ summary, targets, documents }) => ({
        ...SAME,
        summary,
        lists: [
          { title: 'Targets', noun: 'target', items: targets },
          { title: 'Documents', noun: 'document', items: documents },
        ],
      })),
    ),
  ].flat();
}

const UNDECIDED = { sign: '?', tone: 'warning' } as const;
const SETTING = { sign: '~', tone: 'warning' } as const;
const OTHER = { sign: '~', tone: 'notice' } as const;
const SAME = { sign: '=', tone: 'quiet' } as const;

function section(title: string, note: string, entries: readonly Entry[]): readonly Section[] {
  if (entries.length === 0) return [];
  const heading = `${title}${note === '' ? '' : `: ${note}`} (${formatNumber(entries.length)})`;
  return [{ title: heading, blocks: [{ kind: 'entries', entries }] }];
}

function changeEntries(
  { changes }: Difference,
  kind: DifferenceChange['kind'],
  sign: string,
  tone: Tone,
): readonly Entry[] {
  return changes
    .filter((change) => change.kind === kind)
    .map((change) => ({
      sign,
      tone,
      summary: change.summary,
      example: { text: describeWitness(change), code: json(change.witness) },
      lists: whereLists(change),
    }));
}

function settingEntries({ effective }: Difference): readonly Entry[] {
  return effective.map(({ summary, targets, accounts, before, after }) => ({
    ...SETTING,
    summary,
    facts: [
      { title: 'Before', text: code(describeValue(before)) },
      { title: 'After', text: code(describeValue(after)) },
    ],
    lists: [
      { title: 'Targets', noun: 'target', items: targets },
      { title: 'Accounts', noun: 'account', items: accounts },
    ],
  }));
}

type Where = Pick<DifferenceChange, 'targets' | 'accounts' | 'actions' | 'openActions' | 'guardrails'>;

function whereLists({ targets, accounts, actions, openActions, guardrails }: Where): readonly NamedList[] {
  return [
    { title: 'Guardrails', items: guardrails },
    { title: 'Targets', noun: 'target', items: targets },
    { title: 'Accounts', noun: 'account', items: accounts },
    { title: 'Actions', noun: 'action', items: actions },
    { title: 'Actions that AWS may add', items: openActions === null ? [] : [openActions] },
  ];
}

function describeValue(value: unknown): string {
  return value === null || value === undefined ? 'not set' : JSON.stringify(value);
}

/** For each request of `--requests`, the changes that cover it. */
function requestEntries({ requests = {}, changes }: Difference): readonly Entry[] {
  return Object.entries(requests).map(([id, places]) => {
    const covering = places.map((place) => changes[place]?.summary ?? '');
    return { summary: [code(id), `: ${covering.length === 0 ? 'no change' : covering.join('; ')}`] };
  });
}

function quotaEntries({ quota }: Difference): readonly Entry[] {
  return quota.map((use) => ({ summary: [code(use.target), ': ', describeUse(use)] }));
}

/** `service control policies: 3 of 10 (before: 2); the longest has 4,987 of 10,240 characters (before: 5,120)`. */
function describeUse({ type, documents, characters }: Difference['quota'][number]): string {
  const noun = POLICY_KINDS.find((kind) => kind.type === type)?.noun ?? type;
  const used = `${noun.replace('policy', 'policies')}: ${documents.after} of ${documents.allowed}${since(documents)}`;
  const longest = `${formatNumber(characters.after)} of ${counted(characters.allowed, 'character')}${since(characters)}`;
  return `${used}; the longest has ${longest}`;
}

function since({ before, after }: Difference['quota'][number]['documents']): string {
  return before === after ? '' : ` (before: ${formatNumber(before)})`;
}
