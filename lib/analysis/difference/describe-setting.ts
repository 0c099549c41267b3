import type { SettingValue } from '../../iam/management-policies/management-policy';
import { formatNumber } from '../../report/words';
import type { Difference } from './difference-file';
import { enumerate } from './enumerate';

type Entry = Difference['effective'][number];

interface Change extends Pick<Entry, 'accounts' | 'type' | 'path'> {
  readonly before: SettingValue | null;
  readonly after: SettingValue | null;
}

const NAMES: Readonly<Record<Entry['type'], string>> = {
  AISERVICES_OPT_OUT_POLICY: 'AI opt-out',
  BACKUP_POLICY: 'backup',
  DECLARATIVE_POLICY_EC2: 'EC2',
  S3_POLICY: 'S3',
  TAG_POLICY: 'tag',
};

/** `In 3 accounts, the S3 setting a/b changes from x to y.` */
export function describeSetting({ accounts, type, path, before, after }: Change): string {
  const [only = ''] = accounts;
  const where = accounts.length === 1 ? `account ${only}` : `${formatNumber(accounts.length)} accounts`;
  return `In ${where}, the ${NAMES[type]} setting ${path.join('/')} ${describeChange(before, after)}.`;
}

function describeChange(before: SettingValue | null, after: SettingValue | null): string {
  if (after === null) return `is no longer set (before: ${describeValue(before)})`;
  if (before === null) return `is set to ${describeValue(after)}, and was not set`;
  if (Array.isArray(before) && Array.isArray(after)) {
    const [gained, lost] = [without(after, before), without(before, after)];
    const moved = [
      ...(gained.length > 0 ? [`gains ${enumerate(gained)}`] : []),
      ...(lost.length > 0 ? [`loses ${enumerate(lost)}`] : []),
    ];
    if (moved.length > 0) return `${moved.join(' and ')}${after.length === 0 ? ', and is empty now' : ''}`;
  }
  return `changes from ${describeValue(before)} to ${describeValue(after)}`;
}

function describeValue(value: SettingValue | null): string {
  if (typeof value !== 'object') return String(value);
  return value === null || value.length === 0 ? 'nothing' : enumerate(value);
}

function without(all: readonly string[], others: readonly string[]): readonly string[] {
  return all.filter((one) => !others.includes(one));
}
