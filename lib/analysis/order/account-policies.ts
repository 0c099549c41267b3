import type { ControlPolicyType } from '../../iam/grammar/parse-policy';
import { FULL_ACCESS, type Chain } from '../../iam/regions/chain';
import { effectiveSettings } from '../../iam/settings/effective-settings';
import { listEffective } from '../../iam/settings/list-settings';
import type { Settings, SettingValue } from '../../iam/settings/settings';
import type { SettingsPolicyType } from '../../iam/settings/settings-policy-type';
import type { GuardrailsFile, GuardrailsTarget } from '../../model/guardrails-file';
import { mapStrings } from '../../model/placeholder';
import { buildDirectory } from '../decide-directory';

/** What hangs above one account, and on it. */
export interface AccountPolicies {
  readonly chains: Readonly<Record<ControlPolicyType, Chain>>;
  /** Every setting that holds in the account, by its type and path. */
  readonly settings: ReadonlyMap<string, SettingValue>;
}

/** Reads what hangs on an account in one of several states of an organization, with the same ids in all of them. */
export type ReadPolicies = (state: GuardrailsFile, account: string) => AccountPolicies;

export function policiesReader(before: GuardrailsFile, after: GuardrailsFile): ReadPolicies {
  const resolve = sharedResolver(before, after);
  const resolved = new WeakMap<object, unknown>();
  const content = <Content extends object>(written: Content): Content => {
    const known = resolved.get(written) ?? mapStrings(written, resolve);
    resolved.set(written, known);
    return known as Content;
  };
  return (state, account) => {
    const levels = levelsAbove(state.targets, account);
    const chain = (type: ControlPolicyType): Chain =>
      levels.map(({ id, fullAwsAccess = true }) => [
        ...(fullAwsAccess || type === 'RESOURCE_CONTROL_POLICY' ? [FULL_ACCESS] : []),
        ...state.documents
          .filter((document) => document.type === type && document.targets.includes(id))
          .map((document) => content(document.content)),
      ]);
    return {
      chains: {
        SERVICE_CONTROL_POLICY: chain('SERVICE_CONTROL_POLICY'),
        RESOURCE_CONTROL_POLICY: chain('RESOURCE_CONTROL_POLICY'),
      },
      settings: settingsOf(state, levels, content),
    };
  };
}

/** Puts ids in the place of placeholders, the same in both states of an organization. */
export function sharedResolver(before: GuardrailsFile, after: GuardrailsFile): (text: string) => string {
  let resolve: ((text: string) => string) | undefined;
  return (text) => {
    // Most organizations' policies name no ids: then nobody has to be looked up.
    if (!text.includes('{')) return text;
    resolve ??= buildDirectory(together(before, after)).resolve;
    return resolve(text);
  };
}

/** Both organizations in one, for the ids: those that only one of them knows are told to the other. */
function together(before: GuardrailsFile, after: GuardrailsFile): GuardrailsFile {
  const old = new Map(before.targets.map((target) => [target.id, target]));
  const own = new Set(after.targets.map(({ id }) => id));
  return {
    ...after,
    organization: { ...after.organization, id: after.organization.id ?? before.organization.id },
    targets: [
      ...after.targets.map((target) => ({
        ...target,
        awsId: target.awsId ?? old.get(target.id)?.awsId,
        accountId: target.accountId ?? old.get(target.id)?.accountId,
      })),
      ...before.targets.filter(({ id }) => !own.has(id)),
    ],
    documents: [],
    // Whoever asks knows that what it asks about holds placeholders of ours.
    placements: [],
  };
}

/** From the root down to the account. */
function levelsAbove(targets: readonly GuardrailsTarget[], account: string): readonly GuardrailsTarget[] {
  const target = targets.find(({ id }) => id === account);
  if (target === undefined) return [];
  return target.parent === undefined ? [target] : [...levelsAbove(targets, target.parent), target];
}

function settingsOf(
  { settings = [] }: GuardrailsFile,
  levels: readonly GuardrailsTarget[],
  content: (written: Settings) => Settings,
): AccountPolicies['settings'] {
  const types = [...new Set(settings.map(({ type }) => type))];
  return new Map(
    types.flatMap((type: SettingsPolicyType) => {
      const policies = levels.map(({ id }) =>
        settings
          .filter((policy) => policy.type === type && policy.targets.includes(id))
          .map((policy) => content(policy.content as Settings)),
      );
      return listEffective(effectiveSettings(policies)).map(
        ({ path, value }) => [[type, ...path].join('/'), value] as const,
      );
    }),
  );
}
