import { groupBy } from '../../model/group-by';
import type { Placement } from '../../model/organization';
import { treeOf } from '../../model/tree';
import type { Assembly } from './assembly';
import { isCompiledManagementGuardrail } from './compiled-guardrail';

/**
 * Placements that change nothing, because the same statements or settings are in force from a target above already.
 *
 * No mistake: a guardrail that moves up or down stands in both places for one deploy, so that no moment is without it.
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
      // Every statement above is in force; of settings, the nearest.
      const inForce = isOverridden ? others.slice(-1) : others;
      const same = inForce.find((other) => other.text === text);
      return same === undefined ? [] : [[placement, same.placement]];
    }),
  );
}
