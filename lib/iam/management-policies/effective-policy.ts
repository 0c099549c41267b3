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
 * What holds in an account: the policies of one type on its way from the root, merged by AWS's inheritance operators.
 *
 * - `@@assign` sets a value, `@@append` adds to a list, `@@remove` takes from a list.
 * - A limit (`@@operators_allowed_for_child_policies`) binds the levels below, never its own, and cannot be widened. At a
 *   setting it says what children may do to the value; at a part, whether they may add names to it.
 * - Of two policies on one target, the one that was attached first sets the value, and their limits intersect.
 *
 * Sources: https://docs.aws.amazon.com/organizations/latest/userguide/policy-operators.html,
 * https://docs.aws.amazon.com/organizations/latest/userguide/inheritance-examples.html and, on where a limit stands,
 * https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_ai-opt-out_syntax.html
 *
 * @param levels from the root down to the account; on each, the policies in the order in which they were attached
 */
export function effectivePolicy(levels: readonly (readonly ManagementPolicy[])[]): EffectivePolicy {
  const root = new Place();
  for (const policies of levels) {
    const level: Level = { assigned: new Set(), limits: [] };
    for (const policy of policies) merge(root, policy, level);
    for (const [place, allowed] of level.limits) place.limit(allowed);
  }
  return root.toEffective() ?? {};
}

/** The value at a path of names; nothing when there is none, or the path ends at a part. */
export function settingAt(settings: EffectivePolicy, path: readonly string[]): SettingValue | undefined {
  let here: EffectivePolicy | SettingValue | undefined = settings;
  for (const name of path) {
    if (!isPart(here)) return undefined;
    here = Object.hasOwn(here, name) ? here[name] : undefined;
  }
  return isPart(here) ? undefined : here;
}

/** What happens on one level and must not bind that level itself. */
interface Level {
  readonly assigned: Set<Place>;
  readonly limits: (readonly [Place, ReadonlySet<string>])[];
}

class Place {
  readonly children = new Map<string, Place>();
  value: SettingValue | undefined;
  private allowed: ReadonlySet<string> = new Set(INHERITANCE_OPERATORS);

  allows(operator: InheritanceOperator): boolean {
    return this.allowed.has(operator);
  }

  limit(allowed: ReadonlySet<string>): void {
    this.allowed = new Set([...this.allowed].filter((operator) => allowed.has(operator)));
  }

  /** The place below, a new one where that is allowed. */
  below(name: string): Place | undefined {
    const known = this.children.get(name);
    if (known !== undefined || !(this.allows('@@assign') || this.allows('@@append'))) return known;
    const place = new Place();
    this.children.set(name, place);
    return place;
  }

  /** Places without any value leave nothing behind. */
  toEffective(): EffectivePolicy | undefined {
    const parts = [...this.children].flatMap(([name, place]) => {
      const part = place.value ?? place.toEffective();
      return part === undefined ? [] : [[name, part] as const];
    });
    return parts.length === 0 ? undefined : Object.fromEntries(parts);
  }
}

function merge(place: Place, part: ManagementPolicy, level: Level): void {
  for (const [name, written] of Object.entries(part)) {
    if (name === LIMIT) {
      const names = listOf(isPart(written) ? undefined : written);
      level.limits.push([place, new Set(names.includes('@@all') ? INHERITANCE_OPERATORS : names)]);
    } else if (isPart(written)) {
      const below = place.below(name);
      if (below !== undefined) merge(below, written, level);
    } else {
      const operator = INHERITANCE_OPERATORS.find((candidate) => candidate === name);
      if (operator !== undefined && place.allows(operator)) apply(place, operator, written, level);
    }
  }
}

function apply(place: Place, operator: InheritanceOperator, written: SettingValue, { assigned }: Level): void {
  const before = listOf(place.value);
  const values = listOf(written);
  switch (operator) {
    case '@@assign':
      if (assigned.has(place)) return;
      assigned.add(place);
      place.value = written;
      return;
    case '@@append':
      place.value = [...before, ...values.filter((value) => !before.includes(value))];
      return;
    case '@@remove':
      if (place.value !== undefined) place.value = before.filter((value) => !values.includes(value));
      return;
  }
}

function listOf(value: SettingValue | undefined): readonly string[] {
  if (typeof value === 'object') return value;
  return value === undefined ? [] : [String(value)];
}
