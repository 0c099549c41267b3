import { remember } from '../../iam/remember';
import { documentSize } from '../../iam/size';
import { groupBy } from '../../model/group-by';
import type {
  GuardrailsDocument,
  GuardrailsFile,
  GuardrailsSettings,
  GuardrailsTarget,
} from '../../model/guardrails-file';
import { mapStrings, stretchPlaceholders } from '../../model/placeholder';
import { DEFAULT_QUOTAS, type Quotas } from '../../model/quotas';
import { POLICY_KINDS, takenByOthers, type PolicyKind } from '../policy-room';
import type { Difference } from './difference-file';
import { matchTargets } from './match-targets';

type Use = Difference['quota'][number];
type Policy = GuardrailsDocument | GuardrailsSettings;

/**
 * The targets that are there after, and the types of which policies hang on them, before or after, in another number or
 * with a longest one of another length. Counted as plans count: with what AWS attaches by itself and what others need.
 */
export function findQuotaUse(before: GuardrailsFile, after: GuardrailsFile): Difference['quota'] {
  const { both } = matchTargets(before, after);
  const oldOf = new Map(both.map((pair) => [pair.after, pair.before]));
  const [old, now] = [countUse(before), countUse(after)];
  const quotas = quotasOf(after);
  return after.targets.flatMap((target) =>
    POLICY_KINDS.flatMap((kind): readonly Use[] => {
      const [was, is] = [old(oldOf.get(target), kind), now(target, kind)];
      if (was.own + is.own === 0) return [];
      if (was.documents === is.documents && was.characters === is.characters) return [];
      return [
        {
          target: target.id,
          type: kind.type,
          documents: { before: was.documents, after: is.documents, allowed: quotas[kind.perTarget].value },
          characters: { before: was.characters, after: is.characters, allowed: quotas[kind.characters].value },
        },
      ];
    }),
  );
}

interface Count {
  /** Policies of the file. */
  readonly own: number;
  /** All policies on the target. */
  readonly documents: number;
  /** Of the longest. */
  readonly characters: number;
}

/** Counts what hangs on a target; on one that is not there, nothing. */
function countUse(file: GuardrailsFile): (target: GuardrailsTarget | undefined, kind: PolicyKind) => Count {
  const quotas = quotasOf(file);
  const measure = measureIn(file);
  const policies: readonly Policy[] = [...file.documents, ...(file.settings ?? [])];
  const places = groupBy(
    policies.flatMap((policy) =>
      [...new Set(policy.targets)].map((target) => ({ place: placeOf(target, policy.type), policy })),
    ),
    ({ place }) => place,
  );
  return (target, kind) => {
    if (target === undefined) return { own: 0, documents: 0, characters: 0 };
    const own = places.get(placeOf(target.id, kind.type)) ?? [];
    const detached = kind.type === 'SERVICE_CONTROL_POLICY' && target.fullAwsAccess === false ? 1 : 0;
    return {
      own: own.length,
      documents: own.length + takenByOthers(kind, quotas) - detached,
      characters: own.reduce((longest, { policy }) => Math.max(longest, measure(policy)), 0),
    };
  };
}

function placeOf(target: string, type: string): string {
  return `${type} ${target}`;
}

/** The characters of a policy, each placeholder at its greatest length; a file without placements knows none. */
function measureIn({ placements, targets }: GuardrailsFile): (policy: Policy) => number {
  const units = targets.flatMap(({ kind, id, parent }) => (kind === 'unit' ? [{ id, parent: parent ?? '' }] : []));
  const stretch = (text: string): string => stretchPlaceholders(text, { units });
  return remember(
    ({ content }) => documentSize(placements === undefined ? content : mapStrings(content, stretch)),
    Infinity,
  );
}

function quotasOf({ quotas = {} }: GuardrailsFile): Quotas {
  return Object.fromEntries(
    Object.entries(DEFAULT_QUOTAS).map(([name, quota]) => [name, { ...quota, value: quotas[name] ?? quota.value }]),
  ) as Quotas;
}
