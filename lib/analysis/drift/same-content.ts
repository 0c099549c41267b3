import { isDeepStrictEqual } from 'node:util';
import { CONTROL_POLICY_TYPES } from '../../iam/control-policy-type';

/** In a statement, one value alone means the same as a list of it, and the order of a list means nothing. */
const LISTS: readonly string[] = ['Action', 'NotAction', 'Resource', 'NotResource'];
/** AWS reads names of actions in any case. */
const ACTIONS: readonly string[] = ['Action', 'NotAction'];

/** How the content of a policy differs from what the files say, a part of a sentence each; empty: both mean the same. */
export function compareContent(type: string, expected: unknown, actual: unknown): readonly string[] {
  if (!(CONTROL_POLICY_TYPES as readonly string[]).includes(type))
    return isDeepStrictEqual(expected, actual) ? [] : ['its content differs'];
  const [before, after] = [statementsOf(expected), statementsOf(actual)];
  if (before === undefined || after === undefined) return ['its content has no statements'];
  const lacks = (list: readonly unknown[], statement: unknown): boolean =>
    !list.some((candidate) => isDeepStrictEqual(candidate, statement));
  const changed = before.filter((statement) => lacks(after, statement));
  const added = after.filter((statement) => lacks(before, statement));
  return [
    ...(versionOf(expected) === versionOf(actual) ? [] : ['its `Version` differs']),
    ...changed.map((statement) =>
      added.some((candidate) => sidOf(candidate) === sidOf(statement))
        ? `statement ${sidOf(statement)} differs`
        : `statement ${sidOf(statement)} is missing`,
    ),
    ...added
      .filter((statement) => !changed.some((candidate) => sidOf(candidate) === sidOf(statement)))
      .map((statement) => `statement ${sidOf(statement)} was added`),
  ];
}

/** Only the newer version of the language has variables. */
function versionOf(content: unknown): unknown {
  return typeof content === 'object' && content !== null && 'Version' in content ? content.Version : undefined;
}

function statementsOf(content: unknown): readonly unknown[] | undefined {
  if (typeof content !== 'object' || content === null || !('Statement' in content)) return undefined;
  const statements: readonly unknown[] = [content.Statement].flat();
  return statements.map(normalized);
}

function normalized(statement: unknown): unknown {
  if (typeof statement !== 'object' || statement === null) return statement;
  return Object.fromEntries(
    Object.entries(statement).map(([name, value]: [string, unknown]) => {
      if (LISTS.includes(name)) return [name, sorted(value, ACTIONS.includes(name))];
      return [name, name === 'Condition' ? normalizedCondition(value) : value];
    }),
  );
}

function normalizedCondition(condition: unknown): unknown {
  if (typeof condition !== 'object' || condition === null) return condition;
  return Object.fromEntries(
    Object.entries(condition).map(([operator, keys]: [string, unknown]) => [
      operator,
      typeof keys === 'object' && keys !== null
        ? Object.fromEntries(Object.entries(keys).map(([key, values]: [string, unknown]) => [key, sorted(values)]))
        : keys,
    ]),
  );
}

function sorted(values: unknown, isCaseless = false): readonly string[] {
  const list = (Array.isArray(values) ? values : [values]).map(String);
  return [...new Set(isCaseless ? list.map((text) => text.toLowerCase()) : list)].sort();
}

function sidOf(statement: unknown): string {
  return typeof statement === 'object' && statement !== null && 'Sid' in statement ? String(statement.Sid) : '(no Sid)';
}
