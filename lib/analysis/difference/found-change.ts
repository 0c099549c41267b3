import type { ActionClass } from '../../iam/algebra/action-class';
import type { RequestWithoutAction } from '../../iam/algebra/axis';
import type { Predicate } from '../../iam/algebra/predicates';
import type { Change } from '../../iam/algebra/request-set';
import type { ControlPolicyType } from '../../iam/control-policy-type';
import type { AccountGroup } from './account-groups';
import type { ActionNames } from './action-names';
import type { ComparedAccount } from './compared-accounts';
import type { StatementProvenance } from './statement-provenance';
import type { Witness } from './witness';

/** One change of decisions: the same for all its actions and all its accounts. */
export interface FoundChange {
  readonly kind: Change;
  readonly type: ControlPolicyType;
  readonly names: ActionNames;
  /** All of them hold for each request of the change. */
  readonly predicates: readonly Predicate[];
  /** What denies, in the state that denies. Empty: no policy allows it there. */
  readonly deniedBy: StatementProvenance;
  /** What denies some of the requests in the other state, too. */
  readonly alsoDeniedBy: StatementProvenance;
  readonly accounts: ReadonlySet<ComparedAccount>;
  /** The exact requests. */
  readonly requests: readonly GroupRequests[];
  readonly witness: Witness;
}

/** An exact set of requests, and the accounts whose policies decide them. */
export interface GroupRequests {
  readonly actions: ActionClass;
  /** Whether a request for one of the actions is in the set. */
  readonly contains: (request: RequestWithoutAction) => boolean;
  readonly group: AccountGroup;
}

/** Something that may have changed: it could not be decided. */
export interface FoundUndecided {
  readonly kind: Change | null;
  readonly type: ControlPolicyType;
  /** Null: any action. */
  readonly names: ActionNames | null;
  readonly reason: string;
  readonly accounts: ReadonlySet<ComparedAccount>;
  readonly guardrails: readonly string[];
}

export interface FoundChanges {
  readonly changes: readonly FoundChange[];
  readonly undecided: readonly FoundUndecided[];
}
