import type { GuardrailsFile, GuardrailsTarget } from '../../model/guardrails-file';
import { isAccount } from '../evaluate/example-ids';

/** What a target was, and what it is. */
export interface MatchedTarget {
  readonly before: GuardrailsTarget;
  readonly after: GuardrailsTarget;
}

/** The targets of two files, each list in the order of its file. */
export interface MatchedTargets {
  /** In the order in which they stand after. */
  readonly both: readonly MatchedTarget[];
  readonly added: readonly GuardrailsTarget[];
  readonly removed: readonly GuardrailsTarget[];
}

/**
 * Which target of one file is which of another: the root is the root, the management account the management account; an
 * account or unit is known by its id at AWS where both files tell it, and by its id in the file where one does not.
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
    // With an id at AWS on both sides, and not the same, it is another one of the same name.
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

function kindOf(target: GuardrailsTarget): string {
  return isAccount(target) ? 'account' : target.kind;
}

/** The ids at AWS that are known. A root is the root whatever its id: an organization has one. */
function awsIdsOf({ organization, targets }: GuardrailsFile): ReadonlyMap<GuardrailsTarget, string> {
  return new Map(
    targets.flatMap((target) => {
      const { kind, awsId, accountId } = target;
      if (kind === 'root') return [[target, kind] as const];
      const number = accountId ?? (kind === 'management-account' ? organization.managementAccount : null);
      const id = isAccount(target) ? number : (awsId ?? null);
      return id === null ? [] : [[target, id] as const];
    }),
  );
}
