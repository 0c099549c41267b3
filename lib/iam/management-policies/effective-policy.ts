/** Merges management policies into the effective policy of an account. */
import {
  isPart,
  LIMIT,
  INHERITANCE_OPERATORS,
  type EffectivePolicy,
  type InheritanceOperator,
  type ManagementPolicy,
  type SettingValue,
} from './management-policy';

/**
 * The policy that applies to an account: the policies of one type from the root down to the account, merged by AWS's
 * inheritance operators.
 *
 * - `@@assign` sets a value, `@@append` adds to a list, `@@remove` removes from a list.
 * - A limit (`@@operators_allowed_for_child_policies`) applies to the levels below, never to its own level, and child
 *   policies cannot extend it. On a setting, it restricts what they may do to the value; on a part, whether they may add
 *   names to it.
 * - If a target has two policies, the one that was attached first sets the value, and their limits intersect.
 *
 * Sources: https://docs.aws.amazon.com/organizations/latest/userguide/policy-operators.html,
 * https://docs.aws.amazon.com/organizations/latest/userguide/inheritance-examples.html and, for the place of a limit,
 * https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_ai-opt-out_syntax.html
 *
 * @param levels from the root down to the account; on each, the policies in the order in which they were attached
 */
export function effectivePolicy(levels: readonly (readonly ManagementPolicy[])[]): EffectivePolicy {
  const root = new PolicyNode();
  for (const policies of levels) {
    const level: Level = { assigned: new Set(), limits: [] };
    for (const policy of policies) merge(root, policy, level);
    for (const [node, allowed] of level.limits) node.limit(allowed);
  }
  return root.toEffective() ?? {};
}

/** The value at a path of names; undefined if there is none or the path ends at a part. */
export function settingAt(settings: EffectivePolicy, path: readonly string[]): SettingValue | undefined {
  let here: EffectivePolicy | SettingValue | undefined = settings;
  for (const name of path) {
    if (!isPart(here)) return undefined;
    here = Object.hasOwn(here, name) ? here[name] : undefined;
  }
  return isPart(here) ? undefined : here;
}

/** What was done on one level. It must not restrict that level itself. */
interface Level {
  readonly assigned: Set<PolicyNode>;
  readonly limits: (readonly [PolicyNode, ReadonlySet<string>])[];
}

class PolicyNode {
  readonly children = new Map<string, PolicyNode>();
  value: SettingValue | undefined;
  private allowed: ReadonlySet<string> = new Set(INHERITANCE_OPERATORS);

  allows(operator: InheritanceOperator): boolean {
    return this.allowed.has(operator);
  }

  limit(allowed: ReadonlySet<string>): void {
    this.allowed = new Set([...this.allowed].filter((operator) => allowed.has(operator)));
  }

  /** The child with a name; a new one is created if that is allowed. */
  below(name: string): PolicyNode | undefined {
    const known = this.children.get(name);
    if (known !== undefined || !(this.allows('@@assign') || this.allows('@@append'))) return known;
    const node = new PolicyNode();
    this.children.set(name, node);
    return node;
  }

  /** Nodes without any value are omitted. */
  toEffective(): EffectivePolicy | undefined {
    const parts = [...this.children].flatMap(([name, node]) => {
      const part = node.value ?? node.toEffective();
      return part === undefined ? [] : [[name, part] as const];
    });
    return parts.length === 0 ? undefined : Object.fromEntries(parts);
  }
}

/** Whether a name in a list of allowed operators allows only itself, or nothing. */
function isLimit(name: string): boolean {
  return name === '@@none' || INHERITANCE_OPERATORS.some((operator) => operator === name);
}

function merge(node: PolicyNode, part: ManagementPolicy, level: Level): void {
  for (const [name, written] of Object.entries(part)) {
    if (name === LIMIT) {
      const names = listOf(isPart(written) ? undefined : written);
      // AWS does not document an empty list and other names: it would be unsafe to rely on them.
      const allowsAll = names.length === 0 || !names.every(isLimit);
      level.limits.push([node, new Set(allowsAll ? INHERITANCE_OPERATORS : names)]);
    } else if (isPart(written)) {
      const below = node.below(name);
      if (below !== undefined) merge(below, written, level);
    } else {
      const operator = INHERITANCE_OPERATORS.find((candidate) => candidate === name);
      if (operator !== undefined && node.allows(operator)) apply(node, operator, written, level);
    }
  }
}

function apply(node: PolicyNode, operator: InheritanceOperator, written: SettingValue, { assigned }: Level): void {
  const before = listOf(node.value);
  const values = listOf(written);
  switch (operator) {
    case '@@assign':
      if (assigned.has(node)) return;
      assigned.add(node);
      node.value = written;
      return;
    case '@@append':
      node.value = [...before, ...values.filter((value) => !before.includes(value))];
      return;
    case '@@remove':
      if (node.value !== undefined) node.value = before.filter((value) => !values.includes(value));
      return;
  }
}

function listOf(value: SettingValue | undefined): readonly string[] {
  if (typeof value === 'object') return value;
  return value === undefined ? [] : [String(value)];
}
