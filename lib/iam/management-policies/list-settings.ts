import {
  isPart,
  INHERITANCE_OPERATORS,
  type EffectivePolicy,
  type InheritanceOperator,
  type ManagementPolicy,
  type SettingValue,
} from './management-policy';

/** One operation of a policy on one setting. */
export interface SettingChange {
  /** The names from the top down to the setting. */
  readonly path: readonly string[];
  readonly operator: InheritanceOperator;
  readonly value: SettingValue;
}

/** All operations of a policy, in the order of the policy. Limits for child policies are not included. */
export function listSettings(part: ManagementPolicy, path: readonly string[] = []): readonly SettingChange[] {
  return Object.entries(part).flatMap(([name, written]): readonly SettingChange[] => {
    if (isPart(written)) return listSettings(written, [...path, name]);
    const operator = INHERITANCE_OPERATORS.find((candidate) => candidate === name);
    return operator === undefined ? [] : [{ path, operator, value: written }];
  });
}

/** One setting that applies to an account. */
type EffectiveSetting = Pick<SettingChange, 'path' | 'value'>;

/** All settings that apply to an account, in the order of its policies. */
export function listEffective(part: EffectivePolicy, path: readonly string[] = []): readonly EffectiveSetting[] {
  return Object.entries(part).flatMap(([name, value]) =>
    isPart(value) ? listEffective(value, [...path, name]) : [{ path: [...path, name], value }],
  );
}
