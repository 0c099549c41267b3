import { resourcesOf, type Resource, type TemplateJson } from '../support/synthesize';

/*
 * Mistakes in templates, for tests of the tests. Each fails if there is nothing to change.
 */

/** A statement that a test changes. */
export interface Statement {
  Sid?: string;
  Effect: string;
  Action?: string | string[];
  NotAction?: string | string[];
  Resource: unknown;
  Principal: unknown;
  Condition?: Record<string, Record<string, unknown>>;
}

/** A template that a test changes. */
export type Draft<T> = T extends object ? { -readonly [Key in keyof T]: Draft<T[Key]> } : T;

/** The only resource of a type, or of those the only one whose logical id begins so. */
export function only(
  template: TemplateJson,
  type: string,
  part = '',
): Draft<Resource> & { Properties: Record<string, unknown> } {
  const found = resourcesOf(template, type).filter(([id]) => id.startsWith(part));
  if (found.length !== 1 || found[0] === undefined) throw new Error(`${found.length} resources ${type} ${part}`);
  return found[0][1] as Draft<Resource> & { Properties: Record<string, unknown> };
}

/** By its `Sid`. */
export function statement(statements: Statement[], sid: string): Statement {
  const found = statements.find(({ Sid }) => Sid === sid);
  if (found === undefined) throw new Error(`no statement ${sid}`);
  return found;
}

export function condition(statements: Statement[], sid: string): Record<string, Record<string, unknown>> {
  const { Condition } = statement(statements, sid);
  if (Condition === undefined) throw new Error(`${sid} has no condition`);
  return Condition;
}

export function drop(statements: Statement[], sid: string): void {
  statements.splice(statements.indexOf(statement(statements, sid)), 1);
}

export function dropKey(statements: Statement[], sid: string, operator: string, key: string): void {
  const values = condition(statements, sid)[operator];
  if (values?.[key] === undefined) throw new Error(`${sid} has no ${operator} ${key}`);
  values[key] = undefined;
}

/** An allow for everybody to read, as somebody in a hurry would add it. */
export const OPEN: Statement = { Effect: 'Allow', Principal: '*', Action: 's3:*', Resource: '*' };
