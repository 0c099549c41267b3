/** What a rule of the dialect is. */
import type { ControlPolicyType } from '../../control-policy-type';
import type { GrammarRule, PolicyProblem } from '../../grammar/policy-problems';
import type { ServiceReference } from '../../service-reference/service-reference';
import type { DocumentView } from './document';

export type Severity = 'error' | 'warning';

/** A place where a document breaks a rule of the dialect. */
export interface DialectFinding {
  /** The id of the rule. */
  readonly rule: string;
  /** A JSON pointer into the document. */
  readonly pointer: string;
  /** What is wrong here, with the value; lower case, no period. */
  readonly message: string;
  /** What to write instead. */
  readonly fix: string;
  readonly severity: Severity;
  /** A probe without this condition key settles the finding; only callers that have probes can check that. */
  readonly probeWithout?: string;
}

export interface RuleContext {
  readonly type: ControlPolicyType;
  readonly reference: ServiceReference;
  /** The greatest number of characters of the compact document. Default: the length is not checked. */
  readonly quota?: number;
  /** The number of characters of the document as its file has it, with white space. Default: the compact document's. */
  readonly written?: number;
}

/** A rule of the dialect: one thing that a document must not say. */
export interface Rule {
  /** Equal to the file name, except for `grammar-rules.ts`. */
  readonly id: string;
  /** What must be true: one sentence, no period. */
  readonly summary: string;
  /** Why it is dangerous otherwise: full sentences. */
  readonly why: string;
  /** What to write instead, in general. */
  readonly fix: string;
  readonly check: (document: DocumentView, context: RuleContext) => readonly DialectFinding[];
}

/** What a rule finds in one place; severity and fix are the rule's unless given. */
export interface Fault {
  readonly pointer: string;
  readonly message: string;
  readonly fix?: string;
  readonly severity?: Severity;
  readonly probeWithout?: string;
}

interface Definition {
  readonly id: string;
  readonly summary: string;
  readonly why: string;
  readonly fix: string;
  readonly severity: Severity;
  /** What the rule finds beyond the grammar. */
  readonly find: (document: DocumentView, context: RuleContext) => readonly Fault[];
}

/**
 * Declares a rule. It reports the problems of the grammar that bear its id, and everything that `find` finds elsewhere:
 * a rule may be stricter than the grammar, but where the grammar refuses a value there is nothing to add.
 */
export function rule({ id, summary, why, fix, severity, find }: Definition): Rule {
  const asFinding = (fault: Fault): DialectFinding => ({ rule: id, fix, severity, ...fault });
  return {
    id,
    summary,
    why,
    fix,
    check: (document, context) => {
      const refused = document.problems.filter((problem) => ruleOf(problem) === id);
      const places = new Set(refused.map(({ pointer }) => pointer));
      const found = find(document, context).filter(({ pointer }) => !places.has(pointer));
      return [...refused.flatMap((problem) => faultsOf(problem)), ...found].map(asFinding);
    },
  };
}

/** A rule that reports nothing but the grammar's problems. */
export function grammarRule(definition: Pick<Definition, 'summary' | 'why' | 'fix'> & { id: GrammarRule }): Rule {
  return rule({ ...definition, severity: 'error', find: () => [] });
}

function ruleOf({ rule: id = 'policy-grammar' }: PolicyProblem): GrammarRule {
  return id;
}

function faultsOf({ pointer, reportAt = [pointer], message, allowed }: PolicyProblem): readonly Fault[] {
  const fix = allowed === undefined ? {} : { fix: `use ${allowed}` };
  return reportAt.map((place) => ({ pointer: place, message, ...fix }));
}
