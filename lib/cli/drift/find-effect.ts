import { assemble } from '../../analysis/assemble/assemble';
import { findDifference } from '../../analysis/difference/difference';
import type { MatchedTree } from '../../analysis/drift/match-tree';
import type { LiveOrganization } from '../../model/live-organization';
import { describeProblem } from '../../model/problem';
import { catalogue } from '../../../policies/catalogue';
import { groupSettings } from '../diff/settings';
import { bothSides } from './live-guardrails';

/** What the live policies permit and deny otherwise than the files. */
export interface DriftEffect {
  /** Why it could not be judged; null: it was. */
  readonly notJudged: string | null;
  /** Sentences: denied by the files, possible at AWS. */
  readonly opened: readonly string[];
  /** Sentences: possible by the files, denied at AWS. */
  readonly tightened: readonly string[];
  /** Sentences about settings of policies without statements. */
  readonly settings: readonly string[];
  /** Sentences: not proved to be decided as in the files. */
  readonly undecided: readonly string[];
}

/** Compares what the two states decide, as `rampart diff` does. */
export function findEffect(live: LiveOrganization, tree: MatchedTree): DriftEffect {
  const assembled = assemble(tree.organization, catalogue);
  if (assembled.kind === 'problems') return notJudged(assembled.problems.map(describeProblem).join('; '));
  const sides = bothSides(assembled.value.file, live, tree);
  if (sides.live.kind === 'problems')
    return notJudged(sides.live.problems.map(({ message, at }) => `${at.file}: ${message}`).join('; '));
  const difference = findDifference(sides.files, sides.live.value);
  const sentences = (kind: 'permitted' | 'denied') =>
    difference.changes.filter((change) => change.kind === kind && change.isDocumented).map(({ summary }) => summary);
  return {
    notJudged: null,
    opened: sentences('permitted'),
    tightened: sentences('denied'),
    settings: groupSettings(difference).map(({ summary }) => summary),
    undecided: difference.undecided.map(({ summary }) => summary),
  };
}

function notJudged(reason: string): DriftEffect {
  return { notJudged: reason, opened: [], tightened: [], settings: [], undecided: [] };
}
