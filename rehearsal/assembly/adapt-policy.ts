import { isDeepStrictEqual } from 'node:util';
import { pointerTo } from '../../lib/iam/json';
import { joinedText } from './joined-text';

/** A pattern that the rehearsed copy repeats in the form in which the emulator sends the value. */
export interface Adaptation {
  /** The JSON pointer of the value in the policy's content. */
  readonly pointer: string;
  /** With a sign in place of each value that only CloudFormation knows. */
  readonly pattern: string;
  /** Null if there is no such form: on the emulator, the pattern matches nothing. */
  readonly added: string | null;
}

export interface AdaptedPolicy<Content> {
  readonly content: Content;
  /** In the order of the content. Empty if the policy was not changed. */
  readonly adaptations: readonly Adaptation[];
}

/**
 * Adapts a policy to the emulator, which omits the paths of IAM resources in two places:
 *
 * - `aws:PrincipalArn` of a session is the session's ARN there, which has no path. On AWS it is the role's ARN.
 *   https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html#condition-keys-principalarn
 * - The resource of a call on a role, user, policy or instance profile has only the name. On AWS it has the path too.
 *
 * Each pattern with a name stays, and a second pattern without the path is added. Names are unique in an account, whatever
 * their paths, so that both match the same role. For a pattern of all names in a path nothing is added: it would match
 * every name.
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

/** Returns the pattern to add. Undefined: nothing needs to be added. Null: no pattern can be added. */
type Twin = (pattern: string) => string | null | undefined;

/** What must be added to the values at a path in a policy; null if nothing. */
function twinAt(path: readonly string[]): Twin | null {
  const [statements, element, operator = '', key] = path.filter((part) => !/^\d+$/.test(part));
  if (statements !== 'Statement' || /^Null$/i.test(operator)) return null;
  if (element === 'Resource' || element === 'NotResource') return resourceTwin;
  if (element !== 'Condition' || key?.toLowerCase() !== 'aws:principalarn') return null;
  // `StringEquals` compares the `*` of a session's pattern literally.
  return /^String(?:Not)?Equals/i.test(operator) ? (pattern) => (isRole(pattern) ? null : undefined) : sessionTwin;
}

function withTwins(value: unknown, path: readonly string[], twin: Twin, adaptations: Adaptation[]): unknown {
  const values: readonly unknown[] = Array.isArray(value) ? value : [value];
  const twins = values.flatMap((one, index) => {
    const joined = joinedText(one);
    const added = joined === null ? undefined : twin(joined.text);
    if (joined === null || added === undefined) return [];
    const place = Array.isArray(value) ? [...path, String(index)] : path;
    adaptations.push({ pointer: pointerTo(place), pattern: joined.text, added });
    return added === null ? [] : [joined.restore(added)];
  });
  if (twins.length === 0) return value;
  const all = [...values, ...twins];
  return all.filter((one, index) => all.findIndex((other) => isDeepStrictEqual(other, one)) === index);
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
  /** With the leading `arn:`. */
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

/** Whether the pattern selects names by their path alone. */
function hidesInPath({ path, name }: Named): boolean {
  return path !== '' && /^[*?]+$/.test(name);
}

function isRole(pattern: string): boolean {
  return splitName(pattern, 'role') !== null;
}
