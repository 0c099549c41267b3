/**
 * Splits statements into clauses. Each clause is about one key (or the resource), and all clauses must be true.
 *
 * The meaning of a clause is defined in `lib/iam/conditions`, which the evaluator also uses. If AWS's documentation leaves
 * the result open, or the algebra has no value classes, a value becomes opaque: a Boolean that is known only by its name.
 * Equal names mean equal results. So "no difference" is still a proof, and a difference that depends on the Boolean is
 * undecided.
 */
import { readDate } from '../conditions/date';
import { CURRENT_TIME, EPOCH_TIME } from '../conditions/time-keys';
import { findOperator, takesWildcards, type Operator, type SetOperator } from '../conditions/operators';
import { readNumber } from '../conditions/numeric';
import { readRange } from '../conditions/ip-address';
import { arnParts, escapeGlob } from '../patterns/glob';
import type { ConditionValue, OneOrMany, Statement } from '../statement';
import { fixedPieces, HOLE, parseTemplate, patternOf, plainTemplate, textOf } from '../patterns/template';
import type { Template } from '../patterns/template';
import type { RangeValue } from './address-classes';
import type { QuantityValue } from './number-classes';
import { textValue } from './text-classes';
import type { TextValue } from './text-classes';

/** A value that is compared with the key's value only, not with other parts of the request. */
export type PlainValue = TextValue | QuantityValue | RangeValue;

/** `${other}` alone: the key equals another key. */
interface EqualValue {
  readonly kind: 'equal';
  readonly other: string;
  readonly name: string;
}

/** A comparison that is known only by its name. */
interface OpaqueValue {
  readonly kind: 'opaque';
  readonly id: string;
  readonly reason: string;
  /** Only texts that match this pattern can match. */
  readonly within?: TextValue;
}

export type Value = PlainValue | EqualValue | OpaqueValue;

/** One operator over one key. */
export interface ComparisonClause {
  readonly kind: 'comparing';
  /** In lower case; `resource` for the resource. */
  readonly key: string;
  /** The key as written in the policy. */
  readonly name: string;
  readonly set: SetOperator | null;
  readonly negated: boolean;
  readonly ifExists: boolean;
  readonly values: readonly Value[];
  /** Equal for clauses with the same meaning. */
  readonly id: string;
}

/** `Null`. */
export interface PresenceClause {
  readonly kind: 'presence';
  readonly key: string;
  readonly name: string;
  readonly whenAbsent: boolean;
  readonly whenPresent: boolean;
}

export type Clause = ComparisonClause | PresenceClause | OpaqueValue;

export const RESOURCE = 'resource';

/** The clauses of a statement, without its actions. `variables`: whether the document's version supports `${…}`. */
export function clausesOf(statement: Statement, variables: boolean): readonly Clause[] {
  return [
    ...principalClauses(statement),
    ...resourceClauses(statement, variables),
    ...conditionClauses(statement.Condition ?? {}, variables),
  ];
}

export function conditionClauses(block: NonNullable<Statement['Condition']>, variables: boolean): readonly Clause[] {
  return Object.entries(block).flatMap(([operator, keys]) =>
    Object.entries(keys).map(([name, value]) => conditionClause(operator, name, value, variables)),
  );
}

function principalClauses({ Principal }: Statement): readonly Clause[] {
  if (Principal === undefined || Principal === '*') return [];
  const id = `Principal ${JSON.stringify(Principal)}`;
  return [{ kind: 'opaque', id, reason: 'organization policies accept only the principal `*`' }];
}

function resourceClauses({ Resource, NotResource }: Statement, variables: boolean): readonly Clause[] {
  const patterns = listOf(Resource ?? NotResource ?? '*');
  const negated = NotResource !== undefined && Resource === undefined;
  if (!negated && patterns.includes('*')) return [];
  const values = patterns.map((pattern) => resourceValue(pattern, variables));
  const id = idOf(variables, RESOURCE, JSON.stringify([negated, patterns]));
  return [{ kind: 'comparing', key: RESOURCE, name: RESOURCE, set: null, negated, ifExists: false, values, id }];
}

/**
 * The pattern, compared part by part. AWS's page is not clear about `*` matching a colon; this is the project's
 * interpretation (see the dialect). Patterns that it does not cover are opaque.
 */
function resourceValue(text: string, variables: boolean): Value {
  const template = templateOf(text, variables);
  const pieces = fixedPieces(template);
  const opaque = (reason: string): OpaqueValue => ({ kind: 'opaque', id: idOf(variables, RESOURCE, text), reason });
  if (pieces === null)
    return { ...opaque('a resource with a policy variable'), within: textValue('glob', hullOf(template)) };
  const pattern = patternOf(pieces);
  const parts = pattern.split(':');
  if (/^\*+$/.test(pattern)) return textValue('glob', '*');
  const whole = parts.length >= 6 || (parts.length > 1 && pattern.endsWith('*'));
  if (!whole || parts[0] !== 'arn')
    return opaque('AWS does not document what a resource with fewer than six parts matches');
  return textValue('arn', pattern);
}

