import {
  isPart,
  INHERITANCE_OPERATORS,
  type EffectivePolicy,
  type InheritanceOperator,
  type ManagementPolicy,
  type SettingValue,
} from './management-policy';

/** One thing that a policy does to one setting. */
export interface SettingChange {
  /** The names from the top down to the setting. */
  readonly path: readonly string[];
  readonly operator: InheritanceOperator;
  readonly value: SettingValue;
}

/** Everything that a policy does, in its own order; what it allows its children is not among it. */
export function listSettings(part: ManagementPolicy, path: readonly string[] = []): readonly SettingChange[] {
  return Object.entries(part).flatMap(([name, written]): readonly SettingChange[] => {
    if (isPart(written)) return listSettings(written, [...path, name]);
    const operator = INHERITANCE_OPERATORS.find((candidate) => candidate === name);
    return operator === undefined ? [] : [{ path, operator, value: written }];
  });
}

/** One setting that holds in an account. */
export type EffectiveSetting = Pick<SettingChange, 'path' | 'value'>;

/** Everything that holds in an account, in the order of its policies. */
export function listEffective(part: EffectivePolicy, path: readonly string[] = []): readonly EffectiveSetting[] {
  return Object.entries(part).flatMap(([name, value]) =>
    isPart(value) ? listEffective(value, [...path, name]) : [{ path: [...path, name], value }],
  );
}
