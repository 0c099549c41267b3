import type { CompilableDocument } from '../compile';
import type { OneOrMany, Statement } from '../statement';
import type { ActionPatterns } from './action-class';
import { clausesOf } from './clause';
import type { Clause } from './clause';

/**
 * What hangs above an account: for each level, from the root down, the documents attached there, `FullAWSAccess`
 * included. A request is permitted when some Allow of each level matches it and no Deny of any level does.
 */
export type Chain = readonly (readonly CompilableDocument[])[];

/** AWS's own policy, which allows everything. */
export const FULL_ACCESS: CompilableDocument = {
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Action: '*', Resource: '*' }],
};

/** A chain of some statements alone, under `FullAWSAccess`. */
export function chainOf(statements: readonly Statement[]): Chain {
  return [[FULL_ACCESS, { Version: '2012-10-17', Statement: statements }]];
}

/** A statement that stands in one or both of two chains. */
export interface SharedStatement {
  readonly actions: ActionPatterns;
  readonly clauses: readonly Clause[];
  /** As they were given, each wherever it stands. */
  readonly sources: readonly Statement[];
}

/** Where statements stand in one chain, by their numbers. */
export interface Standing {
  readonly denies: ReadonlySet<number>;
  /** The Allows of each level. */
  readonly allows: readonly ReadonlySet<number>[];
}

/** The statements of both chains, equal ones once: what both say alike needs no second thought. */
export class StatementTable {
  readonly statements: (SharedStatement & { readonly sources: Statement[] })[] = [];
  private readonly numbers = new Map<string, number>();

  add(chain: Chain): Standing {
    const denies = new Set<number>();
    const allows = chain.map((documents) => {
      const allowed = new Set<number>();
      for (const { Version, Statement } of documents) {
        for (const statement of Statement)
          (statement.Effect === 'Deny' ? denies : allowed).add(this.numberOf(statement, Version === '2012-10-17'));
      }
      return allowed;
    });
    return { denies, allows };
  }

  private numberOf(statement: Statement, variables: boolean): number {
    const meaning = Object.entries(statement).filter(([element]) => element !== 'Sid');
    const key = `${variables ? '' : 'without variables '}${canonical(Object.fromEntries(meaning))}`;
    const known = this.numbers.get(key);
    if (known !== undefined) {
      this.statements[known]?.sources.push(statement);
      return known;
    }
    const number =
      this.statements.push({
        actions: actionsOf(statement),
        clauses: clausesOf(statement, variables),
        sources: [statement],
      }) - 1;
    this.numbers.set(key, number);
    return number;
  }
}

function actionsOf({ Action, NotAction }: Statement): ActionPatterns {
  if (Action !== undefined) return { patterns: listOf(Action), negated: false };
  return { patterns: listOf(NotAction ?? []), negated: NotAction !== undefined };
}

/** JSON with sorted fields and lists; in a statement no order means anything. */
export function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).sort().join()}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const fields = Object.entries(value).map(([name, field]) => `${JSON.stringify(name)}:${canonical(field)}`);
  return `{${fields.sort().join()}}`;
}

function listOf(value: OneOrMany): readonly string[] {
  return typeof value === 'string' ? [value] : value;
}
