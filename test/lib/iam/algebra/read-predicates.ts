import type { AlgebraRequest } from '../../../../lib/iam/algebra/axis';
import type { Predicate } from '../../../../lib/iam/algebra/predicates';

/** Whether all of some predicates are true for a request, as a person reads them, without cells and clauses. */
export function read(
  predicates: readonly Pick<Predicate, 'key' | 'operator' | 'values'>[],
  request: AlgebraRequest,
): boolean {
  return predicates.every((predicate) => holds(predicate, request));
}

function holds(
  { key, operator, values }: Pick<Predicate, 'key' | 'operator' | 'values'>,
  request: AlgebraRequest,
): boolean {
  const given = lookUp(key.replace(/^For(?:Any|All)Values?:/, ''), request);
  if (key.startsWith('ForAllValues:')) return given.every((value) => passes(operator, value, values));
  if (key.startsWith('ForAnyValue:')) return given.some((value) => passes(operator, value, values));
  const [value] = given;
  if (operator === 'absent' || operator === 'present') return (value === undefined) === (operator === 'absent');
  // An absent value is different from every value.
  if (value === undefined) return operator === 'isNot' || operator === 'notMatches' || operator === 'outside';
  return passes(operator, value, values);
}

function lookUp(key: string, { resource, context }: AlgebraRequest): readonly string[] {
  if (key === 'resource') return [resource];
  const found = Object.entries(context).find(([name]) => name.toLowerCase() === key.toLowerCase());
  return [found?.[1] ?? []].flat();
}

function passes(operator: Predicate['operator'], value: string, values: readonly string[]): boolean {
  const [first = ''] = values;
  switch (operator) {
    case 'is':
      return values.some((each) => sameAs(each, value));
    case 'isNot':
      return !values.some((each) => sameAs(each, value));
    case 'matches':
      return values.some((each) => glob(each).test(value));
    case 'notMatches':
      return !values.some((each) => glob(each).test(value));
    case 'before':
      return quantity(value) < quantity(first);
    case 'after':
      return quantity(value) >= quantity(first);
    case 'inside':
      return values.some((each) => isWithin(value, each));
    case 'outside':
      return !values.some((each) => isWithin(value, each));
    case 'absent':
    case 'present':
      throw new Error(`${operator} does not compare values`);
  }
}

/** `7` is equal to `7.0`. */
function sameAs(expected: string, value: string): boolean {
  return expected === value || (expected.trim() !== '' && Number(expected) === Number(value));
}

function quantity(text: string): number {
  return text.includes('T') ? Date.parse(text) : Number(text);
}

function glob(pattern: string): RegExp {
  const source = pattern
    .replace(/[.+^${}()|[\]\\/]/g, '\\$&')
    .replaceAll('*', '[^]*')
    .replaceAll('?', '[^]');
  return new RegExp(`^${source}$`);
}

function isWithin(address: string, network: string): boolean {
  const [first = '', length = '0'] = network.split('/');
  if (first.includes(':') !== address.includes(':')) return false;
  return bits(address).slice(0, Number(length)) === bits(first).slice(0, Number(length));
}

function bits(address: string): string {
  const isShort = !address.includes(':');
  if (isShort)
    return address
      .split('.')
      .map((byte) => binary(Number(byte), 8))
      .join('');
  const [head = '', tail = ''] = address.split('::');
  const [left, right] = [head, tail].map((half) => (half === '' ? [] : half.split(':'))) as [string[], string[]];
  const zeros = address.includes('::') ? new Array<string>(8 - left.length - right.length).fill('0') : [];
  return [...left, ...zeros, ...right].map((group) => binary(parseInt(group, 16), 16)).join('');
}

function binary(value: number, length: number): string {
  return value.toString(2).padStart(length, '0');
}
