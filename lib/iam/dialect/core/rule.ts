import type { ServiceReference } from '../../service-reference/service-reference';
import type { ControlPolicyType } from '../../control-policy-type';
import type { DocumentView } from './document';

export type Severity = 'error' | 'warning';

/** A place where a document leaves the dialect. */
export interface DialectFinding {
  /** The id of the rule. */
  readonly rule: string;
  /** A JSON pointer into the document. */
  readonly pointer: string;
  /** What is wrong here, with the value. */
  readonly message: string;
  readonly fix: string;
  readonly severity: Severity;
  /** The finding is settled by a probe in which this condition key is absent; whoever holds the probes can check. */
  readonly probeWithout?: string;
}

export interface RuleContext {
  readonly type: ControlPolicyType;
  readonly reference: ServiceReference;
  /** The greatest number of characters of the compact document; nothing: not checked. */
  readonly quota?: number;
}

/** One thing that the dialect does not let a document say. */
export interface Rule {
  /** Equal to the file name. */
  readonly id: string;
  /** What must hold: one sentence, no period. */
  readonly summary: string;
  /** Why it is dangerous otherwise. */
  readonly why: string;
  /** What to write instead, in general. */
  readonly fix: string;
  readonly check: (document: DocumentView, context: RuleContext) => readonly DialectFinding[];
}

/** What a rule says of one place; severity and fix are the rule's unless given. */
export interface Fault {
  readonly pointer: string;
  readonly message: string;
  readonly fix?: string;
  readonly severity?: Severity;
  readonly probeWithout?: string;
}

/** Declares a rule from what it finds. */
export function rule(definition: {
  readonly id: string;
  readonly summary: string;
  readonly why: string;
  readonly fix: string;
  readonly severity: Severity;
  readonly find: (document: DocumentView, context: RuleContext) => readonly Fault[];
}): Rule {
  const { id, summary, why, fix, severity, find } = definition;
  return {
    id,
    summary,
    why,
    fix,
    check: (document, context) => find(document, context).map((fault) => ({ rule: id, fix, severity, ...fault })),
  };
}
