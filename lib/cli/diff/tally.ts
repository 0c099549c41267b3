import type { Difference } from '../../analysis/difference/difference-file';
import { capitalized, counted, formatNumber } from '../../report/words';
import { groupSettings } from './settings';

export const FAIL_ON = ['opened', 'tightened', 'any'] as const;
export type FailOn = (typeof FAIL_ON)[number];

/** How many changes of each kind a difference has. */
export interface Tally {
  /** Edits that no deployment can make. */
  readonly impossible: number;
  readonly opened: number;
  readonly tightened: number;
  readonly undecided: number;
  /** Ids that nothing here checks. */
  readonly trusted: number;
  readonly settings: number;
  /** Changes of calls that AWS never makes, by its reference. */
  readonly neverMade: number;
  readonly exemptions: number;
  readonly moves: number;
  /** Edits of what records calls, or watches or measures accounts. */
  readonly evidence: number;
  /** Those after which less is recorded, kept, heard or measured, or may be. */
  readonly weakened: number;
  /** Edits of who reaches data, and of what may become a role. */
  readonly access: number;
  /** Those after which somebody may reach more, or for longer, or nothing here can tell. */
  readonly granted: number;
  /** Written differently with the same meaning. */
  readonly same: number;
}

export function tally(difference: Difference): Tally {
  const { impossible, changes, undecided, trustedIds, exemptions, moves, edits, access, sameMeaning } = difference;
  const weakened = edits.filter(({ kind }) => kind === 'evidence-weakened').length;
  const made = changes.filter(({ isDocumented }) => isDocumented);
  const opened = made.filter(({ kind }) => kind === 'permitted').length;
  return {
    impossible: impossible.length,
    opened,
    tightened: made.length - opened,
    neverMade: changes.length - made.length,
    undecided: undecided.length,
    trusted: trustedIds.length,
    settings: groupSettings(difference).length,
    exemptions: exemptions.length,
    moves: moves.length,
    evidence: weakened + edits.filter(({ kind }) => kind === 'evidence-changed').length,
    weakened,
    access: access.length,
    granted: access.filter(({ isOpening }) => isOpening).length,
    same: sameMeaning.length,
  };
}

/** Whether more than the wording changed. */
export function isChanged(found: Tally): boolean {
  const { impossible, opened, tightened, neverMade, undecided, trusted } = found;
  const { settings, exemptions, moves, evidence, access } = found;
  const decided = impossible + opened + tightened + neverMade + undecided + trusted;
  return decided + settings + exemptions + moves + evidence + access > 0;
}

/**
 * Whether a difference has a change that must not pass. Undecided changes never pass, and neither do ids that are taken on
 * trust, and edits that cannot be deployed. Weaker evidence passes as an opening does, and so does a grant of access; what
 * takes access away passes as a tightening does. A changed setting may be an opening or a tightening: only its service knows which of two values is stricter.
 */
export function fails(difference: Difference, failOn: FailOn): boolean {
  const found = tally(difference);
  if (found.impossible + found.undecided + found.trusted > 0) return true;
  if (failOn === 'any') return isChanged(found);
  const others = failOn === 'opened' ? found.weakened + found.granted : revocationsOf(difference);
  return found.settings + others + changesOf(difference, failOn) > 0;
}

function revocationsOf({ access }: Difference): number {
  return access.filter(({ kind }) => REVOCATIONS.has(kind)).length;
}

/** Calls that AWS never makes count, too: its reference may be wrong. */
function changesOf({ changes }: Difference, failOn: 'opened' | 'tightened'): number {
  return changes.filter(({ kind }) => kind === (failOn === 'opened' ? 'permitted' : 'denied')).length;
}

/** After such an edit, somebody reaches less, or for a shorter time. */
export const REVOCATIONS: ReadonlySet<Difference['access'][number]['kind']> = new Set([
  'revoked',
  'shortened',
  'retired',
  'removed',
]);

/** `1 opening, 2 tightenings`: the verdict in a line. */
export function headline(found: Tally): string {
  const decided = list([
    [found.impossible, `${counted(found.impossible, 'edit')} that cannot be deployed`],
    [found.opened, counted(found.opened, 'opening')],
    [found.tightened, counted(found.tightened, 'tightening')],
    [found.undecided, `${formatNumber(found.undecided)} undecided`],
    [found.trusted, `${counted(found.trusted, 'id')} taken on trust`],
    [
      found.weakened,
      `${counted(found.weakened, 'edit')} that ${found.weakened === 1 ? 'weakens' : 'weaken'} the evidence`,
    ],
    [found.granted, `${counted(found.granted, 'grant')} of access`],
  ]);
  if (decided !== '') return decided;
  const rest = listRest(found);
  if (rest !== '') return rest;
  return found.same > 0 ? 'same meaning' : 'nothing changed';
}

/** What is proved of everything else, as a sentence. */
export function describeProof({ opened, tightened, neverMade, undecided, trusted, settings, access }: Tally): string {
  if (undecided > 0) return 'Some changes could not be decided: treat what is undecided as changed.';
  const hasChanges = opened + tightened + neverMade > 0;
  // The services decide by their settings, so a changed one changes answers.
  const all = hasChanges || settings > 0 ? 'everything else' : 'every request';
  // Who reaches data is no guardrail's word, so that it would read like a contradiction.
  const what = access > 0 ? `By the guardrails, ${all}` : capitalized(all);
  if (trusted > 0)
    return `${what} is decided as before if the ids taken on trust are right, which is not checked here.`;
  return `${what} is proved to be decided as before.`;
}

function listRest({ settings, exemptions, moves, evidence, access, neverMade }: Tally): string {
  return list([
    [settings, counted(settings, 'changed management policy', 'changed management policies')],
    [exemptions, counted(exemptions, 'changed exemption')],
    [moves, `${counted(moves, 'change')} to accounts and units`],
    [evidence, `${counted(evidence, 'change')} to the evidence`],
    [access, `${counted(access, 'change')} to access`],
    [neverMade, `${counted(neverMade, 'change')} of calls that AWS never makes`],
  ]);
}

function list(parts: readonly (readonly [number, text: string])[]): string {
  return parts
    .filter(([number]) => number > 0)
    .map(([, text]) => text)
    .join(', ');
}
