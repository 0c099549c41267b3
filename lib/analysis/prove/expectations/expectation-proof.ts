import type { Decision } from '../../evaluate/request-line';
import type { Expectation } from './read-expectations';

/** The proof of one expectation. */
export interface ExpectationProof {
  readonly expectation: Expectation;
  readonly failures: readonly ExpectationFailure[];
}

/** An expectation that the policies do not meet, in accounts where they decide alike. */
export interface ExpectationFailure {
  readonly kind: 'expectation';
  readonly expectation: Expectation;
  /** The keys of the accounts. */
  readonly accounts: readonly string[];
  /** The first time at which it fails; null: it fails at every time. */
  readonly instant: string | null;
  /** The decision in the first of the accounts. */
  readonly decision: Decision;
  readonly statements: readonly DenyingStatement[];
}

/** A statement that denies a call, or a level that allows nothing. */
export interface DenyingStatement {
  readonly guardrails: readonly string[];
  readonly target: string;
  /** Null: no document at the target allows the call. */
  readonly document: string | null;
  /** Its `Sid`, else its place in the document. */
  readonly statement: string | null;
}
