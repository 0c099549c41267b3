import { isManagementGuardrail } from '../../../policies/core/management-guardrail';
import { groupBy } from '../../model/group-by';
import type { Organization, Placement } from '../../model/organization';
import { configuredGuardrails, writeConfigured, type Catalogue } from './configured-guardrail';
import { targetTree } from './target-tree';

/**
 * Placements that change nothing, because the same statements or settings are in force from a target above already.
 *
 * No mistake: a guardrail that moves up or down stands in both places for one deploy, so that no moment is without it.
 */
export function findRedundantPlacements(
  organization: Organization,
  catalogue: Catalogue,
): ReadonlyMap<Placement, Placement> {
  const tree = targetTree(organization);
  const compiled = configuredGuardrails(organization, catalogue).map((configured) => ({
    placement: configured.placement,
    text: JSON.stringify(writeConfigured(configured, organization)),
    isOverridden: isManagementGuardrail(configured.guardrail),
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
