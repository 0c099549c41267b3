import { NormalizedSchema } from '@smithy/core/schema';
import * as account from '@aws-sdk/client-account';
import * as ec2 from '@aws-sdk/client-ec2';
import * as iam from '@aws-sdk/client-iam';
import * as kms from '@aws-sdk/client-kms';

/** What the SDK knows of services, by the names that Step Functions has for them. */
const SERVICES: Readonly<Record<string, Readonly<Record<string, unknown>>>> = { account, ec2, iam, kms };

/** The shape of something that is sent or answered. */
export type Shape = NormalizedSchema;

export interface OperationShapes {
  readonly input: Shape;
  readonly output: Shape;
}

/** Undefined: the service has no such operation. @param operation such as `ec2:describeVpcs` */
export function operationShapes(operation: string): OperationShapes | undefined {
  const [service = '', name = ''] = operation.split(':');
  const schema = SERVICES[service]?.[`${name.charAt(0).toUpperCase()}${name.slice(1)}$`];
  // An operation's schema ends in its input and its output.
  if (!Array.isArray(schema)) return undefined;
  const [input, output] = (schema as unknown[]).slice(-2).map((shape) => NormalizedSchema.of(shape as never));
  if (input === undefined || output === undefined) return undefined;
  return { input, output };
}

/** Whether the service has an error of this name, in capitals or not: `KMSInternalException` is `KmsInternalException` in Java. */
export function hasError(service: string, name: string): boolean {
  const known = Object.entries(SERVICES[service.toLowerCase()] ?? {});
  return known.some(([one, value]) => typeof value === 'function' && one.toLowerCase() === name.toLowerCase());
}

/** The names of members without which a structure is refused: the first ones, as many as its schema says. */
export function requiredMembers(shape: Shape): readonly string[] {
  const schema = shape.getSchema() as unknown as readonly unknown[];
  const count = typeof schema[6] === 'number' ? schema[6] : 0;
  return (schema[4] as readonly string[]).slice(0, count);
}

/** What is wrong with a value for a shape. A field whose name ends in `.$` is filled in later: a list, or something single. */
export function faultsOfValue(value: unknown, shape: Shape, at = ''): readonly string[] {
  if (shape.isUnitSchema()) return Object.keys(value as object).map((name) => `${at}.${name} is not known`);
  if (shape.isStructSchema()) return faultsOfFields(value as Readonly<Record<string, unknown>>, shape, at);
  if (shape.isListSchema()) {
    if (!Array.isArray(value)) return [`${at} is no list`];
    return value.flatMap((one, index) => faultsOfValue(one, shape.getValueSchema(), `${at}[${index}]`));
  }
  const isRight =
    (shape.isStringSchema() && typeof value === 'string') ||
    (shape.isNumericSchema() && typeof value === 'number') ||
    (shape.isBooleanSchema() && typeof value === 'boolean');
  return isRight ? [] : [`${at} is of another type`];
}

function faultsOfFields(fields: Readonly<Record<string, unknown>>, shape: Shape, at: string): readonly string[] {
  const members = new Map<string, Shape>(shape.structIterator());
  const names = Object.keys(fields).map((name) => name.replace(/\.\$$/, ''));
  const missing = requiredMembers(shape).filter((name) => !names.includes(name));
  return [
    ...missing.map((name) => `${at}.${name} is missing`),
    ...Object.entries(fields).flatMap(([name, value]) => {
      const path = `${at}.${name}`;
      const member = members.get(name.replace(/\.\$$/, ''));
      if (member === undefined) return [`${path} is not known`];
      if (!name.endsWith('.$')) return faultsOfValue(value, member, path);
      return /\bStates\.Array\(/.test(String(value)) && !member.isListSchema() ? [`${path} is no list`] : [];
    }),
  ];
}

/** Whether an answer of the shape has what a path names, such as `$.Vpcs[*].VpcId`. */
export function hasPath(shape: Shape, path: string): boolean {
  const { everywhere } = /^\$\.\.(?<everywhere>\w+)$/.exec(path)?.groups ?? {};
  if (everywhere !== undefined) return memberOf(shape, everywhere) !== undefined;
  let current: Shape | undefined = shape;
  for (const [, name, filter] of path.slice(1).matchAll(/\.(\w+)|\[(?:\*|\?\(@\.(\w+)[^)]*\)|\d+)\]/g)) {
    if (current === undefined) return false;
    if (name !== undefined) current = memberOf(current, name);
    else if (!current.isListSchema()) return false;
    else {
      current = current.getValueSchema();
      if (filter !== undefined && memberOf(current, filter) === undefined) return false;
    }
  }
  return current !== undefined;
}

function memberOf(shape: Shape, name: string): Shape | undefined {
  return shape.isStructSchema() ? new Map<string, Shape>(shape.structIterator()).get(name) : undefined;
}
