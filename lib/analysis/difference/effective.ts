import { below } from '../../iam/grammar/complaints';
import { canonical } from '../../iam/algebra/chain';
import { memoize } from '../../iam/memoize';
import {
  isPart,
  LIMIT,
  type ManagementPolicy,
  type SettingValue,
} from '../../iam/management-policies/management-policy';
import { groupBy } from '../../model/group-by';
import { isAccount } from '../evaluate/guardrails-tree';
import { guardrailsAt } from '../evaluate/provenance';
import { MANAGEMENT_POLICY_KINDS } from '../assemble/policy-quota';
import {
  settingsIn,
  type ReadManagementPolicies,
  type ManagementPolicyChain,
} from '../evaluate/read-management-policies';
import { describeSetting } from './describe-setting';
import type { Difference } from './difference-file';
import type { MatchedTargets } from '../evaluate/match-targets';

type Entry = Difference['effective'][number];
type Type = Entry['type'];

/**
 * The settings that are others for accounts which are there before and after; closed accounts are under no policy. The
 * order of a list means nothing.
 *
 * @param read reads the settings of both, with the same ids
 */
export function findEffectiveChanges(
  { both }: MatchedTargets,
  [readBefore, readAfter]: readonly [ReadManagementPolicies, ReadManagementPolicies],
): Difference['effective'] {
  // Accounts of one unit hang below the same chain, which is compared once.
  const comparedWith = memoize((was: ManagementPolicyChain) =>
    memoize((is: ManagementPolicyChain) => compare(was, is)),
  );
  const found = both
    .filter((pair) => isAccount(pair.after) && pair.before.state !== 'closed' && pair.after.state !== 'closed')
    .flatMap((pair) =>
      comparedWith(readBefore(pair.before.id))(readAfter(pair.after.id)).map((change) => ({
        account: pair.after.id,
        change,
      })),
    );
  return [...groupBy(found, ({ change }) => change.key).values()].flatMap((alike) => {
    const accounts = alike.map(({ account }) => account);
    const guardrails = [...new Set(alike.flatMap(({ change }) => change.guardrails))].sort();
    return alike.slice(0, 1).map(({ change: { type, path, before: was, after: is } }): Entry => {
      const summary = describeSetting({ accounts, type, path, before: was, after: is });
      return { accounts, type, path, before: was, after: is, guardrails, summary };
    });
  });
}

interface Change extends Pick<Entry, 'type' | 'path' | 'guardrails'> {
  readonly before: SettingValue | null;
  readonly after: SettingValue | null;
  /** Equal for what changes alike. */
  readonly key: string;
}

function compare(before: ManagementPolicyChain, after: ManagementPolicyChain): readonly Change[] {
  if (before === after) return [];
  return MANAGEMENT_POLICY_KINDS.flatMap(({ type }) => {
    const [old, now] = [settingsIn(before, type), settingsIn(after, type)];
    return [...new Set([...old.keys(), ...now.keys()])].sort().flatMap((name): readonly Change[] => {
      const [was, is] = [old.get(name) ?? null, now.get(name) ?? null];
      if (canonical(was) === canonical(is)) return [];
      const path = JSON.parse(name) as readonly string[];
      const guardrails = [before, after].flatMap((chain) => guardrailsBehind(chain, type, path));
      return [{ type, path, before: was, after: is, guardrails, key: JSON.stringify([type, path, was, is]) }];
    });
  });
}

function guardrailsBehind(chain: ManagementPolicyChain, type: Type, path: readonly string[]): readonly string[] {
  return chain
    .flat()
    .filter((policy) => policy.type === type && hasSayIn(policy.content, path))
    .flatMap(({ guardrails }) => guardrailsAt(path.reduce<string>(below, ''), guardrails));
}

/** Whether a policy does something to a setting, or limits what the policies below it may do. */
function hasSayIn(content: ManagementPolicy, path: readonly string[]): boolean {
  let here: ManagementPolicy | SettingValue | undefined = content;
  for (const name of path) {
    if (!isPart(here)) return false;
    if (Object.hasOwn(here, LIMIT)) return true;
    here = Object.hasOwn(here, name) ? here[name] : undefined;
  }
  return here !== undefined;
}
