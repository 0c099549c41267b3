/** An error with a name, as states report them. */
export class StateError extends Error {
  readonly error: string;
  override readonly cause: string;

  constructor(error: string, cause: string) {
    super(`${error}: ${cause}`);
    this.error = error;
    this.cause = cause;
  }
}

/** What no state can catch: https://docs.aws.amazon.com/step-functions/latest/dg/concepts-error-handling.html */
export const RUNTIME = 'States.Runtime';

export type Json = unknown;

/** What paths may refer to: `$` and `$$`. */
export interface Scope {
  readonly input: Json;
  readonly context: Json;
}

const TOKEN =
  /^(?:\.(?<name>\w+)|\[(?<index>\d+)\]|(?<all>\[\*\])|\[\?\(@\.(?<field>\w+) == (?<wanted>true|false)\)\])/;

/** All values at a path. Several only if it has a `[*]` or a filter. */
function valuesAt(
  path: string,
  { input, context }: Scope,
): { readonly values: readonly Json[]; readonly isList: boolean } {
  const { everywhere } = /^\$\.\.(?<everywhere>\w+)$/.exec(path)?.groups ?? {};
  if (everywhere !== undefined) return { values: findEverywhere(input, everywhere), isList: true };
  const isContext = path.startsWith('$$');
  let rest = path.slice(isContext ? 2 : 1);
  let values: readonly Json[] = [isContext ? context : input];
  let isList = false;
  while (rest !== '') {
    const match = TOKEN.exec(rest);
    if (match?.groups === undefined) throw new Error(`a path that this cannot read: ${path}`);
    const { name, index, all, field, wanted } = match.groups;
    const key = name ?? index;
    if (key !== undefined) values = values.flatMap((value) => (has(value, key) ? [value[key]] : []));
    else if (all !== undefined) values = values.flatMap((value) => (Array.isArray(value) ? (value as Json[]) : []));
    else
      values = values
        .flatMap((value) => (Array.isArray(value) ? (value as Json[]) : []))
        .filter((value) => has(value, field ?? '') && value[field ?? ''] === (wanted === 'true'));
    isList ||= key === undefined;
    rest = rest.slice(match[0].length);
  }
  return { values, isList };
}

function findEverywhere(value: Json, name: string): readonly Json[] {
  if (typeof value !== 'object' || value === null) return [];
  const here = has(value, name) ? [value[name]] : [];
  return [...here, ...Object.values(value).flatMap((inner) => findEverywhere(inner, name))];
}

function has(value: Json, key: string): value is Readonly<Record<string, Json>> {
  return typeof value === 'object' && value !== null && key in value;
}

export function isPresent(path: string, scope: Scope): boolean {
  return valuesAt(path, scope).values.length > 0;
}

export function valueAt(path: string, scope: Scope): Json {
  const { values, isList } = valuesAt(path, scope);
  if (isList) return values;
  if (values.length === 0) throw new StateError(RUNTIME, `nothing is at ${path} of ${JSON.stringify(scope.input)}`);
  return values[0];
}

/** The value of a field whose name ends in `.$`. */
function evaluate(expression: string, scope: Scope): Json {
  const { name, list } = /^States\.(?<name>\w+)\((?<list>.*)\)$/.exec(expression)?.groups ?? {};
  if (name === undefined) return valueAt(expression, scope);
  const values = (list?.match(/'[^']*'|[^',\s][^,]*/g) ?? []).map((text) =>
    text.startsWith("'") ? text.slice(1, -1) : valueAt(text, scope),
  );
  const [first, second] = values;
  switch (name) {
    case 'Array':
      return values;
    case 'ArrayLength':
      return (first as Json[]).length;
    case 'ArrayContains':
      return (first as Json[]).includes(second);
    case 'Format': {
      const rest = values.slice(1);
      return String(first).replaceAll('{}', () => String(rest.shift()));
    }
    case 'JsonToString':
      return JSON.stringify(first);
    default:
      throw new Error(`an intrinsic function that this does not know: ${name}`);
  }
}

/** Fills in `Parameters`, `ResultSelector` and `ItemSelector`. */
export function fillIn(template: Json, scope: Scope): Json {
  if (Array.isArray(template)) return template.map((one) => fillIn(one, scope));
  if (typeof template !== 'object' || template === null) return template;
  return Object.fromEntries(
    Object.entries(template).map(([name, value]) =>
      name.endsWith('.$') ? [name.slice(0, -2), evaluate(String(value), scope)] : [name, fillIn(value, scope)],
    ),
  );
}
