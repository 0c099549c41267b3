import { documentSize } from '../../iam/size';
import type { ManagementPolicyType } from '../../iam/management-policies/policy-type';
import { formatNumber } from '../../report/words';
import { policyName } from '../../model/names';
import type { Organization } from '../../model/organization';
import { mapStrings, stretchPlaceholders } from '../../model/placeholder';
import type { Problem } from '../../model/problem';
import type { AssembledManagementPolicy } from './assembly';
import type { CompiledManagementGuardrail } from './compiled-guardrail';
import { firstFree, recordedFor, type Recorded } from './pack/recorded';
import { explainQuota, quotaFor, type PolicyKind } from './policy-quota';
import type { TargetKey } from './targets';

/** The management guardrails of one policy type at one target, in the order of the file. */
export interface TargetManagementPolicies {
  readonly target: TargetKey;
  readonly kind: PolicyKind<ManagementPolicyType>;
  readonly guardrails: readonly CompiledManagementGuardrail[];
}

/** One policy for each guardrail: AWS merges them. Each keeps its name, as recorded in `packing.lock.json`. */
export function fillManagementPolicies(
  { target, kind, guardrails }: TargetManagementPolicies,
  organization: Organization,
): readonly AssembledManagementPolicy[] {
  const indexes = assignIndexes(
    guardrails.map(({ guardrail }) => guardrail.id),
    recordedFor(organization.packing, target, kind),
  );
  return guardrails
    .map(({ guardrail: { id }, content }): AssembledManagementPolicy => {
      const index = indexes.get(id) ?? NaN;
      return {
        name: policyName(target.key, kind.short, index),
        type: kind.type,
        target: target.id,
        key: target.key,
        index,
        content,
        guardrails: { '': [id] },
        characters: documentSize(mapStrings(content, (text) => stretchPlaceholders(text, organization))),
      };
    })
    .sort((a, b) => a.index - b.index);
}

/** Recorded guardrails keep their numbers; new ones, in the order of their ids, take the lowest that are free. */
function assignIndexes(guardrails: readonly string[], recorded: Recorded): ReadonlyMap<string, number> {
  const holders = new Map<number, string>();
  for (const [index, [id]] of [...recorded].sort(([a], [b]) => a - b))
    if (id !== undefined && guardrails.includes(id) && ![...holders.values()].includes(id)) holders.set(index, id);
  const known = new Set(holders.values());
  for (const id of guardrails.filter((each) => !known.has(each)).sort()) holders.set(firstFree(holders), id);
  return new Map([...holders].map(([index, id]) => [id, index]));
}

/** Policies that are too long or too many for AWS. */
export function findManagementOverflow(
  { target, kind, guardrails }: TargetManagementPolicies,
  documents: readonly AssembledManagementPolicy[],
  { quotas }: Organization,
): readonly Problem[] {
  const quota = quotaFor(kind, quotas);
  const tooLong = guardrails.flatMap(({ placement, guardrail }): readonly Problem[] => {
    const own = documents.find((document) => document.guardrails['']?.includes(guardrail.id));
    const excess = (own?.characters ?? 0) - quota.characters;
    if (excess <= 0) return [];
    return [
      {
        code: 'settings-too-long',
        at: placement.at,
        message: `\`${guardrail.id}\` on \`${target.id}\` makes a ${kind.noun} that is ${formatNumber(excess)} characters too long`,
        allowed: explainQuota(kind, quotas),
        fix: 'shorten the parameters',
      },
    ];
  });
  const [first] = guardrails.slice(quota.documents);
  if (first === undefined) return tooLong;
  return [
    ...tooLong,
    {
      code: 'too-many-documents',
      at: first.placement.at,
      message: `\`${first.guardrail.id}\` on \`${target.id}\` is one ${kind.noun} too many`,
      allowed: explainQuota(kind, quotas),
      fix: 'place a guardrail of this type on another target',
    },
  ];
}
