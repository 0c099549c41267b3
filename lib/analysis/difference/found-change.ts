import type { Predicate } from '../../iam/algebra/predicates';
import type { Change } from '../../iam/algebra/request-set';
import type { SummarizedSet } from '../../iam/algebra/summary';
import type { ControlPolicyType } from '../../iam/control-policy-type';
import type { ActionNames } from './action-names';
import type { Group } from './groups';
import type { Owners } from './owners';
import type { ComparedAccount } from './places';
import type { Witness } from './witness';

/** One thing that changed: the same for all its actions, wherever it holds. */
export interface FoundChange {
  readonly kind: Change;
  readonly type: ControlPolicyType;
  readonly names: ActionNames;
  readonly words: readonly Predicate[];
  /** That deny, on the side that denies. Nobody: nothing allows it there. */
  readonly by: Owners;
  /** That deny some of what is told on the other side, for reasons of their own. */
  readonly others: Owners;
  readonly places: ReadonlySet<ComparedAccount>;
  /** The exact regions, and for whom. */
  readonly regions: readonly FoundRegion[];
  readonly witness: Witness;
}

export interface FoundRegion {
  readonly region: SummarizedSet;
  readonly group: Group;
}

/** Something of which nothing is known but that it may have changed. */
export interface FoundDoubt {
  readonly kind: Change | null;
  readonly type: ControlPolicyType;
  /** Null: whichever. */
  readonly names: ActionNames | null;
  readonly reason: string;
  readonly places: ReadonlySet<ComparedAccount>;
  readonly guardrails: readonly string[];
}

export interface FoundChanges {
  readonly changes: readonly FoundChange[];
  readonly doubts: readonly FoundDoubt[];
}
