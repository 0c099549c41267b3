import {
  isPart,
  type ManagementPolicy,
  type SettingValue,
} from '../../../../iam/management-policies/management-policy';

/** A management policy with one mistake in it. */
interface ManagementMutation {
  readonly change: string;
  readonly content: ManagementPolicy;
}

interface ManagementOperator {
  readonly id: string;
  readonly summary: string;
  readonly mutate: (content: ManagementPolicy) => readonly ManagementMutation[];
}

export const dropSetting: ManagementOperator = {
  id: 'drop-setting',
  summary: 'Removes one value of a management policy',
  mutate: (content) => changingLeaves(content, () => [undefined]),
};

export const alterSetting: ManagementOperator = {
  id: 'alter-setting',
  summary: 'Alters one value of a management policy, or removes an entry of a list',
  mutate: (content) => changingLeaves(content, altered),
};

function altered(value: SettingValue): readonly SettingValue[] {
  if (typeof value === 'boolean') return [!value];
  if (typeof value === 'number') return [value + 1];
  if (typeof value === 'string') return [`${value}x`];
  return value.map((_, index) => value.toSpliced(index, 1));
}

/** The policy with each value changed, one at a time; undefined removes it. */
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
