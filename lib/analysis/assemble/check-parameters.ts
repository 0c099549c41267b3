import type { Neighbor, ParameterProblem } from '../../../policies/core/guardrail';
import { groupBy } from '../../model/group-by';
import type { Organization, Placement } from '../../model/organization';
import type { Position, Problem } from '../../model/problem';
import { treeOf } from '../../model/tree';
import type { Configured } from './compiled-guardrail';
import { targetsOf } from './guardrails-file';

/** Parameters that are not valid in this organization. */
export function findInvalidParameters(
  { placement, guardrail }: Configured,
  organization: Organization,
): readonly Problem[] {
  const problems = guardrail.check?.(placement.parameters, organization) ?? [];
  return problems.map((problem) => located('senseless-parameter', placement, problem));
}

/** Parameters that contradict those of another guardrail in force at the same target. */
export function findContradictions(organization: Organization, configured: readonly Configured[]): readonly Problem[] {
  const neighborsAt = neighborsIn(organization);
  return configured.flatMap(({ placement, guardrail }) => {
    const problems = guardrail.conflicts?.(placement.parameters, neighborsAt(placement)) ?? [];
    return problems.map((problem) => located('contradicting-guardrails', placement, problem));
  });
}

function located(code: string, placement: Placement, problem: ParameterProblem): Problem {
  return { code, ...problem, at: positionOf(problem.at, placement) };
}

function positionOf(at: ParameterProblem['at'], placement: Placement): Position {
  if ('file' in at) return at;
  return at.length === 0 ? placement.at : placement.locate(at);
}

/** The other guardrails in force at a placement's target: from the root down, at each target in the order of the file. */
function neighborsIn(organization: Organization): (placement: Placement) => readonly Neighbor[] {
  const { downTo } = treeOf(targetsOf(organization));
  const placements = groupBy(organization.placements, ({ target }) => target);
  return (placement) =>
    downTo(placement.target)
      .flatMap(({ id }) => placements.get(id) ?? [])
      .filter((other) => other !== placement);
}
