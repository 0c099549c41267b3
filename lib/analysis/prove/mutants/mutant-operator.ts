import type { Statement } from '../../../iam/statement';

/** A statement with one mistake in it. */
export interface Mutation {
  /** What is different: `drops cloudtrail:StopLogging`. */
  readonly change: string;
  readonly statement: Statement;
}

/** Looks up actions in the service reference. */
export interface ActionLookup {
  /** The known actions that a pattern matches. */
  readonly actionsMatching: (pattern: string) => readonly string[];
}

/** What an operator knows besides the statement. */
export interface MutantWorld extends ActionLookup {
  /** The patterns of the platform principals that the guardrail binds, although it exempts others. */
  readonly boundPlatform: readonly string[];
}

/** One kind of mistake in a statement. It is applied wherever possible. */
export interface MutantOperator {
  /** Its name in reports, such as `drop-action`. */
  readonly id: string;
  /** What it does: one sentence, no period. */
  readonly summary: string;
  /** Finite: each part of the statement is changed in a fixed number of ways. */
  readonly mutate: (statement: Statement, world: MutantWorld) => readonly Mutation[];
}
