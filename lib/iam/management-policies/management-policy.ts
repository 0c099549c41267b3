/** The value of one setting. */
export type SettingValue = string | number | boolean | readonly string[];

/** A management policy, or a part of one. Values are below operators such as `@@assign`. */
export interface ManagementPolicy {
  readonly [name: string]: ManagementPolicy | SettingValue;
}

/** The merged policy of an account: the same names, without operators. */
export interface EffectivePolicy {
  readonly [name: string]: EffectivePolicy | SettingValue;
}

/** Whether it is a part with its own names, not a value. */
export function isPart<Part extends object>(value: Part | SettingValue | undefined): value is Part {
  return typeof value === 'object' && !Array.isArray(value);
}

/** The element that says which operators a child policy may use. */
export const LIMIT = '@@operators_allowed_for_child_policies';

/** What a policy can do to the values that its parents set. */
export type InheritanceOperator = '@@assign' | '@@append' | '@@remove';

export const INHERITANCE_OPERATORS: readonly InheritanceOperator[] = ['@@assign', '@@append', '@@remove'];
