/**
 * A second, short implementation of the policy language, against which the algebra is checked. It supports only the
 * policies that `arbitraries.ts` generates.
 */
import type { CompilableDocument } from '../../../../lib/iam/evaluation/compile';
import type { Chain } from '../../../../lib/iam/algebra/chain';
import type { AlgebraRequest } from '../../../../lib/iam/algebra/axis';
import type { Statement } from '../../../../lib/iam/statement';

export function isPermitted(chain: Chain, request: AlgebraRequest): boolean {
  const denied = chain.flat().some((document) => applies('Deny', document, request));
  return !denied && chain.every((level) => level.some((document) => applies('Allow', document, request)));
}

function applies(effect: Statement['Effect'], { Statement }: CompilableDocument, request: AlgebraRequest): boolean {
  return Statement.some((statement) => statement.Effect === effect && matches(statement, request));
}

function matches(statement: Statement, request: AlgebraRequest): boolean {
  const action = request.action.toLowerCase();
  const named = [statement.Action ?? statement.NotAction ?? []].flat().some((each) => like(each.toLowerCase(), action));
  if (named !== (statement.Action !== undefined)) return false;
  const touched = [statement.Resource ?? statement.NotResource ?? []]
    .flat()
    .some((each) => isResource(each, request.resource));
  if (touched !== (statement.Resource !== undefined)) return false;
  return Object.entries(statement.Condition ?? {}).every(([operator, keys]) =>
    Object.entries(keys).every(([key, value]) => holds(operator, key, [value].flat().map(String), request)),
  );
}

function isResource(pattern: string, resource: string): boolean {
  return pattern === '*' || likeByParts(pattern, resource);
}

function holds(operator: string, key: string, values: readonly string[], request: AlgebraRequest): boolean {
  const given = lookUp(key, request);
  if (operator === 'Null') return values.includes(String(given.length === 0));
  if (operator.startsWith('ForAllValues:'))
    return given.every((one) => passes(operator.slice(13), one, values, request));
  if (operator.startsWith('ForAnyValue:')) return given.some((one) => passes(operator.slice(12), one, values, request));
  const [value] = given;
  if (value === undefined) return operator.includes('Not') || operator.endsWith('IfExists');
  return passes(operator.replace('IfExists', ''), value, values, request);
}

function lookUp(key: string, { context }: AlgebraRequest): readonly string[] {
  const found = Object.entries(context).find(([name]) => name.toLowerCase() === key.toLowerCase())?.[1] ?? [];
  if (key.toLowerCase() !== 'aws:epochtime') return [found].flat();
  return lookUp('aws:CurrentTime', { action: '', resource: '', context }).map((time) =>
    String(Date.parse(time) / 1000),
  );
}

/** One value of a request against the values of a policy. */
function passes(operator: string, value: string, values: readonly string[], request: AlgebraRequest): boolean {
  const any = values.some((expected) => compare(operator.replace('Not', ''), value, expected, request));
  return any !== operator.includes('Not');
}

function compare(operator: string, value: string, expected: string, request: AlgebraRequest): boolean {
  const variable = /^\$\{([^*?$]+)\}$/.exec(expected)?.[1];
  if (variable !== undefined) return lookUp(variable, request)[0] === value;
  switch (operator) {
    case 'StringEquals':
      return value === expected;
    case 'StringEqualsIgnoreCase':
    case 'Bool':
      return value.toLowerCase() === expected.toLowerCase();
    case 'StringLike':
      return like(expected, value);
    case 'ArnLike':
    case 'ArnEquals':
      return likeByParts(expected, value);
    case 'IpAddress':
      return inRange(value, expected);
    default:
      return inOrder(operator, value, expected);
  }
}

function inOrder(operator: string, value: string, expected: string): boolean {
  const [a, b] = [value, expected].map((text) => (operator.startsWith('Date') ? Date.parse(text) : Number(text)));
  if (a === undefined || b === undefined) return false;
  switch (operator.replace(/^(?:Date|Numeric)/, '')) {
    case 'Equals':
      return a === b;
    case 'LessThan':
      return a < b;
    case 'LessThanEquals':
      return a <= b;
    case 'GreaterThan':
      return a > b;
    case 'GreaterThanEquals':
      return a >= b;
    default:
      throw new Error(`unknown operator ${operator}`);
  }
}

function inRange(address: string, range: string): boolean {
  const [network = '', length = ''] = range.split('/');
  if (network.includes(':') !== address.includes(':')) return false;
  return bits(address).startsWith(bits(network).slice(0, Number(length)));
}

function bits(address: string): string {
  if (!address.includes(':'))
    return address
      .split('.')
      .map((byte) => Number(byte).toString(2).padStart(8, '0'))
      .join('');
  const [head = [], tail] = address.split('::').map((half) => half.split(':').filter((group) => group !== ''));
  const missing = 8 - head.length - (tail?.length ?? 0);
  const groups = [...head, ...new Array<string>(missing).fill('0'), ...(tail ?? [])];
  return groups.map((group) => parseInt(group, 16).toString(2).padStart(16, '0')).join('');
}

function likeByParts(pattern: string, text: string): boolean {
  const [patterns, texts] = [pattern, text].map((each) => each.split(':'));
  if (patterns === undefined || texts === undefined || texts.length < 6 || texts[0] !== 'arn') return false;
  const heads = patterns.slice(0, 5).every((part, index) => like(part, texts[index] ?? ''));
  return heads && like(patterns.slice(5).join(':'), texts.slice(5).join(':'));
}

function like(pattern: string, text: string): boolean {
  if (pattern === '') return text === '';
  if (pattern.startsWith('*')) return like(pattern.slice(1), text) || (text !== '' && like(pattern, text.slice(1)));
  return text !== '' && (pattern.startsWith('?') || pattern[0] === text[0]) && like(pattern.slice(1), text.slice(1));
}
