import {
  isPart,
  type ManagementPolicy,
  type SettingValue,
} from '../../../../iam/management-policies/management-policy';

/** A policy of settings with one mistake in it. */
export interface ManagementMutation {
  readonly change: string;
  readonly content: ManagementPolicy;
}

export interface ManagementOperator {
  readonly id: string;
  readonly summary: string;
  readonly mutate: (content: ManagementPolicy) => readonly ManagementMutation[];
}

export const dropSetting: ManagementOperator = {
  id: 'drop-setting',
  summary: 'Leaves one value of a policy of settings out',
  mutate: (content) => changingLeaves(content, () => [undefined]),
};

export const alterSetting: ManagementOperator = {
  id: 'alter-setting',
  summary: 'Alters one value of a policy of settings, or leaves one of several entries of a list out',
  mutate: (content) => changingLeaves(content, altered),
};

function altered(value: SettingValue): readonly SettingValue[] {
  if (typeof value === 'boolean') return [!value];
  if (typeof value === 'number') return [value + 1];
  if (typeof value === 'string') return [`${value}x`];
  return value.length > 1 ? value.map((_, index) => value.toSpliced(index, 1)) : [];
}

/** Each value changed, one at a time, in each of some ways; undefined leaves it out. */
function changingLeaves(
  settings: ManagementPolicy,
  change: (value: SettingValue) => readonly (SettingValue | undefined)[],
): readonly ManagementMutation[] {
  return Object.entries(settings).flatMap(([name, value]): readonly ManagementMutation[] => {
    const others = Object.fromEntries(Object.entries(settings).filter(([other]) => other !== name));
    if (isPart(value))
      return changingLeaves(value, change).map((inner) => ({
        change: `${name}/${inner.change}`,
        content: { ...settings, [name]: inner.content },
      }));
    return change(value).map((now) => ({
      change: `${name}: ${JSON.stringify(value)} becomes ${now === undefined ? 'nothing' : JSON.stringify(now)}`,
      content: now === undefined ? others : { ...settings, [name]: now },
    }));
  });
}
