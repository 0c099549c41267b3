import { canonical } from '../../iam/algebra/chain';
import { memoize } from '../../iam/memoize';
import type { SettingValue } from '../../iam/management-policies/management-policy';
import { groupBy } from '../../model/group-by';
import { MANAGEMENT_POLICY_KINDS } from '../assemble/policy-quota';
import {
  guardrailsBehind,
  settingsIn,
  type ReadManagementPolicies,
  type ManagementPolicyChain,
} from '../evaluate/read-management-policies';
import { counted, enumerate } from '../../report/words';
import type { Difference } from './difference-file';
import type { ComparedAccount } from './compared-accounts';
import type { Where } from './where';

type Entry = Difference['effective'][number];
type Type = Entry['type'];

/**
 * The settings of effective management policies that changed, for accounts in both states. The order of a list does not
 * matter.
 *
 * @param readers read both states, with the same ids
 */
export function findEffectiveChanges(
  accounts: readonly ComparedAccount[],
  [readBefore, readAfter]: readonly [ReadManagementPolicies, ReadManagementPolicies],
  whereOf: (accounts: Iterable<ComparedAccount>) => Where,
): Difference['effective'] {
  // Accounts of one unit have the same chain: each chain is read once, and each pair of chains compared once.
  const read = memoize(readSettings);
  const comparedWith = memoize((was: ManagementPolicyChain) =>
    memoize((is: ManagementPolicyChain) => compare(read(was), read(is))),
  );
  const found = accounts.flatMap((account) =>
    comparedWith(readBefore(account.before))(readAfter(account.after)).map((change) => ({ account, change })),
  );
  return [...groupBy(found, ({ change }) => change.key).values()].flatMap((alike) => {
    const where = whereOf(alike.map(({ account }) => account));
    const guardrails = [...new Set(alike.flatMap(({ change }) => change.guardrails))].sort();
    return alike.slice(0, 1).map(({ change: { type, path, before: was, after: is } }): Entry => {
      const summary = describeSetting(where, { type, path, before: was, after: is });
      const { targets, accounts: existing } = where;
      return { targets, accounts: existing, type, path, before: was, after: is, guardrails, summary };
    });
  });
}

interface SettingChange extends Pick<Entry, 'type' | 'path' | 'guardrails'> {
  readonly before: SettingValue | null;
  readonly after: SettingValue | null;
  /** Equal for accounts in which the same changed. */
  readonly key: string;
}

/** A chain and the settings of its effective policies. */
interface EffectiveSettings {
  readonly chain: ManagementPolicyChain;
  readonly settings: ReadonlyMap<Type, ReturnType<typeof settingsIn>>;
}

function readSettings(chain: ManagementPolicyChain): EffectiveSettings {
  return { chain, settings: new Map(MANAGEMENT_POLICY_KINDS.map(({ type }) => [type, settingsIn(chain, type)])) };
}

function compare(before: EffectiveSettings, after: EffectiveSettings): readonly SettingChange[] {
  if (before === after) return [];
  return MANAGEMENT_POLICY_KINDS.flatMap(({ type }) => {
    const [old = NONE, now = NONE] = [before.settings.get(type), after.settings.get(type)];
    return [...new Set([...old.keys(), ...now.keys()])].sort().flatMap((name): readonly SettingChange[] => {
      const [was, is] = [old.get(name) ?? null, now.get(name) ?? null];
      if (canonical(was) === canonical(is)) return [];
      const path = JSON.parse(name) as readonly string[];
      const guardrails = [before, after].flatMap(({ chain }) => guardrailsBehind(chain, type, path));
      return [{ type, path, before: was, after: is, guardrails, key: JSON.stringify([type, path, was, is]) }];
    });
  });
}

const NONE: ReturnType<typeof settingsIn> = new Map();

const NAMES: Readonly<Record<Type, string>> = {
  AISERVICES_OPT_OUT_POLICY: 'AI opt-out',
  BACKUP_POLICY: 'backup',
  DECLARATIVE_POLICY_EC2: 'EC2',
  S3_POLICY: 'S3',
  TAG_POLICY: 'tag',
};

/** `In 3 accounts, the S3 setting a/b changes from x to y.` */
function describeSetting(
  { targets, accounts }: Where,
  { type, path, before, after }: Pick<SettingChange, 'type' | 'path' | 'before' | 'after'>,
): string {
  const [only = ''] = accounts;
  const existing = accounts.length === 1 ? `account ${only}` : counted(accounts.length, 'account');
  const where = accounts.length === 0 ? `future accounts in ${enumerate(targets)}` : existing;
  return `In ${where}, the ${NAMES[type]} setting ${path.join('/')} ${describeChange(before, after)}.`;
}

function describeChange(before: SettingValue | null, after: SettingValue | null): string {
  if (after === null) return `is no longer set (previously ${describeValue(before)})`;
  if (before === null) return `is now set to ${describeValue(after)} (previously not set)`;
  if (Array.isArray(before) && Array.isArray(after)) {
    const [gained, lost] = [without(after, before), without(before, after)];
    const parts = [
      ...(gained.length > 0 ? [`now includes ${enumerate(gained)}`] : []),
      ...(lost.length > 0 ? [`no longer includes ${enumerate(lost)}`] : []),
    ];
    if (parts.length > 0) return `${parts.join(' and ')}${after.length === 0 ? ' and is now empty' : ''}`;
  }
  return `changes from ${describeValue(before)} to ${describeValue(after)}`;
}

function describeValue(value: SettingValue | null): string {
  if (typeof value !== 'object') return String(value);
  return value === null || value.length === 0 ? 'an empty list' : enumerate(value);
}

function without(all: readonly string[], others: readonly string[]): readonly string[] {
  return all.filter((one) => !others.includes(one));
}
