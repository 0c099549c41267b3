import { PRESENT, UNKNOWN, type Context, type KeyValue } from '../evaluation/context';
import { MANY_TEXTS, memoize } from '../memoize';
import type { ConditionBlock } from '../statement';
import { parseTemplate, variablesOf, type Variable } from '../patterns/template';
import { not, type Truth } from '../evaluation/truth';
import type { AnyMatch } from './comparison';
import { findOperator, type ComparisonOperator, type ConditionOperator, type SetOperator } from './operators';

/** One operator over one key, such as `"StringEquals": { "aws:RequestedRegion": ["eu-central-1"] }`. */
export interface Condition {
  holds(context: Context): Truth;
  /** Equal for conditions that say the same. */
  readonly id: string;
  /** The keys, as they are written, of which a lack of knowledge keeps this from being told. */
  openKeys(context: Context): readonly string[];
}

/** A condition block, as conditions that must all hold. */
export function compileConditions(block: ConditionBlock, variables: boolean): readonly Condition[] {
  return Object.entries(block).flatMap(([operator, keys]) =>
    Object.entries(keys).map(([key, value]) => {
      const written: Written = [operator, key, variables, ...valuesOf(value)];
      return compileWritten(JSON.stringify(written));
    }),
  );
}

type Written = readonly [operator: string, key: string, variables: boolean, ...values: string[]];

/** The same few conditions stand in most statements. */
const compileWritten = memoize((written: string): Condition => {
  const [operatorName, key, variables, ...values] = JSON.parse(written) as Written;
  const operator = findOperator(operatorName);
  if (operator === null) throw new Error(`no condition operator is called ${operatorName}`);
  return compileCondition(operator, key, values, variables, `${operatorName} ${key.toLowerCase()}`);
}, MANY_TEXTS);

/** The values of a key as text: IAM takes JSON's booleans and numbers for what they look like. */
export function valuesOf(value: ConditionBlock[string][string]): readonly string[] {
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

/** The key itself when it is open, or else the variables that are; a known key that AWS leaves unclear counts as open. */
function openKeys(name: string, variables: readonly Variable[], context: Context): readonly string[] {
  if (isOpen(context, name.toLowerCase())) return [name];
  const open = variables.filter(({ key }) => isOpen(context, key)).map((variable) => variable.name);
  return open.length > 0 ? open : [name];
}

function isOpen(context: Context, key: string): boolean {
  const value = context.value(key);
  return value === UNKNOWN || value === PRESENT;
}

/** `Null`: `true` asks that the key is absent, `false` that it is there. */
function absence(key: string, values: readonly string[]): Condition['holds'] {
  const asked = new Set(values.map((value) => value.toLowerCase()));
  const whenAbsent = asked.has('true');
  const whenPresent = asked.has('false');
  return (context) => {
    const known = context.value(key);
    if (known === UNKNOWN) return whenAbsent === whenPresent ? whenAbsent : null;
    if (known === undefined) return whenAbsent;
    // AWS: a list of empty values is a null dataset. Whether that is what `Null` asks for, it does not say.
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

/** What a condition is worth when its key is absent. */
function withoutKey(negated: boolean, set: SetOperator | null, ifExists: boolean): Truth {
  if (set === 'ForAllValues') return true;
  // AWS: `IfExists` holds without the key, `ForAnyValue` does not. Which of them wins, it does not say.
  if (set === 'ForAnyValue') return ifExists ? null : false;
  return negated || ifExists;
}

type OverValues = (known: KeyValue, context: Context) => Truth;

/** Without a set operator. AWS demands one for several values and does not say what happens without. */
function singly(one: AnyMatch): OverValues {
  return (known, context) => {
    if (typeof known === 'string') return one(known, context);
    const [value, ...others] = known;
    return value === undefined || others.length > 0 ? null : one(value, context);
  };
}

function overSet(set: SetOperator, one: AnyMatch): OverValues {
  // For all: until one does not; for any: until one does.
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
