/** Compiles the conditions of a statement. */
import { PRESENT, UNKNOWN, type Context, type KeyValue } from '../evaluation/context';
import { MANY_TEXTS, memoize } from '../memoize';
import type { ConditionBlock } from '../statement';
import { parseTemplate, variablesOf, type Variable } from '../patterns/template';
import { not, type Truth } from '../evaluation/truth';
import type { AnyMatch } from './comparison';
import { findOperator, type ComparisonOperator, type ConditionOperator, type SetOperator } from './operators';

/** One operator on one key, such as `"StringEquals": { "aws:RequestedRegion": ["eu-central-1"] }`. */
export interface Condition {
  holds(context: Context): Truth;
  /** Equal for equal conditions. */
  readonly id: string;
  /** If `holds` returns null: the unknown keys that cause it, as written in the policy. */
  openKeys(context: Context): readonly string[];
}

/** Compiles a condition block into conditions that must all be true. */
export function compileConditions(block: ConditionBlock, variables: boolean): readonly Condition[] {
  return Object.entries(block).flatMap(([operator, keys]) =>
    Object.entries(keys).map(([key, value]) => {
      const written: Written = [operator, key, variables, ...valuesOf(value)];
      return compileWritten(JSON.stringify(written));
    }),
  );
}

type Written = readonly [operator: string, key: string, variables: boolean, ...values: string[]];

/** Memoized, because most statements have the same few conditions. */
const compileWritten = memoize((written: string): Condition => {
  const [operatorName, key, variables, ...values] = JSON.parse(written) as Written;
  const operator = findOperator(operatorName);
  if (operator === null) throw new Error(`invariant: unknown condition operator ${operatorName}`);
  return compileCondition(operator, key, values, variables, `${operatorName} ${key.toLowerCase()}`);
}, MANY_TEXTS);

/** The values of a key as text. IAM compares JSON booleans and numbers as text. */
function valuesOf(value: ConditionBlock[string][string]): readonly string[] {
  return Array.isArray(value) ? value.map(String) : [String(value)];
}

function compileCondition(
  operator: ConditionOperator,
  name: string,
  values: readonly string[],
  variables: boolean,
  label: string,
): Condition {
  const key = name.toLowerCase();
  const holds = operator.family === 'Null' ? absence(key, values) : comparing(operator, key, values, variables);
  const used =
    operator.family !== 'Null' && operator.comparison.variables && variables
      ? values.flatMap((value) => variablesOf(parseTemplate(value)))
      : [];
  return { holds, id: `${label} ${JSON.stringify(values)}`, openKeys: (context) => openKeys(name, used, context) };
}

/** The key if it is not known, otherwise the unknown variables, otherwise the key, whose result AWS does not document. */
function openKeys(name: string, variables: readonly Variable[], context: Context): readonly string[] {
  if (isOpen(context, name.toLowerCase())) return [name];
  const open = variables.filter(({ key }) => isOpen(context, key)).map((variable) => variable.name);
  return open.length > 0 ? open : [name];
}

function isOpen(context: Context, key: string): boolean {
  const value = context.value(key);
  return value === UNKNOWN || value === PRESENT;
}

/** `Null`: `true` requires the key to be absent, `false` requires it to be present. */
function absence(key: string, values: readonly string[]): Condition['holds'] {
  const expected = new Set(values.map((value) => value.toLowerCase()));
  const whenAbsent = expected.has('true');
  const whenPresent = expected.has('false');
  return (context) => {
    const known = context.value(key);
    if (known === UNKNOWN) return whenAbsent === whenPresent ? whenAbsent : null;
    if (known === undefined) return whenAbsent;
    // AWS calls a list of empty values a null dataset, but does not document whether `Null` treats it as absent.
    if (typeof known === 'object' && isNullDataset(known)) return whenAbsent === whenPresent ? whenAbsent : null;
    return whenPresent;
  };
}

function comparing(
  { comparison, negated, set, ifExists }: ComparisonOperator,
  key: string,
  values: readonly string[],
  variables: boolean,
): Condition['holds'] {
  const anyMatch = comparison.anyMatch(values, variables);
  const one: AnyMatch = negated ? (value, context) => not(anyMatch(value, context)) : anyMatch;
  const all = set === null ? singly(one) : overSet(set, one);
  const absent = withoutKey(negated, set, ifExists);
  return (context) => {
    const known = context.value(key);
    if (known === undefined) return absent;
    return known === UNKNOWN || known === PRESENT ? null : all(known, context);
  };
}

/** The result of a condition whose key is absent. */
function withoutKey(negated: boolean, set: SetOperator | null, ifExists: boolean): Truth {
  if (set === 'ForAllValues') return true;
  // Without the key, `IfExists` is true and `ForAnyValue` is false. AWS does not document the combination.
  if (set === 'ForAnyValue') return ifExists ? null : false;
  return negated || ifExists;
}

type OverValues = (known: KeyValue, context: Context) => Truth;

/** Without a set operator. AWS requires one for several values and does not document what happens without it. */
function singly(one: AnyMatch): OverValues {
  return (known, context) => {
    if (typeof known === 'string') return one(known, context);
    const [value, ...others] = known;
    return value === undefined || others.length > 0 ? null : one(value, context);
  };
}

function overSet(set: SetOperator, one: AnyMatch): OverValues {
  // `ForAnyValue` ends at the first true result, `ForAllValues` at the first false one.
  const settled = set === 'ForAnyValue';
  return (known, context) => {
    const values = typeof known === 'string' ? [known] : known;
    if (!settled && isNullDataset(values)) return true;
    let outcome: Truth = !settled;
    for (const value of values) {
      const answer = one(value, context);
      if (answer === settled) return settled;
      if (answer === null) outcome = null;
    }
    return outcome;
  };
}

function isNullDataset(values: readonly string[]): boolean {
  return values.every((value) => value === '');
}
