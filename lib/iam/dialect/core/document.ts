/** A policy document as the rules of the dialect see it. */
import { findOperator, type ConditionOperator } from '../../conditions/operators';
import type { ControlPolicyType } from '../../control-policy-type';
import { parsePolicy } from '../../grammar/parse-policy';
import type { PolicyProblem } from '../../grammar/policy-problems';
import { below, isObject, type JsonObject } from '../../json';

/** A text in the document, and where it is. */
export interface TextEntry {
  readonly value: string;
  readonly pointer: string;
}

/** One condition key below one operator. */
export interface ConditionView {
  /** Points to the key. */
  readonly pointer: string;
  readonly operatorName: string;
  /** Missing if the operator does not exist. */
  readonly operator?: ConditionOperator;
  readonly key: string;
  readonly values: readonly TextEntry[];
}

export interface StatementView {
  readonly pointer: string;
  readonly effect: unknown;
  readonly actions: readonly TextEntry[];
  readonly notActions: readonly TextEntry[];
  readonly resources: readonly TextEntry[];
  readonly notResources: readonly TextEntry[];
  readonly conditions: readonly ConditionView[];
  /** The statement as it was given. */
  readonly raw: JsonObject;
}

/**
 * A policy document as the rules see it. Its origin may be unknown, so reading it never fails: what the grammar refuses
 * is in `problems`, and parts of the wrong type are skipped.
 */
export interface DocumentView {
  readonly problems: readonly PolicyProblem[];
  readonly statements: readonly StatementView[];
  /** The conditions of all statements, each with its statement. */
  readonly conditions: readonly (readonly [StatementView, ConditionView])[];
  /** The document as it was given; undefined if it was too large to be read. */
  readonly raw: unknown;
}

/** Ten times the longest document that Organizations accepts, and twice its greatest depth. */
const MAX_CHARACTERS = 100_000;
const MAX_DEPTH = 12;

export function viewDocument(raw: unknown, type: ControlPolicyType): DocumentView {
  const oversized = whyOversized(raw);
  if (oversized !== undefined) {
    const allowed = 'a document that fits the quotas of AWS Organizations; this one was not checked any further';
    const problem = { rule: 'document-shape', pointer: '', message: oversized, allowed } as const;
    return { problems: [problem], statements: [], conditions: [], raw: undefined };
  }
  const parsed = parsePolicy(raw, type);
  const { Statement } = asObject(raw);
  const listed = Array.isArray(Statement);
  const given: readonly unknown[] = listed ? Statement : [Statement];
  const statements = given.flatMap((statement, index) =>
    isObject(statement) ? [viewStatement(statement, listed ? `/Statement/${index}` : '/Statement')] : [],
  );
  const conditions = statements.flatMap((statement) => statement.conditions.map((one) => [statement, one] as const));
  return { problems: parsed.kind === 'policy' ? [] : parsed.problems, statements, conditions, raw };
}

/** Not recursive: a document that is nested too deeply must not exhaust the stack. */
function whyOversized(raw: unknown): string | undefined {
  const open: (readonly [value: unknown, depth: number])[] = [[raw, 0]];
  let characters = 0;
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const [value, depth] = next;
    if (depth > MAX_DEPTH) return `the document is nested deeper than ${MAX_DEPTH} levels`;
    characters += typeof value === 'string' ? value.length : 1;
    if (Array.isArray(value)) for (const one of value) open.push([one, depth + 1]);
    else if (isObject(value))
      for (const [name, one] of Object.entries(value)) {
        characters += name.length;
        open.push([one, depth + 1]);
      }
    if (characters > MAX_CHARACTERS) return `the document has more than ${MAX_CHARACTERS} characters`;
  }
  return undefined;
}

export function viewStatement(raw: JsonObject, pointer: string): StatementView {
  const entriesOf = (element: string): readonly TextEntry[] => viewEntries(raw[element], below(pointer, element));
  return {
    pointer,
    effect: raw['Effect'],
    actions: entriesOf('Action'),
    notActions: entriesOf('NotAction'),
    resources: entriesOf('Resource'),
    notResources: entriesOf('NotResource'),
    conditions: Object.entries(asObject(raw['Condition'])).flatMap(([operatorName, keys]) =>
      Object.entries(asObject(keys)).map(([key, values]) =>
        viewCondition(operatorName, key, values, below(`${pointer}/Condition`, operatorName)),
      ),
    ),
    raw,
  };
}

function viewCondition(operatorName: string, key: string, values: unknown, above: string): ConditionView {
  const operator = findOperator(operatorName);
  const pointer = below(above, key);
  return { pointer, operatorName, key, values: viewEntries(values, pointer), ...(operator && { operator }) };
}

/** Includes booleans and numbers: IAM compares them as text. */
function viewEntries(value: unknown, pointer: string): readonly TextEntry[] {
  if (Array.isArray(value))
    return value.flatMap((one, index) =>
      isScalar(one) ? [{ value: String(one), pointer: below(pointer, index) }] : [],
    );
  return isScalar(value) ? [{ value: String(value), pointer }] : [];
}

function isScalar(value: unknown): value is string | number | boolean {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean';
}

function asObject(value: unknown): JsonObject {
  return isObject(value) ? value : {};
}
