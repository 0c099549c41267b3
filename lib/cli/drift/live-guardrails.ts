import type { MatchedTree } from '../../analysis/drift/match-tree';
import { CONTROL_POLICY_KINDS, MANAGEMENT_POLICY_KINDS } from '../../analysis/assemble/policy-quota';
import type { GuardrailsFile, GuardrailsTarget } from '../../model/guardrails-file';
import type { LiveOrganization, LivePolicy } from '../../model/live-organization';
import { ROOT } from '../../model/organization';
import { mapStrings, resolveKnown } from '../../model/placeholder';
import type { Outcome } from '../../model/problem';
import { parseGuardrailsFile } from '../input/read-guardrails-file';

/** The files and the live organization as two states of the same kind. */
export interface Sides {
  /** With the ids of the live organization in place of placeholders. */
  readonly files: GuardrailsFile;
  /** As far as it can be read: a policy that another tool made may be in a language that nothing here reads. */
  readonly live: Outcome<GuardrailsFile>;
}

/**
 * @param file of the organization with the ids of the live one
 */
export function bothSides(file: GuardrailsFile, live: LiveOrganization, tree: MatchedTree): Sides {
  const files: GuardrailsFile = {
    ...file,
    targets: file.targets.filter((target) => target.kind !== 'account' || isThere(target, tree)),
    documents: file.documents.map((document) => ({
      ...document,
      content: mapStrings(document.content, (text) => resolveKnown(text, tree.organization)),
    })),
    ...(file.settings === undefined
      ? {}
      : {
          settings: file.settings.map((setting) => ({
            ...setting,
            content: mapStrings(setting.content, (text) => resolveKnown(text, tree.organization)),
          })),
        }),
  };
  return { files, live: parseGuardrailsFile(JSON.stringify(liveFile(files, live, tree)), 'the live organization') };
}

/** Accounts that are missing are a difference of their own. */
function isThere({ id }: GuardrailsTarget, { accounts }: MatchedTree): boolean {
  return accounts.has(id);
}

/** Everything but targets and policies is as in the files: it is not what this comparison is about. */
function liveFile(files: GuardrailsFile, live: LiveOrganization, tree: MatchedTree): object {
  const ids = idsOf(live, tree);
  const isDetached = fullAccessDetached(live);
  const known = new Set([...tree.units.values()].map(({ id }) => id));
  const parents = new Map([...live.units, ...live.accounts].map(({ id, parentId }) => [id, ids.get(parentId)]));
  const asLive = (target: GuardrailsTarget): readonly object[] => {
    const awsId = target.kind === 'root' ? live.rootId : (target.accountId ?? target.awsId);
    if (awsId === null || awsId === undefined) return [];
    const parent = parents.get(awsId);
    const full = target.kind !== 'management-account' && isDetached(awsId) ? { fullAwsAccess: false } : {};
    return [{ ...target, ...(parent === undefined ? {} : { parent }), ...full }];
  };
  const unknownUnits = live.units
    .filter(({ id }) => !known.has(id))
    .map(({ id, name }) => ({ ...{ id, kind: 'unit', awsId: id, name, parent: parents.get(id) ?? ROOT } }));
  const attached = (kinds: readonly { readonly type: string }[]) =>
    live.policies
      .filter(({ type, awsManaged }) => !awsManaged && kinds.some((kind) => kind.type === type))
      .map((policy) => asDocument(policy, files, ids))
      .filter(({ targets }) => targets.length > 0);
  return {
    ...files,
    targets: [...files.targets.flatMap(asLive), ...unknownUnits],
    documents: attached(CONTROL_POLICY_KINDS),
    settings: attached(MANAGEMENT_POLICY_KINDS),
  };
}

/** The ids in the files, by those at AWS; AWS's own for what no file has. */
function idsOf(live: LiveOrganization, { organization }: MatchedTree): ReadonlyMap<string, string> {
  const { units, accounts, managementAccount } = organization;
  return new Map([
    [live.rootId, ROOT],
    ...live.units.map(({ id }) => [id, id] as const),
    ...units.flatMap(({ id, awsId }) => (awsId === null ? [] : [[awsId, id] as const])),
    ...accounts.flatMap(({ key, accountId }) => (accountId === null ? [] : [[accountId, key] as const])),
    [managementAccount.accountId, managementAccount.key],
  ]);
}

function fullAccessDetached(live: LiveOrganization): (awsId: string) => boolean {
  const full = live.policies.find(({ awsManaged, type }) => awsManaged && type === 'SERVICE_CONTROL_POLICY');
  // Without the type, no policy is attached, and nothing needs one that allows it.
  if (full === undefined || !live.policyTypes.includes(full.type)) return () => false;
  const targets = new Set(full.targetIds);
  return (awsId) => !targets.has(awsId);
}

/** Which guardrail a part belongs to is known as long as the content is that of the files. */
function asDocument(
  { name, type, content, targetIds, id }: LivePolicy,
  { documents, settings = [] }: GuardrailsFile,
  ids: ReadonlyMap<string, string>,
) {
  const written = [...documents, ...settings].find((document) => document.name === name && document.type === type);
  return {
    ...{ name, type, content, awsId: id },
    targets: targetIds.flatMap((target) => ids.get(target) ?? []),
    ...(written?.guardrails === undefined || !holds(written.guardrails, content)
      ? {}
      : { guardrails: written.guardrails }),
  };
}

/** Whether every place that is named is there. */
function holds(guardrails: Readonly<Record<string, readonly string[]>>, content: unknown): boolean {
  return Object.keys(guardrails).every((pointer) => {
    let value: unknown = content;
    for (const part of pointer.split('/').slice(1)) {
      if (typeof value !== 'object' || value === null) return false;
      value = (value as Readonly<Record<string, unknown>>)[part.replace(/~1/g, '/').replace(/~0/g, '~')];
    }
    return value !== undefined;
  });
}
