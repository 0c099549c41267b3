import type { Statement } from '../../iam/statement';
import type { Authors } from '../evaluate/read-chains';

/** Where some statements came from. */
export interface StatementProvenance {
  readonly guardrails: readonly string[];
  /** The documents of statements that came from no guardrail. */
  readonly documents: readonly string[];
}

export type ReadProvenance = (statements: readonly Statement[]) => StatementProvenance;

export function provenanceReader(authors: Authors): ReadProvenance {
  return (statements) => {
    const found = statements.flatMap((statement) => authors.get(statement) ?? []);
    const foreign = found.filter(({ guardrails }) => guardrails.length === 0);
    return {
      guardrails: unionOf(found.map(({ guardrails }) => guardrails)),
      documents: unionOf(foreign.map(({ document }) => [document])),
    };
  };
}

/** What the first names and the second does not. */
export function withoutProvenance(all: StatementProvenance, some: StatementProvenance): StatementProvenance {
  return {
    guardrails: all.guardrails.filter((id) => !some.guardrails.includes(id)),
    documents: all.documents.filter((name) => !some.documents.includes(name)),
  };
}

/** The names of all lists, sorted, each once. */
export function unionOf(lists: readonly (readonly string[])[]): readonly string[] {
  return [...new Set(lists.flat())].sort();
}
