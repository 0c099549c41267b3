/** The value of one setting. */
export type SettingValue = string | number | boolean | readonly string[];

/** A policy of settings, or a part of it: what is set stands below operators such as `@@assign`. */
export interface ManagementPolicy {
  readonly [name: string]: ManagementPolicy | SettingValue;
}

/** What an account ends up with: the same names, without operators. */
export interface EffectivePolicy {
  readonly [name: string]: EffectivePolicy | SettingValue;
}

/** Whether it is a part with names of its own, not a value. */
export function isPart<Part extends object>(value: Part | SettingValue | undefined): value is Part {
  return typeof value === 'object' && !Array.isArray(value);
}

/** Says which of them a child policy may use. */
export const LIMIT = '@@operators_allowed_for_child_policies';

/** How a policy acts on what its parents set. */
export type InheritanceOperator = '@@assign' | '@@append' | '@@remove';

export const INHERITANCE_OPERATORS: readonly InheritanceOperator[] = ['@@assign', '@@append', '@@remove'];
