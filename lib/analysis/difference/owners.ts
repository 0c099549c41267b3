import type { Statement } from '../../iam/statement';
import type { Authors } from '../evaluate/read-chains';

/** Whose statements they are: guardrails', and of those that are nobody's the documents. */
export interface Owners {
  readonly guardrails: readonly string[];
  readonly documents: readonly string[];
}

export type OwnersOf = (statements: readonly Statement[]) => Owners;

export function ownersReader(authors: Authors): OwnersOf {
  return (statements) => {
    const found = statements.flatMap((statement) => authors.get(statement) ?? []);
    const nobodys = found.filter(({ guardrails }) => guardrails.length === 0);
    return {
      guardrails: unionOf(found.map(({ guardrails }) => guardrails)),
      documents: unionOf(nobodys.map(({ document }) => [document])),
    };
  };
}

export function withoutOwners(owners: Owners, others: Owners): Owners {
  return {
    guardrails: owners.guardrails.filter((id) => !others.guardrails.includes(id)),
    documents: owners.documents.filter((name) => !others.documents.includes(name)),
  };
}

/** All names of some lists, in the order of the alphabet. */
export function unionOf(lists: readonly (readonly string[])[]): readonly string[] {
  return [...new Set(lists.flat())].sort();
}
