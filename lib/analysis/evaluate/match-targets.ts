import type { GuardrailsFile, GuardrailsTarget } from '../../model/guardrails-file';
import { isAccount } from './guardrails-tree';

/** One target in two states of an organization. */
export interface MatchedTarget {
  readonly before: GuardrailsTarget;
  readonly after: GuardrailsTarget;
}

/** The targets of two states, each list in the order of its file. */
export interface MatchedTargets {
  /** In the order of the later state. */
  readonly both: readonly MatchedTarget[];
  readonly added: readonly GuardrailsTarget[];
  readonly removed: readonly GuardrailsTarget[];
}

/**
 * Finds each target of one state in the other. The root matches the root, and the management account the management
 * account. An account or unit matches by its id at AWS if both files have one, else by its id in the file.
 */
export function matchTargets(before: GuardrailsFile, after: GuardrailsFile): MatchedTargets {
  const awsIds = [awsIdsOf(before), awsIdsOf(after)] as const;
  const byAwsId = new Map([...awsIds[0]].map(([target, awsId]) => [`${kindOf(target)} ${awsId}`, target]));
  const byId = new Map(before.targets.map((target) => [`${kindOf(target)} ${target.id}`, target]));
  const oldOf = new Map<GuardrailsTarget, GuardrailsTarget>();
  const taken = new Set<GuardrailsTarget>();
  const match = (target: GuardrailsTarget, old: GuardrailsTarget | undefined): void => {
    if (old === undefined || taken.has(old) || oldOf.has(target)) return;
    oldOf.set(target, old);
    taken.add(old);
  };
  for (const [target, awsId] of awsIds[1]) match(target, byAwsId.get(`${kindOf(target)} ${awsId}`));
  for (const target of after.targets) {
    const old = byId.get(`${kindOf(target)} ${target.id}`);
    // Both have an id at AWS and the ids differ: it is a different target with the same name.
    if (old !== undefined && awsIds[0].has(old) && awsIds[1].has(target)) continue;
    match(target, old);
  }
  return {
    both: after.targets.flatMap((target) => {
      const old = oldOf.get(target);
      return old === undefined ? [] : [{ before: old, after: target }];
    }),
    added: after.targets.filter((target) => !oldOf.has(target)),
    removed: before.targets.filter((target) => !taken.has(target)),
  };
}

/**
 * Both states with the same ids: an id that one of the files lacks is taken from the other. So example ids, and the ids
 * that replace placeholders, are the same in both. Matched targets come first, in the same order, since examples that
 * collide are resolved in order.
 */
export function shareIds(
  before: GuardrailsFile,
  after: GuardrailsFile,
  { both, added, removed }: MatchedTargets,
): readonly [before: GuardrailsFile, after: GuardrailsFile] {
  const id = {
    before: before.organization.id ?? after.organization.id,
    after: after.organization.id ?? before.organization.id,
  };
  return [
    {
      ...before,
      organization: { ...before.organization, id: id.before },
      targets: [...both.map((pair) => withIdsOf(pair.before, pair.after, before, after)), ...removed],
    },
    {
      ...after,
      organization: { ...after.organization, id: id.after },
      targets: [...both.map((pair) => withIdsOf(pair.after, pair.before, after, before)), ...added],
    },
  ];
}

function withIdsOf(
  target: GuardrailsTarget,
  other: GuardrailsTarget,
  file: GuardrailsFile,
  otherFile: GuardrailsFile,
): GuardrailsTarget {
  const accountId = numberOf(target, file) ?? numberOf(other, otherFile);
  return { ...target, awsId: target.awsId ?? other.awsId, accountId };
}

/** The number of an account, as far as it is known. */
function numberOf({ kind, accountId }: GuardrailsTarget, { organization }: GuardrailsFile): string | null {
  return accountId ?? (kind === 'management-account' ? organization.managementAccount : null);
}

function kindOf(target: GuardrailsTarget): string {
  return isAccount(target) ? 'account' : target.kind;
}

/** The known ids at AWS. An organization has one root, so its id does not matter. */
function awsIdsOf(file: GuardrailsFile): ReadonlyMap<GuardrailsTarget, string> {
  return new Map(
    file.targets.flatMap((target) => {
      const { kind, awsId } = target;
      if (kind === 'root') return [[target, kind] as const];
      const id = isAccount(target) ? numberOf(target, file) : (awsId ?? null);
      return id === null ? [] : [[target, id] as const];
    }),
  );
}
