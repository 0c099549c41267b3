import { groupBy } from '../../model/group-by';
import type { Placement } from '../../model/organization';
import { treeOf } from '../../model/tree';
import type { Assembly } from './assembly';
import { isCompiledManagementGuardrail } from './compiled-guardrail';

/**
 * Placements without effect, because the same policy content is already in force from a target above.
 *
 * This is not a mistake: a guardrail that moves up or down is in both places for one deploy, so that it is always in
 * force.
 */
export function findRedundantPlacements(
  assembly: Pick<Assembly, 'compiled' | 'file'>,
): ReadonlyMap<Placement, Placement> {
  const { downTo } = treeOf(assembly.file.targets);
  const compiled = assembly.compiled.map((one) => ({
    placement: one.placement,
    text: JSON.stringify(one.content),
    isOverridden: isCompiledManagementGuardrail(one),
  }));
  const byGuardrail = groupBy(compiled, ({ placement }) => placement.guardrail);
  return new Map(
    compiled.flatMap(({ placement, text, isOverridden }) => {
      const above = downTo(placement.target).slice(0, -1);
      const others = above.flatMap(({ id }) =>
        (byGuardrail.get(placement.guardrail) ?? []).filter((other) => other.placement.target === id),
      );
      // All statements above are in force, but only the nearest management policy.
      const inForce = isOverridden ? others.slice(-1) : others;
      const same = inForce.find((other) => other.text === text);
      return same === undefined ? [] : [[placement, same.placement]];
    }),
  );
}
