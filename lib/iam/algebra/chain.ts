/** Chains of policies, and the statements that several chains share. */
import type { CompilableDocument } from '../evaluation/compile';
import type { OneOrMany, Statement } from '../statement';
import type { ActionPatterns } from './action-table';
import { clausesOf } from './clause';
import type { Clause } from './clause';

/**
 * The policies that apply to an account: for each level from the root down, the documents attached there, including
 * `FullAWSAccess`. A request is permitted if an Allow of each level matches it and no Deny of any level does.
 */
export type Chain = readonly (readonly CompilableDocument[])[];

/** AWS's policy `FullAWSAccess`, which allows everything. */
export const FULL_ACCESS: CompilableDocument = {
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Action: '*', Resource: '*' }],
};

/** A chain with one level: the statements, and `FullAWSAccess`. */
export function chainOf(statements: readonly Statement[]): Chain {
  return [[FULL_ACCESS, { Version: '2012-10-17', Statement: statements }]];
}

/** A statement of one or more of the chains that are compared. */
interface SharedStatement {
  readonly actions: ActionPatterns;
  readonly clauses: readonly Clause[];
}

/** The given statements by number. Equal statements, which may be in several places, have the same number. */
export type StatementsByNumber = ReadonlyMap<number, readonly Statement[]>;

/** The statements of one chain. */
export interface ChainStatements {
  readonly denies: StatementsByNumber;
  /** The Allow statements of each level. */
  readonly allows: readonly StatementsByNumber[];
}

/** The statements of all chains. Equal statements are listed once, so they are processed once. */
export class StatementTable {
  readonly statements: SharedStatement[] = [];
  private readonly numbers = new Map<string, number>();

  add(chain: Chain): ChainStatements {
    const denies = new Map<number, Statement[]>();
    const allows = chain.map((documents) => {
      const allowed = new Map<number, Statement[]>();
      for (const { Version, Statement } of documents) {
        for (const statement of Statement) {
          const statements = statement.Effect === 'Deny' ? denies : allowed;
          const number = this.numberOf(statement, Version === '2012-10-17');
          statements.set(number, [...(statements.get(number) ?? []), statement]);
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
  /** Equal for statements with the same meaning. */
  readonly name: string;
  readonly shared: SharedStatement;
}

/** Memoized, because the same statements are in many chains, in documents with and without policy variables. */
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

/** The clauses of all statements of a document. */
export function clausesIn({ Version, Statement }: CompilableDocument): readonly Clause[] {
  return Statement.flatMap((statement) => read(statement, Version === '2012-10-17').shared.clauses);
}

function actionsOf({ Action, NotAction }: Statement): ActionPatterns {
  if (Action !== undefined) return { patterns: listOf(Action), negated: false };
  return { patterns: listOf(NotAction ?? []), negated: NotAction !== undefined };
}

/** JSON with sorted fields and lists. In a statement, order has no meaning. */
export function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).sort().join()}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const fields = Object.entries(value).map(([name, field]) => `${JSON.stringify(name)}:${canonical(field)}`);
  return `{${fields.sort().join()}}`;
}

function listOf(value: OneOrMany): readonly string[] {
  return typeof value === 'string' ? [value] : value;
}

/** The Deny statements of a chain that the other chain does not have. */
export function deniesMissingIn(other: ChainStatements, chain: ChainStatements): readonly number[] {
  return [...chain.denies.keys()].filter((number) => !other.denies.has(number));
}

/** The chain with only some of its statements. */
export function restrictTo({ denies, allows }: ChainStatements, statements: readonly number[]): ChainStatements {
  const matching = (all: StatementsByNumber): StatementsByNumber =>
    new Map(
      statements.flatMap((number) => {
        const sources = all.get(number);
        return sources === undefined ? [] : [[number, sources] as const];
      }),
    );
  return { denies: matching(denies), allows: allows.map(matching) };
}

/** Whether two chains have the same statements. */
export function haveSameStatements(a: ChainStatements, b: ChainStatements): boolean {
  return sameSets([a.denies], [b.denies]) && sameSets(a.allows, b.allows);
}

/** The statements that only one chain has. Actions that none of them matches are decided alike by both chains. */
export function changedStatements(old: ChainStatements, now: ChainStatements): ReadonlySet<number> {
  const denies = [...deniesMissingIn(now, old), ...deniesMissingIn(old, now)];
  if (sameSets(old.allows, now.allows)) return new Set(denies);
  return new Set([...denies, ...[...old.allows, ...now.allows].flatMap((all) => [...all.keys()])]);
}

/** Whether two lists contain the same sets. Order and repetition make no difference. */
function sameSets(a: readonly StatementsByNumber[], b: readonly StatementsByNumber[]): boolean {
  const [left, right] = [a, b].map((sets) => new Set(sets.map((set) => [...set.keys()].sort((x, y) => x - y).join())));
  return (
    left !== undefined && right !== undefined && left.size === right.size && [...left].every((each) => right.has(each))
  );
}
