import { findOperator, type ConditionOperator } from '../../conditions/operators';

/** A text in the document, and where it stands. */
export interface TextEntry {
  readonly value: string;
  readonly pointer: string;
}

/** One key under one operator. */
export interface ConditionView {
  /** Of the key's member. */
  readonly pointer: string;
  readonly operatorName: string;
  /** Missing when there is no such operator. */
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
  readonly raw: Readonly<Record<string, unknown>>;
}

/**
 * A policy document as the rules see it. It may come from anywhere, so reading never fails: what has the wrong shape is
 * left out, and `document-shape` reports it.
 */
export interface DocumentView {
  readonly statements: readonly StatementView[];
  /** The conditions of all statements, each with its statement. */
  readonly conditions: readonly (readonly [StatementView, ConditionView])[];
  /** The document as it was given; nothing when it is `oversized`. */
  readonly raw: unknown;
  /** Why nothing of the document was read. */
  readonly oversized?: string;
}

/** Ten times the longest document that Organizations takes, and twice its deepest. */
const CHARACTER_LIMIT = 100_000;
const DEPTH_LIMIT = 12;

export function viewDocument(raw: unknown): DocumentView {
  const oversized = whyOversized(raw);
  if (oversized !== undefined) return { statements: [], conditions: [], raw: undefined, oversized };
  const { Statement } = asObject(raw);
  const listed = Array.isArray(Statement);
  const given: readonly unknown[] = listed ? Statement : [Statement];
  const statements = given.flatMap((statement, index) =>
    isObject(statement) ? [viewStatement(statement, listed ? `/Statement/${index}` : '/Statement')] : [],
  );
  const conditions = statements.flatMap((statement) => statement.conditions.map((one) => [statement, one] as const));
  return { statements, conditions, raw };
}

/** Takes no recursion: what is nested too deep must not exhaust the stack. */
function whyOversized(raw: unknown): string | undefined {
  const open: (readonly [value: unknown, depth: number])[] = [[raw, 0]];
  let characters = 0;
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const [value, depth] = next;
    if (depth > DEPTH_LIMIT) return `the document is nested deeper than ${DEPTH_LIMIT} levels`;
    characters += typeof value === 'string' ? value.length : 1;
    if (Array.isArray(value)) for (const one of value) open.push([one, depth + 1]);
    else if (isObject(value))
      for (const [name, one] of Object.entries(value)) {
        characters += name.length;
        open.push([one, depth + 1]);
      }
    if (characters > CHARACTER_LIMIT) return `the document has more than ${CHARACTER_LIMIT} characters`;
  }
  return undefined;
}

export function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A member's name as a part of a JSON pointer (RFC 6901). */
export function pointerPart(name: string): string {
  return name.replaceAll('~', '~0').replaceAll('/', '~1');
}

function viewStatement(raw: Readonly<Record<string, unknown>>, pointer: string): StatementView {
  const entriesOf = (element: string): readonly TextEntry[] => viewEntries(raw[element], `${pointer}/${element}`);
  return {
    pointer,
    effect: raw['Effect'],
    actions: entriesOf('Action'),
    notActions: entriesOf('NotAction'),
    resources: entriesOf('Resource'),
    notResources: entriesOf('NotResource'),
    conditions: Object.entries(asObject(raw['Condition'])).flatMap(([operatorName, keys]) =>
      Object.entries(asObject(keys)).map(([key, values]) =>
        viewCondition(operatorName, key, values, `${pointer}/Condition/${pointerPart(operatorName)}`),
      ),
    ),
    raw,
  };
}

function viewCondition(operatorName: string, key: string, values: unknown, above: string): ConditionView {
  const operator = findOperator(operatorName);
  const pointer = `${above}/${pointerPart(key)}`;
  return { pointer, operatorName, key, values: viewEntries(values, pointer), ...(operator && { operator }) };
}

/** Booleans and numbers too: IAM compares them as text. */
function viewEntries(value: unknown, pointer: string): readonly TextEntry[] {
  if (Array.isArray(value))
    return value.flatMap((one, index) =>
      isScalar(one) ? [{ value: String(one), pointer: `${pointer}/${index}` }] : [],
    );
  return isScalar(value) ? [{ value: String(value), pointer }] : [];
}

export function isScalar(value: unknown): value is string | number | boolean {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean';
}

function asObject(value: unknown): Readonly<Record<string, unknown>> {
  return isObject(value) ? value : {};
}
