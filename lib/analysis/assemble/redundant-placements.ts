import { groupBy } from '../../model/group-by';
import type { Organization, Placement } from '../../model/organization';
import type { Assembly } from './assembly';
import { isCompiledManagementGuardrail } from './compiled-guardrail';
import { targetTree } from './target-tree';

/**
 * Placements that change nothing, because the same statements or settings are in force from a target above already.
 *
 * No mistake: a guardrail that moves up or down stands in both places for one deploy, so that no moment is without it.
 */
export function findRedundantPlacements(
  organization: Organization,
  assembly: Pick<Assembly, 'compiled'>,
): ReadonlyMap<Placement, Placement> {
  const tree = targetTree(organization);
  const compiled = assembly.compiled.map((one) => ({
    placement: one.placement,
    text: JSON.stringify(one.content),
    isOverridden: isCompiledManagementGuardrail(one),
  }));
  const byGuardrail = groupBy(compiled, ({ placement }) => placement.guardrail);
  return new Map(
    compiled.flatMap(({ placement, text, isOverridden }) => {
      const above = tree.above(placement.target);
      const others = above.flatMap((target) =>
        (byGuardrail.get(placement.guardrail) ?? []).filter((other) => other.placement.target === target),
      );
      // Every statement above is in force; of settings, the nearest.
      const inForce = isOverridden ? others.slice(-1) : others;
      const same = inForce.find((other) => other.text === text);
      return same === undefined ? [] : [[placement, same.placement]];
    }),
  );
}
