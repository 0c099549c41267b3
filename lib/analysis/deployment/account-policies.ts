import type { ControlPolicyType } from '../../iam/control-policy-type';
import { memoize } from '../../iam/memoize';
import type { SettingValue } from '../../iam/management-policies/management-policy';
import type { Statement } from '../../iam/statement';
import type { GuardrailsFile } from '../../model/guardrails-file';
import { buildDirectory } from '../evaluate/directory';
import { guardrailsTree } from '../evaluate/guardrails-tree';
import { matchTargets, shareIds } from '../evaluate/match-targets';
import { chainReader, type Author, type NamedChain } from '../evaluate/read-chains';
import { settingsIn, managementPolicyReader, type ManagementPolicyChain } from '../evaluate/read-management-policies';

/** What hangs above one account, and on it. */
export interface AccountPolicies {
  readonly chains: Readonly<Record<ControlPolicyType, NamedChain>>;
  /** Every setting that holds in the account, by its type and path, written as JSON: names may hold any sign. */
  readonly settings: ReadonlyMap<string, SettingValue>;
}

/** Reads what hangs on an account in one of several states of an organization, with the same ids in all of them. */
export type ReadAccountPolicies = (state: GuardrailsFile, account: string) => AccountPolicies;

export function policiesReader(before: GuardrailsFile, after: GuardrailsFile): ReadAccountPolicies {
  const resolve = sharedResolver(before, after);
  const shared = { names: new Map<string, number>(), authors: new WeakMap<Statement, Author>() };
  const readersOf = memoize((state: GuardrailsFile) => {
    const tree = guardrailsTree(state);
    return { read: chainReader(tree, resolve, shared), settingsOf: managementPolicyReader(tree, resolve) };
  });
  const allSettings = memoize(listAll);
  return (state, account) => {
    const { read, settingsOf } = readersOf(state);
    return {
      chains: {
        SERVICE_CONTROL_POLICY: read('SERVICE_CONTROL_POLICY', account),
        RESOURCE_CONTROL_POLICY: read('RESOURCE_CONTROL_POLICY', account),
      },
      settings: allSettings(settingsOf(account)),
    };
  };
}

function listAll(chain: ManagementPolicyChain): AccountPolicies['settings'] {
  const types = [...new Set(chain.flat().map(({ type }) => type))];
  return new Map(
    types.flatMap((type) =>
      Array.from(settingsIn(chain, type), ([path, value]) => {
        const names = JSON.parse(path) as readonly string[];
        return [JSON.stringify([type, ...names]), value] as const;
      }),
    ),
  );
}

/** Puts ids in the place of placeholders, the same in both states of an organization. */
function sharedResolver(before: GuardrailsFile, after: GuardrailsFile): (text: string) => string {
  let resolve: ((text: string) => string) | undefined;
  return (text) => {
    // Most organizations' policies name no ids: then nobody has to be looked up.
    if (!text.includes('{')) return text;
    resolve ??= buildDirectory(guardrailsTree(together(before, after))).resolve;
    return resolve(text);
  };
}

/** Both states in one, for their ids. */
function together(before: GuardrailsFile, after: GuardrailsFile): GuardrailsFile {
  const [old, now] = shareIds(before, after, matchTargets(before, after));
  const kept = new Set(now.targets.map(({ id }) => id));
  return {
    ...now,
    targets: [...now.targets, ...old.targets.filter(({ id }) => !kept.has(id))],
    documents: [],
    // Both states are ours, so braces in their policies are placeholders.
    placements: [],
  };
}
