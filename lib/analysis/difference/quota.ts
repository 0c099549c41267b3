import { memoize } from '../../iam/memoize';
import { documentSize } from '../../iam/size';
import type { GuardrailsFile, GuardrailsTarget } from '../../model/guardrails-file';
import { mapStrings, stretchPlaceholders } from '../../model/placeholder';
import { DEFAULT_QUOTAS, type Quotas } from '../../model/quotas';
import { POLICY_KINDS, takenByOthers, type PolicyKind } from '../assemble/policy-quota';
import type { Difference } from './difference-file';
import { guardrailsTree, type AttachedPolicy } from '../evaluate/guardrails-tree';
import type { MatchedTargets } from '../evaluate/match-targets';
import { contentOf } from './policies';

type Use = Difference['quota'][number];

/**
 * The targets that are there after, and the types of which policies hang on them, before or after, in another number or
 * with a longest one of another length. Counted as plans count: with what AWS attaches by itself and what others need.
 */
export function findQuotaUse(
  before: GuardrailsFile,
  after: GuardrailsFile,
  { both }: MatchedTargets,
): Difference['quota'] {
  const oldOf = new Map(both.map((pair) => [pair.after, pair.before]));
  const [old, now] = [useReader(before), useReader(after)];
  const quotas = quotasOf(after);
  return after.targets.flatMap((target) =>
    POLICY_KINDS.flatMap((kind): readonly Use[] => {
      const [was, is] = [old(oldOf.get(target), kind), now(target, kind)];
      if (was.policies.length + is.policies.length === 0) return [];
      // Most targets hold what they held, which then need not be measured.
      if (was.documents === is.documents && isSameContent(was.policies, is.policies)) return [];
      const characters = { before: was.longest(), after: is.longest(), allowed: quotas[kind.characters].value };
      if (was.documents === is.documents && characters.before === characters.after) return [];
      const documents = { before: was.documents, after: is.documents, allowed: quotas[kind.perTarget].value };
      return [{ target: target.id, type: kind.type, documents, characters }];
    }),
  );
}

interface UseOfQuotas {
  /** Those of the file. */
  readonly policies: readonly AttachedPolicy[];
  /** How many hang there, with those that are not ours. */
  readonly documents: number;
  /** The characters of the longest. */
  readonly longest: () => number;
}

/** Reads what hangs on a target; on one that is not there, nothing. */
function useReader(file: GuardrailsFile): (target: GuardrailsTarget | undefined, kind: PolicyKind) => UseOfQuotas {
  const quotas = quotasOf(file);
  const measure = measureIn(file);
  const { policiesAt } = guardrailsTree(file);
  return (target, kind) => {
    if (target === undefined) return { policies: [], documents: 0, longest: () => 0 };
    const policies = policiesAt(target.id, kind.type);
    const detached = kind.type === 'SERVICE_CONTROL_POLICY' && target.fullAwsAccess === false ? 1 : 0;
    return {
      policies,
      documents: policies.length + takenByOthers(kind, quotas) - detached,
      longest: () => policies.reduce((longest, policy) => Math.max(longest, measure(policy)), 0),
    };
  };
}

function isSameContent(before: readonly AttachedPolicy[], after: readonly AttachedPolicy[]): boolean {
  return (
    before.length === after.length &&
    before.every((policy, index) => contentOf(policy) === contentOf(after[index] ?? policy))
  );
}

/** The characters of a policy, each placeholder at its greatest length; a file without placements knows none. */
function measureIn({ placements, targets }: GuardrailsFile): (policy: AttachedPolicy) => number {
  const units = targets.flatMap(({ kind, id, parent }) => (kind === 'unit' ? [{ id, parent: parent ?? '' }] : []));
  const stretch = (text: string): string => stretchPlaceholders(text, { units });
  return memoize(({ content }) => documentSize(placements === undefined ? content : mapStrings(content, stretch)));
}

function quotasOf({ quotas = {} }: GuardrailsFile): Quotas {
  return Object.fromEntries(
    Object.entries(DEFAULT_QUOTAS).map(([name, quota]) => [name, { ...quota, value: quotas[name] ?? quota.value }]),
  ) as Quotas;
}
