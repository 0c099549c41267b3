import { groupBy } from '../model/checks/group-by';
import type { Organization, Placement } from '../model/organization';
import { compileConfigured, configuredGuardrails, type Catalogue } from './configured-guardrail';
import { targetTree } from './target-tree';

/**
 * Placements that deny nothing more, because the same statements are in force from a target above already.
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
    text: JSON.stringify(compileConfigured(configured, organization)),
  }));
  const byGuardrail = groupBy(compiled, ({ placement }) => placement.guardrail);
  return new Map(
    compiled.flatMap(({ placement, text }) => {
      const above = tree.above(placement.target);
      const same = byGuardrail
        .get(placement.guardrail)
        ?.find((other) => above.includes(other.placement.target) && other.text === text);
      return same === undefined ? [] : [[placement, same.placement]];
    }),
  );
}
