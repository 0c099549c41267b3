import { memoize } from '../../iam/memoize';
import { documentSize } from '../../iam/size';
import type { GuardrailsFile, GuardrailsTarget } from '../../model/guardrails-file';
import { mapStrings, stretchPlaceholders } from '../../model/placeholder';
import { DEFAULT_QUOTAS, type Quotas } from '../../model/quotas';
import { POLICY_KINDS, takenByOthers, type PolicyKind } from '../assemble/policy-quota';
import type { Difference } from './difference-file';
import type { AttachedPolicy, GuardrailsTree } from '../evaluate/guardrails-tree';
import type { MatchedTargets } from '../evaluate/match-targets';
import { contentOf } from './written-parts';

type Use = Difference['quota'][number];

/**
 * The use of the policy quotas, for targets of the later state and policy types for which it changed: the number of
 * policies or the length of the longest. Counted as in a plan, with the policies that AWS attaches and reserved ones.
 */
export function findQuotaUse(
  before: GuardrailsTree,
  after: GuardrailsTree,
  { both }: MatchedTargets,
): Difference['quota'] {
  const oldOf = new Map(both.map((pair) => [pair.after, pair.before]));
  const [old, now] = [useReader(before), useReader(after)];
  const quotas = quotasOf(after.file);
  return after.file.targets.flatMap((target) =>
    POLICY_KINDS.flatMap((kind): readonly Use[] => {
      const [was, is] = [old(oldOf.get(target), kind), now(target, kind)];
      if (was.policies.length + is.policies.length === 0) return [];
      // Most targets have the same policies as before, which need not be measured.
      if (was.documents === is.documents && isSameContent(was.policies, is.policies)) return [];
      const characters = { before: was.longest(), after: is.longest(), allowed: quotas[kind.characters].value };
      if (was.documents === is.documents && characters.before === characters.after) return [];
      const documents = { before: was.documents, after: is.documents, allowed: quotas[kind.perTarget].value };
      return [{ target: target.id, type: kind.type, documents, characters }];
    }),
  );
}

interface QuotaUse {
  /** The attached policies in the file. */
  readonly policies: readonly AttachedPolicy[];
  /** The number of attached policies, with those that the file does not contain. */
  readonly documents: number;
  /** The characters of the longest policy. */
  readonly longest: () => number;
}

/** Reads the use at a target; undefined, the target does not exist, is no use. */
function useReader({
  file,
  policiesAt,
}: GuardrailsTree): (target: GuardrailsTarget | undefined, kind: PolicyKind) => QuotaUse {
  const quotas = quotasOf(file);
  const measure = measureIn(file);
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

/** The characters of a policy, with placeholders at their maximum length. A file without placements has no placeholders. */
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
