import { findOperator, OPERATORS, type ConditionOperator } from '../conditions/operators';
import type { ConditionBlock, ConditionValue } from '../statement';
import { parseTemplate, templateMistake, variablesOf } from '../patterns/template';
import { below, isObject, quote, type Complaints, type JsonObject } from './complaints';

/** Keys that are nothing without the key of a tag behind a slash. */
const OF_TAGS = ['aws:principaltag', 'aws:resourcetag', 'aws:requesttag'];

export function parseConditions(value: unknown, at: string, complaints: Complaints): ConditionBlock | undefined {
  if (value === undefined) return undefined;
  if (!isObject(value)) {
    complaints.add(at, `the condition is ${quote(value)}`, 'an object of operators');
    return undefined;
  }
  const block: Record<string, Record<string, ConditionValue>> = {};
  for (const [name, keys] of Object.entries(value)) {
    const operator = findOperator(name);
    if (operator === null)
      complaints.add(below(at, name), `${quote(name)} is no condition operator`, allowedOperators(name));
    else if (!isObject(keys))
      complaints.add(below(at, name), `the keys of \`${name}\` are ${quote(keys)}`, 'an object of condition keys');
    else block[name] = parseKeys(keys, operator, below(at, name), complaints);
  }
  return block;
}

/** The operator of another spelling, or all of them. */
function allowedOperators(name: string): string {
  const base = name
    .replace(/^.*:/, '')
    .replace(/IfExists$/i, '')
    .toLowerCase();
  const meant = OPERATORS.find((operator) => operator.name.toLowerCase() === base);
  const names = meant === undefined ? OPERATORS.map((operator) => operator.name).join(', ') : `\`${meant.name}\``;
  return `${names}, with IfExists behind it or ForAllValues: or ForAnyValue: before it; or Null alone`;
}

function parseKeys(
  keys: JsonObject,
  operator: ConditionOperator,
  at: string,
  complaints: Complaints,
): Record<string, ConditionValue> {
  const parsed: Record<string, ConditionValue> = {};
  const seen = new Map<string, string>();
  for (const [key, value] of Object.entries(keys)) {
    const here = below(at, key);
    const other = seen.get(key.toLowerCase());
    if (other !== undefined)
      complaints.add(here, `\`${key}\` and \`${other}\` are one key: case does not count`, 'one of them');
    seen.set(key.toLowerCase(), key);
    if (!/^[a-z0-9-]+:\S.*$/i.test(key))
      complaints.add(here, `${quote(key)} is no condition key`, 'a prefix, a colon and a name, such as "aws:SourceIp"');
    else if (OF_TAGS.includes(key.toLowerCase()))
      complaints.add(here, `\`${key}\` names no tag`, `\`${key}/\` and the key of a tag`);
    parsed[key] = parseValues(value, operator, here, complaints);
  }
  return parsed;
}

function parseValues(value: unknown, operator: ConditionOperator, at: string, complaints: Complaints): ConditionValue {
  const listed = Array.isArray(value);
  const given: readonly unknown[] = listed ? value : [value];
  if (given.length === 0) complaints.add(at, 'the list of values is empty', 'at least one value');
  const values: (string | number | boolean)[] = [];
  for (const [index, one] of given.entries()) {
    const here = listed ? below(at, index) : at;
    if (typeof one !== 'string' && typeof one !== 'number' && typeof one !== 'boolean') {
      complaints.add(
        here,
        `${quote(one)} stands where a value should`,
        'text, a number, true or false, or a list of them',
      );
      continue;
    }
    const mistake = valueMistake(String(one), operator);
    if (mistake !== null) complaints.add(here, `${quote(one)} cannot be compared: ${mistake}`);
    values.push(one);
  }
  const [only] = values;
  return listed || only === undefined ? values : only;
}

function valueMistake(value: string, operator: ConditionOperator): string | null {
  if (operator.family === 'Null') return /^(?:true|false)$/i.test(value) ? null : '`Null` takes "true" or "false"';
  const { comparison, name } = operator;
  if (variablesOf(parseTemplate(value)).length === 0)
    return comparison.mistake(value) ?? templateMistakeOf(value, comparison.variables);
  return comparison.variables ? templateMistakeOf(value, true) : `\`${name}\` takes no policy variables`;
}

function templateMistakeOf(value: string, variables: boolean): string | null {
  const mistake = variables ? templateMistake(value) : null;
  return mistake === null ? null : `it holds ${mistake}`;
}
