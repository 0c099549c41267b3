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

/** The policies that apply to one account: those attached to it and above it. */
export interface AccountPolicies {
  readonly chains: Readonly<Record<ControlPolicyType, NamedChain>>;
  /** The effective settings of the account. The key is the JSON list of type and path, as names may hold any character. */
  readonly settings: ReadonlyMap<string, SettingValue>;
}

/** Reads the policies of an account in a state of the organization. All states get the same ids. */
export type ReadAccountPolicies = (state: GuardrailsFile, account: string) => AccountPolicies;

/** Reads states on the way from one file to another. */
export function accountPoliciesReader(before: GuardrailsFile, after: GuardrailsFile): ReadAccountPolicies {
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

/** Replaces placeholders by ids, which are the same in all states. */
function sharedResolver(before: GuardrailsFile, after: GuardrailsFile): (text: string) => string {
  let resolve: ((text: string) => string) | undefined;
  return (text) => {
    // Most policies have no placeholders, and then no ids are needed.
    if (!text.includes('{')) return text;
    resolve ??= buildDirectory(guardrailsTree(together(before, after))).resolve;
    return resolve(text);
  };
}

/** Both states in one, for their ids: each target has the id that either state knows. */
function together(before: GuardrailsFile, after: GuardrailsFile): GuardrailsFile {
  const [old, now] = shareIds(before, after, matchTargets(before, after));
  const kept = new Set(now.targets.map(({ id }) => id));
  return {
    ...now,
    targets: [...now.targets, ...old.targets.filter(({ id }) => !kept.has(id))],
    documents: [],
    // Both files come from Rampart, so braces in their policies are placeholders.
    placements: [],
  };
}
