import type { Statement } from '../../../iam/statement';

/** A statement with one mistake in it. */
export interface Mutation {
  /** What is different: `drops cloudtrail:StopLogging`. */
  readonly change: string;
  readonly statement: Statement;
}

/** What operators may know of the world. */
export interface ActionLookup {
  /** The actions that AWS has today and that a pattern matches. */
  readonly actionsMatching: (pattern: string) => readonly string[];
}

/** One way in which somebody may get a statement wrong. It is applied wherever it can be. */
export interface MutantOperator {
  /** Stands in reports, such as `drop-action`. */
  readonly id: string;
  /** What it does: one sentence, no period. */
  readonly summary: string;
  /** Finite: each part of the statement is changed in a fixed number of ways. */
  readonly mutate: (statement: Statement, world: ActionLookup) => readonly Mutation[];
}
