/** A pattern that the rehearsed copy says a second time, in the words in which the emulator tells what it means. */
export interface Adaptation {
  /** Of the value in the policy's content, as a JSON pointer. */
  readonly pointer: string;
  readonly pattern: string;
  /** Null: the emulator's words cannot say it, so that there it matches nobody. */
  readonly added: string | null;
}

export interface AdaptedPolicy<Content> {
  readonly content: Content;
  /** In the order of the content. Empty: it is as it was. */
  readonly adaptations: readonly Adaptation[];
}

/**
 * A policy for a server that leaves the paths of IAM's names out, in two places:
 *
 * - `aws:PrincipalArn` of a session is the session's ARN there, which has no path. On AWS it is the role's.
 *   https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html#condition-keys-principalarn
 * - the resource of a call on a role, user, policy or instance profile is made of its name only. On AWS it has the path.
 *
 * Each pattern with a name keeps its place and gets a twin without the path. Names are unique in an account whatever
 * their paths, so the twin means the same role. A pattern of all names below a path has no twin: one would match them all.
 */
export function adaptPolicy<Content>(content: Content): AdaptedPolicy<Content> {
  const adaptations: Adaptation[] = [];
  const adapt = (value: unknown, path: readonly string[]): unknown => {
    const twin = twinAt(path);
    if (twin !== null) return withTwins(value, path, twin, adaptations);
    if (Array.isArray(value)) return value.map((item, index) => adapt(item, [...path, String(index)]));
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, adapt(inner, [...path, key])]));
  };
  return { content: adapt(content, []) as Content, adaptations };
}

/** Undefined: nothing to add. Null: what ought to be added cannot be said. */
type Twin = (pattern: string) => string | null | undefined;

/** What adds to the values at a place of a policy. */
function twinAt(path: readonly string[]): Twin | null {
  const [statements, element, operator = '', key] = path.filter((part) => !/^\d+$/.test(part));
  if (statements !== 'Statement' || /^Null$/i.test(operator)) return null;
  if (element === 'Resource' || element === 'NotResource') return resourceTwin;
  if (element !== 'Condition' || key?.toLowerCase() !== 'aws:principalarn') return null;
  // `StringEquals` takes the star that ends a session's pattern for a letter.
  return /^String(?:Not)?Equals/i.test(operator) ? (pattern) => (isRole(pattern) ? null : undefined) : sessionTwin;
}

function withTwins(value: unknown, path: readonly string[], twin: Twin, adaptations: Adaptation[]): unknown {
  const values: readonly unknown[] = Array.isArray(value) ? value : [value];
  const twins = values.flatMap((pattern, index) => {
    const added = typeof pattern === 'string' ? twin(pattern) : undefined;
    if (typeof pattern !== 'string' || added === undefined) return [];
    const place = Array.isArray(value) ? [...path, String(index)] : path;
    adaptations.push({ pointer: pointerOf(place), pattern, added });
    return added === null ? [] : [added];
  });
  return twins.length === 0 ? value : [...new Set([...values, ...twins])];
}

/** `arn:*:iam::*:role/platform/deployment` → `arn:*:sts::*:assumed-role/deployment/*`. */
const sessionTwin: Twin = (pattern) => {
  const role = splitName(pattern, 'role');
  if (role === null) return undefined;
  return hidesInPath(role) ? null : `${role.partition}:sts::${role.account}:assumed-role/${role.name}/*`;
};

/** `arn:*:iam::*:role/platform/deployment` → `arn:*:iam::*:role/deployment`. */
const resourceTwin: Twin = (pattern) => {
  const named = splitName(pattern, 'role|user|policy|instance-profile|group');
  if (named === null || named.path === '') return undefined;
  return hidesInPath(named) ? null : `${named.partition}:iam::${named.account}:${named.kind}/${named.name}`;
};

interface Named {
  /** With `arn:` before it. */
  readonly partition: string;
  readonly account: string;
  readonly kind: string;
  /** Empty, or with a slash at the end. */
  readonly path: string;
  readonly name: string;
}

function splitName(pattern: string, kinds: string): Named | null {
  const parts = new RegExp(`^(arn:[^:]+):iam::([^:]+):(${kinds})/(.*/)?([^/]+)$`).exec(pattern);
  if (parts === null) return null;
  const [, partition = '', account = '', kind = '', path = '', name = ''] = parts;
  return { partition, account, kind, path, name };
}

/** Whether only the path tells which names are meant. */
function hidesInPath({ path, name }: Named): boolean {
  return path !== '' && /^[*?]+$/.test(name);
}

function isRole(pattern: string): boolean {
  return splitName(pattern, 'role') !== null;
}

function pointerOf(path: readonly string[]): string {
  return path.map((part) => `/${part.replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');
}
