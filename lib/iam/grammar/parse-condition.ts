/** Parses the `Condition` element of a statement. */
import { closest } from 'fastest-levenshtein';
import { findOperator, OPERATORS, type ConditionOperator } from '../conditions/operators';
import { below, isObject, quote, type JsonObject } from '../json';
import { parseTemplate, templateMistake, variablesOf } from '../patterns/template';
import type { ConditionBlock, ConditionValue } from '../statement';
import type { GrammarRule, PolicyProblem, ProblemCollector } from './policy-problems';

/** Key prefixes that need a slash and the key of a tag. */
const TAG_KEYS = ['aws:principaltag', 'aws:resourcetag', 'aws:requesttag'];

export function parseConditions(
  value: unknown,
  pointer: string,
  problems: ProblemCollector,
): ConditionBlock | undefined {
  if (value === undefined) return undefined;
  if (!isObject(value)) {
    const message = `the condition is ${quote(value)}`;
    problems.add({ rule: 'document-shape', pointer, message, allowed: 'an object of condition operators' });
    return undefined;
  }
  const block: Record<string, Record<string, ConditionValue>> = {};
  for (const [name, keys] of Object.entries(value)) {
    const here = below(pointer, name);
    if (!isObject(keys)) {
      const message = `the keys of \`${name}\` are ${quote(keys)}`;
      problems.add({ rule: 'document-shape', pointer: here, message, allowed: 'an object of condition keys' });
      continue;
    }
    const operator = findOperator(name);
    if (operator === null) problems.add(unknownOperator(name, keys, here));
    const parsed = parseKeys(keys, operator, here, problems);
    if (operator !== null) block[name] = parsed;
  }
  return block;
}

function unknownOperator(name: string, keys: JsonObject, pointer: string): PolicyProblem {
  const places = Object.keys(keys).map((key) => below(pointer, key));
  return {
    rule: 'operator-name',
    pointer,
    ...(places.length === 0 ? {} : { reportAt: places }),
    message: `${quote(name)} is not a condition operator`,
    allowed: allowedOperators(name),
  };
}

const OPERATORS_PAGE =
  'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html';

const OPERATOR_NAMES = [...OPERATORS.map(({ name }) => name), 'Null'];

/** Begins with the operator that is probably meant. */
function allowedOperators(name: string): string {
  const base = name
    .replace(/^.*:/, '')
    .replace(/IfExists$/i, '')
    .toLowerCase();
  const meant =
    OPERATOR_NAMES.find((operator) => operator.toLowerCase() === base) ?? closest(base.slice(0, 60), OPERATOR_NAMES);
  return `\`${meant}\` or another operator of ${OPERATORS_PAGE}; \`Null\` takes neither IfExists nor a set operator`;
}

/** `operator`: null if there is no such operator; then values are only checked for what all operators require. */
function parseKeys(
  keys: JsonObject,
  operator: ConditionOperator | null,
  pointer: string,
  problems: ProblemCollector,
): Record<string, ConditionValue> {
  const parsed: Record<string, ConditionValue> = {};
  const seen = new Map<string, string>();
  for (const [key, value] of Object.entries(keys)) {
    const here = below(pointer, key);
    const other = seen.get(key.toLowerCase());
    if (other !== undefined) {
      const message = `\`${key}\` and \`${other}\` are the same key: keys are not case-sensitive`;
      problems.add({ pointer: here, message, allowed: 'one of them' });
    }
    seen.set(key.toLowerCase(), key);
    checkKey(key, here, problems);
    parsed[key] = parseValues(value, operator, here, problems);
  }
  return parsed;
}

/**
 * Whether a text has the form of a condition key. Keys of OIDC providers begin with a host name and a path, such as
 * `accounts.google.com:aud`.
 */
export function isConditionKey(text: string): boolean {
  return /^[a-z0-9./-]+:\S.*$/i.test(text);
}

function checkKey(key: string, pointer: string, problems: ProblemCollector): void {
  const rule = 'dead-condition-key';
  if (!isConditionKey(key)) {
    const allowed = 'a prefix, a colon and a name, such as "aws:SourceIp"';
    problems.add({ rule, pointer, message: `${quote(key)} is not a condition key`, allowed });
  } else if (TAG_KEYS.includes(key.toLowerCase()))
    problems.add({
      rule,
      pointer,
      message: `\`${key}\` does not name a tag`,
      allowed: `\`${key}/\` and the key of a tag`,
    });
}

function parseValues(
  value: unknown,
  operator: ConditionOperator | null,
  pointer: string,
  problems: ProblemCollector,
): ConditionValue {
  const listed = Array.isArray(value);
  const given: readonly unknown[] = listed ? value : [value];
  if (given.length === 0)
    problems.add({
      rule: 'empty-list',
      pointer,
      message: 'the list of values is empty',
      allowed: 'at least one value',
    });
  const values: (string | number | boolean)[] = [];
  let areScalars = true;
  for (const [index, one] of given.entries()) {
    const here = listed ? below(pointer, index) : pointer;
    if (typeof one !== 'string' && typeof one !== 'number' && typeof one !== 'boolean') {
      problems.add({
        rule: 'document-shape',
        pointer: here,
        reportAt: areScalars ? [pointer] : [],
        message: `${quote(one)} is not a value`,
        allowed: 'a string, a number, true or false, or a list of them',
      });
      areScalars = false;
      continue;
    }
    const mistake = findValueMistake(String(one), operator);
    if (mistake !== null)
      problems.add({ rule: mistake.rule, pointer: here, message: `${quote(one)} cannot be compared: ${mistake.why}` });
    values.push(one);
  }
  const [only] = values;
  return listed || only === undefined ? values : only;
}

interface ValueMistake {
  readonly rule: GrammarRule;
  readonly why: string;
}

/** The rules that report a value which an operator of the family cannot compare. */
const VALUE_RULES: Partial<Record<ConditionOperator['family'], GrammarRule>> = {
  Bool: 'value-type',
  Numeric: 'value-type',
  Date: 'date-value',
  IpAddress: 'ip-value',
};

function findValueMistake(value: string, operator: ConditionOperator | null): ValueMistake | null {
  if (operator === null) return findTemplateMistake(value);
  if (operator.family === 'Null') {
    if (/^(?:true|false)$/i.test(value)) return null;
    return { rule: 'value-type', why: '`Null` accepts only "true" or "false"' };
  }
  const { comparison, name, family } = operator;
  if (variablesOf(parseTemplate(value)).length > 0 && !comparison.variables)
    return { rule: 'policy-grammar', why: `\`${name}\` does not accept policy variables` };
  const why = variablesOf(parseTemplate(value)).length > 0 ? null : comparison.mistake(value);
  if (why !== null) return { rule: VALUE_RULES[family] ?? 'policy-grammar', why };
  return comparison.variables ? findTemplateMistake(value) : null;
}

function findTemplateMistake(value: string): ValueMistake | null {
  const mistake = templateMistake(value);
  return mistake === null ? null : { rule: 'unknown-variable', why: `it contains ${mistake}` };
}
