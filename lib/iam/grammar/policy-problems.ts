/** The problems of a policy document, and the list that collects them. */

/**
 * The rules of the dialect under which the grammar's problems are reported. `policy-grammar` is for all
 * problems without a rule of their own.
 */
export type GrammarRule =
  | 'action-syntax'
  | 'date-value'
  | 'dead-condition-key'
  | 'document-shape'
  | 'document-version'
  | 'empty-list'
  | 'ip-value'
  | 'operator-name'
  | 'policy-grammar'
  | 'rcp-action-star'
  | 'rcp-allow'
  | 'rcp-not-action'
  | 'rcp-principal'
  | 'resource-arn'
  | 'scp-principal'
  | 'unknown-variable'
  | 'value-type';

/** Something in a policy document that AWS would refuse. */
export interface PolicyProblem {
  /** Where, as a JSON pointer (RFC 6901) into the document. */
  readonly pointer: string;
  /** What is wrong, with the value in backticks; lower case, no period. */
  readonly message: string;
  /** What AWS accepts here. */
  readonly allowed?: string;
  /** Default: `policy-grammar`. */
  readonly rule?: GrammarRule;
  /** Where the rule reports it, if not at `pointer`; an empty list if another problem reports it already. */
  readonly reportAt?: readonly string[];
}

/** More than anyone reads; a hostile document could have millions. */
const MAX_PROBLEMS = 100;

/** Collects the problems of one document, in the order in which they are found. */
export class ProblemCollector {
  private readonly problems: PolicyProblem[] = [];
  private dropped = 0;

  add(problem: PolicyProblem): void {
    if (this.problems.length >= MAX_PROBLEMS) this.dropped += 1;
    else this.problems.push(problem);
  }

  get list(): readonly PolicyProblem[] {
    if (this.dropped === 0) return this.problems;
    return [...this.problems, { pointer: '', message: `${this.dropped} more problems are not shown` }];
  }
}