function conditionClause(operatorName: string, name: string, value: ConditionValue, variables: boolean): Clause {
  const operator = findOperator(operatorName);
  const texts = (Array.isArray(value) ? value : [value]).map(String);
  const id = idOf(variables, operatorName, name.toLowerCase(), JSON.stringify(texts));
  if (operator === null) return { kind: 'opaque', id, reason: `\`${operatorName}\` is not a condition operator` };
  const [key, shown] =
    name.toLowerCase() === EPOCH_TIME ? [CURRENT_TIME, 'aws:CurrentTime'] : [name.toLowerCase(), name];
  if (operator.family === 'Null') return presenceClause(key, shown, texts);
  if (operator.set === 'ForAnyValue' && operator.ifExists)
    return { kind: 'opaque', id, reason: 'AWS does not document what IfExists means with ForAnyValue' };
  const reader = readerOf(operator, name.toLowerCase(), variables);
  return {
    kind: 'comparing',
    key,
    name: shown,
    set: operator.set,
    negated: operator.negated,
    ifExists: operator.ifExists,
    values: texts.map(reader),
    id,
  };
}

function presenceClause(key: string, name: string, texts: readonly string[]): PresenceClause {
  const values = new Set(texts.map((text) => text.toLowerCase()));
  return { kind: 'presence', key, name, whenAbsent: values.has('true'), whenPresent: values.has('false') };
}

/** Reads the values of one operator over one key. */
function readerOf(operator: Operator, key: string, variables: boolean): (text: string) => Value {
  const base = operator.name.replace('Not', '').replace('ArnEquals', 'ArnLike');
  const opaque = (text: string, reason: string): OpaqueValue => ({
    kind: 'opaque',
    id: idOf(variables, base, key, text),
    reason,
  });
  return (text) => {
    const template = templateOf(text, variables && operator.comparison.variables);
    const pieces = fixedPieces(template);
    if (pieces === null) {
      const within =
        operator.family === 'String' || operator.family === 'Arn' ? hullValue(operator, template) : undefined;
      return equalValue(operator, template) ?? { ...opaque(text, 'a value with a policy variable'), within };
    }
    const mistake = operator.comparison.mistake(text);
    if (mistake !== null) return opaque(text, mistake);
    const plain = plainValue(operator, key, textOf(pieces), patternOf(pieces));
    const unclear =
      operator.family === 'Arn' ? 'AWS does not document what an ARN with fewer than six parts matches' : null;
    return plain ?? opaque(text, unclear ?? `${operator.name} on a key of another type`);
  };
}

/** Everything that a value with variables could match. The value of a variable may contain colons. */
function hullValue(operator: Operator, template: Template): TextValue {
  const wildcards = takesWildcards(operator);
  const mode = operator.name.endsWith('IgnoreCase') ? 'ignoring case' : 'glob';
  return textValue(
    mode,
    hullOf(wildcards ? template : template.map((part) => ('text' in part ? { ...part, wild: false } : part))),
  );
}

function hullOf(template: Template): string {
  return patternOf(template.map((part) => ('text' in part ? part : HOLE)));
}

/**
 * A single variable compared as text makes two keys equal. Wildcards in the value of the variable have no meaning, because
 * the policy's author did not write them.
 */
function equalValue({ name }: Operator, template: Template): EqualValue | undefined {
  const [variable, ...others] = template;
  if (variable === undefined || others.length > 0 || !('key' in variable) || variable.fallback !== null)
    return undefined;
  if (!/^String(?:Not)?(?:Equals|Like)$/.test(name)) return undefined;
  return { kind: 'equal', other: variable.key, name: variable.name };
}

function plainValue(operator: Operator, key: string, text: string, pattern: string): PlainValue | undefined {
  switch (operator.family) {
    case 'String':
      if (operator.name.endsWith('IgnoreCase')) return textValue('ignoring case', escapeGlob(text));
      return textValue('glob', operator.name.endsWith('Like') ? pattern : escapeGlob(text));
    case 'Arn':
      return arnParts(pattern).length < 6 ? undefined : textValue('arn', pattern);
    case 'Bool':
      return textValue('ignoring case', escapeGlob(text));
    case 'Binary':
      return textValue('glob', escapeGlob(text));
    case 'IpAddress': {
      const range = readRange(text);
      return range === null ? undefined : { kind: 'address', id: JSON.stringify(range), range };
    }
    case 'Numeric':
    case 'Date':
      return quantityValue(operator, key, text);
  }
}

const EQUALLY = (a: number, b: number): boolean => a === b;

const ORDERINGS: Readonly<Record<string, QuantityValue['passes']>> = {
  Equals: EQUALLY,
  NotEquals: EQUALLY,
  LessThan: (a, b) => a < b,
  LessThanEquals: (a, b) => a <= b,
  GreaterThan: (a, b) => a > b,
  GreaterThanEquals: (a, b) => a >= b,
};

/** A bound on the number line. The current time is one key with two names, so seconds are converted to dates. */
function quantityValue({ family, name }: Operator, key: string, text: string): QuantityValue | undefined {
  const number = family === 'Numeric' ? readNumber(text) : readDate(text);
  const ordering = name.slice(family.length);
  const passes = ORDERINGS[ordering];
  if (number === null || passes === undefined) return undefined;
  const seconds = family === 'Numeric' && key === EPOCH_TIME;
  if (family === 'Numeric' && key === CURRENT_TIME) return undefined;
  const bound = seconds ? number * 1000 : number;
  const kind = family === 'Numeric' && !seconds ? 'number' : 'date';
  return { kind, id: `${ordering.replace('Not', '')} ${bound}`, bound, passes };
}

/** The same text has another meaning in a document without policy variables. */
function idOf(variables: boolean, ...texts: readonly string[]): string {
  return [...texts, ...(variables ? [] : ['without variables'])].join(' ');
}

function templateOf(text: string, variables: boolean): Template {
  return variables ? parseTemplate(text) : plainTemplate(text);
}

function listOf(value: OneOrMany): readonly string[] {
  return typeof value === 'string' ? [value] : value;
}
