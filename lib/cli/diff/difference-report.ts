import { commonFirst } from '../../analysis/difference/examples';
import { POLICY_KINDS } from '../../analysis/assemble/policy-quota';
import type { Difference, DifferenceChange } from '../../analysis/difference/difference-file';
import { renderComment } from '../../report/markdown/render-markdown';
import {
  code,
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
import { groupSettings } from './settings';
import { describeProof, headline, REVOCATIONS, tally } from './tally';

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
    lead: [
      ...editBlocks(difference),
      paragraph([describeProof(found), ...describeReach(difference)].join(' ')),
      ...notes,
    ],
    sections: [
      ...sectionsOf(difference),
      ...neverMadeSection(difference),
      section('Requests', '', requestEntries(difference)),
      section('Quotas after the change', '', quotaEntries(difference)),
    ].flat(),
    smallPrint: ['Compared: ', code(before), ' with ', code(after), `.${lacking === '' ? '' : ` ${lacking}`}`],
  };
}

/** What was edited, in the order in which one thing may follow from another. */
function editBlocks({ moves, edits, principals, exemptions }: Difference): readonly Block[] {
  const entries = [
    ...[...moves, ...edits, ...principals].map(({ summary }) => ({ ...EDIT, summary })),
    ...exemptions.map(({ summary, owner, reason }) => ({
      ...EDIT,
      summary: [summary.replace(/\.$/, ''), ' (owner ', code(owner), ', reason ', code(reason), ').'],
    })),
  ];
  return entries.length === 0 ? [] : [{ kind: 'entries', entries }];
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
  const { impossible, undecided, trustedIds, sameMeaning } = difference;
  return [
    section(
      'Cannot be deployed',
      'AWS or CloudFormation refuses this',
      impossible.map((edit) => impossibleEntry(edit.summary, edit)),
    ),
    section('Opened', 'denied before, possible now', changeEntries(difference, 'permitted', '+', 'good')),
    section('Tightened', 'possible before, denied now', changeEntries(difference, 'denied', '-', 'bad')),
    section('Access', 'who reaches data, what may become a role, and what people may do', accessEntries(difference)),
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

/** Such a change fails like any other, but says nothing to a reader. */
function neverMadeSection({ changes, referenceDate }: Difference): readonly Section[] {
  const number = changes.filter(({ isDocumented }) => !isDocumented).length;
  if (number === 0) return [];
  const verb = number === 1 ? 'concerns' : 'concern';
  const text = `${counted(number, 'change')} ${verb} calls that AWS, by its reference of ${referenceDate}, never makes.`;
  return [{ blocks: [paragraph(text)] }];
}

const EDIT = { sign: '~', tone: 'notice' } as const;
const UNDECIDED = { sign: '?', tone: 'warning' } as const;
const SETTING = { sign: '~', tone: 'warning' } as const;
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
    .filter((change) => change.kind === kind && change.isDocumented)
    .map((change) => ({ sign, tone, summary: change.summary, ...detailsOf(change) }));
}

/** For the sentence alone, a reader can wait until there is an account. */
function detailsOf(change: DifferenceChange): Pick<Entry, 'example' | 'parts' | 'lists'> {
  if (change.accounts.length === 0) return {};
  return {
    example: { text: describeWitness(change) },
    // The sentence begins with the main part.
    parts: change.parts.filter((part) => !change.summary.startsWith(part)),
    lists: whereLists(change),
  };
}

/** What gives access first, then what takes it away. */
export function accessEntries({ access }: Pick<Difference, 'access'>): readonly Entry[] {
  const entry = (sign: string, tone: Tone) => (one: Difference['access'][number]) => {
    return { sign, tone, summary: one.summary };
  };
  const closed = access.filter(({ isOpening, kind }) => !isOpening && REVOCATIONS.has(kind));
  return [
    ...access.filter(({ isOpening }) => isOpening).map(entry('+', 'good')),
    ...closed.map(entry('-', 'bad')),
    ...access.filter((one) => !one.isOpening && !closed.includes(one)).map(entry(EDIT.sign, EDIT.tone)),
  ];
}

function settingEntries(difference: Difference): readonly Entry[] {
  return groupSettings(difference).map(({ accounts, summary, parts }) => {
    return { ...SETTING, summary, parts, lists: [accountList(accounts)] };
  });
}

type Where = Pick<DifferenceChange, 'targets' | 'accounts' | 'actions' | 'guardrails'>;

/** Sentences name as many guardrails. */
const NAMED_GUARDRAILS = 3;

function whereLists({ targets, accounts, actions, guardrails }: Where): readonly NamedList[] {
  return [
    { title: 'Guardrails', items: guardrails.length > NAMED_GUARDRAILS ? guardrails : [] },
    accountList(accounts.length > 0 ? accounts : targets),
    // Patterns say no more than the sentence.
    { title: 'Actions', noun: 'action', items: actions.some((one) => one.includes('*')) ? [] : commonFirst(actions) },
  ];
}

/** A sentence names a single account. */
function accountList(items: readonly string[]): NamedList {
  return { title: 'Accounts', noun: 'account', items: items.length > 1 ? items : [] };
}

/** For each request of `--requests`, the changes that cover it. */
function requestEntries({ requests = {}, changes }: Difference): readonly Entry[] {
  return Object.entries(requests).map(([id, places]) => {
    const covering = places.map((place) => changes[place]?.summary ?? '');
    return { summary: [code(id), `: ${covering.length === 0 ? 'no change' : covering.join('; ')}`] };
  });
}

/** Above this part of a quota, a reader should know. */
const NEARLY_FULL = 0.9;

/** Every edit changes the number of characters. */
function isTelling({ documents, characters }: Difference['quota'][number]): boolean {
  const isNearlyFull = characters.after > NEARLY_FULL * characters.allowed && characters.after > characters.before;
  return documents.after > documents.before || isNearlyFull;
}

function quotaEntries({ quota }: Difference): readonly Entry[] {
  return quota.filter(isTelling).map((use) => ({ summary: [code(use.target), ': ', describeUse(use)] }));
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
