import type { CompilableDocument } from '../evaluation/compile';
import type { OneOrMany, Statement } from '../statement';
import type { ActionPatterns } from './action-table';
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

/** A statement that stands in some of the chains that are compared. */
export interface SharedStatement {
  readonly actions: ActionPatterns;
  readonly clauses: readonly Clause[];
}

/** Statements by their numbers, as they were given: an equal one may stand at several places. */
export type StatementsByNumber = ReadonlyMap<number, readonly Statement[]>;

/** Where statements stand in one chain. */
export interface ChainStatements {
  readonly denies: StatementsByNumber;
  /** The Allows of each level. */
  readonly allows: readonly StatementsByNumber[];
}

/** The statements of all chains, equal ones once: what they say alike needs no second thought. */
export class StatementTable {
  readonly statements: SharedStatement[] = [];
  private readonly numbers = new Map<string, number>();

  add(chain: Chain): ChainStatements {
    const denies = new Map<number, Statement[]>();
    const allows = chain.map((documents) => {
      const allowed = new Map<number, Statement[]>();
      for (const { Version, Statement } of documents) {
        for (const statement of Statement) {
          const place = statement.Effect === 'Deny' ? denies : allowed;
          const number = this.numberOf(statement, Version === '2012-10-17');
          place.set(number, [...(place.get(number) ?? []), statement]);
        }
      }
      return allowed;
    });
    return { denies, allows };
  }

  private numberOf(statement: Statement, variables: boolean): number {
    const { name, shared } = read(statement, variables);
    const number = this.numbers.get(name) ?? this.statements.push(shared) - 1;
    this.numbers.set(name, number);
    return number;
  }
}

interface ReadStatement {
  /** Equal for statements of one meaning. */
  readonly name: string;
  readonly shared: SharedStatement;
}

/** The same statements stand in many chains, in documents that know variables and in others. */
const readWith = new WeakMap<Statement, ReadStatement>();
const readWithout = new WeakMap<Statement, ReadStatement>();

function read(statement: Statement, variables: boolean): ReadStatement {
  const known = variables ? readWith : readWithout;
  const found = known.get(statement);
  if (found !== undefined) return found;
  const meaning = Object.entries(statement).filter(([element]) => element !== 'Sid');
  const made: ReadStatement = {
    name: `${variables ? '' : 'without variables '}${canonical(Object.fromEntries(meaning))}`,
    shared: { actions: actionsOf(statement), clauses: clausesOf(statement, variables) },
  };
  known.set(statement, made);
  return made;
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
