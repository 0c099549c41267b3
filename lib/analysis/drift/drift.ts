import type { Position } from '../../model/problem';
import { GLOBAL_EVENTS_REGION } from '../../model/regions';

/** What can differ between AWS and the files, the most dangerous first: what binds fewer calls than the files say. */
export const DRIFT_KINDS = [
  'policy-type-disabled',
  'policy-missing',
  'policy-detached',
  'policy-changed',
  'account-moved',
  'unit-moved',
  'account-unknown',
  'unit-unknown',
  'account-missing',
  'account-state',
  'unit-missing',
  'trusted-access-off',
  'stack-sets-off',
  'stack-set-missing',
  'stack-set-changed',
  'stack-instance-missing',
  'stack-missing',
  'stack-changed',
  'stack-unknown',
  'resource-deleted',
  'resource-changed',
  'full-access-detached',
  'policy-elsewhere',
  'policy-repeated',
  'policy-foreign',
  'unit-renamed',
  'account-renamed',
  'account-email',
  'resource-not-compared',
] as const;

export type DriftKind = (typeof DRIFT_KINDS)[number];

/** The calls that can have made a difference: names of events of CloudTrail, in the Region that records them. */
export interface Trace {
  readonly events: readonly string[];
  readonly region: string;
}

/** A difference between AWS and the files. */
export interface Drift {
  readonly kind: DriftKind;
  /** What differs: the name of a policy, the id of a unit, the key of an account … */
  readonly subject: string;
  /** A sentence without its period: what AWS has, where, and what the files say. */
  readonly summary: string;
  /** The line that says so; null: no line does. */
  readonly at: Position | null;
  /** Who may know why, as the files name them. */
  readonly owners: readonly string[];
  /** Null: nothing tells which call it was. */
  readonly trace: Trace | null;
  /** A sentence without its period. */
  readonly fix: string;
  /** True: it is expected, or nothing that the files say, so that it is told and fails nothing. */
  readonly isNote: boolean;
}

/** A difference for which not everything is known. */
export type DriftParts = Pick<Drift, 'kind' | 'subject' | 'summary' | 'fix'> & Partial<Drift>;

export function aDrift(parts: DriftParts): Drift {
  return { at: null, owners: [], trace: null, isNote: false, ...parts };
}

/** Calls of Organizations and IAM are recorded in one Region. */
export function globally(...events: readonly string[]): Trace {
  return { events, region: GLOBAL_EVENTS_REGION };
}

/** Differences before notes, the most dangerous first; otherwise as they were. */
export function sortDrifts(drifts: readonly Drift[]): readonly Drift[] {
  const rank = ({ kind, isNote }: Drift): number => DRIFT_KINDS.indexOf(kind) + (isNote ? DRIFT_KINDS.length : 0);
  return [...drifts].sort((one, other) => rank(one) - rank(other));
}

/**
 * How a stack's resources become again what its template says. An ordinary deployment changes nothing as long as the template
 * is the same.
 *
 * Source: https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/drift-aware-change-sets.html
 */
export function revertBy(stack: string): string {
  return `\`npx cdk deploy ${stack} --exclusively --revert-drift\``;
}
