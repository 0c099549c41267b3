import type { Difference, DifferenceChange } from '../../analysis/difference/difference-file';

/** One thing to read about. */
export interface DifferenceEntry {
  readonly summary: string;
  /** Why nothing more is known of it. */
  readonly reason?: string;
  /** Where it stands in `changes`. */
  readonly change?: { readonly place: number; readonly value: DifferenceChange };
  /** All of it, for lists. */
  readonly lists: readonly (readonly [title: string, items: readonly string[]])[];
}

export interface Section {
  readonly id: 'opened' | 'tightened' | 'undecided' | 'settings' | 'exemptions' | 'moves' | 'same';
  readonly title: string;
  readonly entries: readonly DifferenceEntry[];
}

/** What a difference holds, in the order in which it is read; nothing empty. */
export function sectionsOf(difference: Difference): readonly Section[] {
  const { undecided, effective, exemptions, moves, sameMeaning } = difference;
  const all: readonly Section[] = [
    { id: 'opened', title: 'Opened', entries: changesOf(difference, 'permitted') },
    { id: 'tightened', title: 'Tightened', entries: changesOf(difference, 'denied') },
    {
      id: 'undecided',
      title: 'Undecided',
      entries: undecided.map((one) => ({ summary: one.summary, reason: one.reason, lists: whereLists(one) })),
    },
    {
      id: 'settings',
      title: 'Settings',
      entries: effective.map(({ summary, accounts, before, after }) => ({
        summary,
        lists: [
          ['Accounts', accounts],
          ['Before', [describeValue(before)]],
          ['After', [describeValue(after)]],
        ],
      })),
    },
    {
      id: 'exemptions',
      title: 'Exemptions',
      entries: exemptions.map(({ summary, owner, reason }) => ({
        summary,
        lists: [
          ['Owner', [owner]],
          ['Reason', [reason]],
        ],
      })),
    },
    { id: 'moves', title: 'Accounts and units', entries: moves.map(({ summary }) => ({ summary, lists: [] })) },
    {
      id: 'same',
      title: 'Same meaning',
      entries: sameMeaning.map(({ summary, targets, documents }) => ({
        summary,
        lists: [
          ['Targets', targets],
          ['Documents', documents],
        ],
      })),
    },
  ];
  return all.filter(({ entries }) => entries.length > 0);
}

function changesOf({ changes }: Difference, kind: DifferenceChange['kind']): readonly DifferenceEntry[] {
  return changes.flatMap((value, place) =>
    value.kind === kind ? [{ summary: value.summary, change: { place, value }, lists: whereLists(value) }] : [],
  );
}

type Where = Pick<DifferenceChange, 'targets' | 'accounts' | 'actions' | 'openActions' | 'guardrails'>;

function whereLists({ targets, accounts, actions, openActions, guardrails }: Where): DifferenceEntry['lists'] {
  return [
    ['Guardrails', guardrails],
    ['Targets', targets],
    ['Accounts', accounts],
    ['Actions', actions],
    ['Actions that AWS may add', openActions === null ? [] : [openActions]],
  ];
}

function describeValue(value: unknown): string {
  return value === null || value === undefined ? 'not set' : JSON.stringify(value);
}
