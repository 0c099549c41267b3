import type { Placement } from '../../lib/model/organization';
import type { Position } from '../../lib/model/problem';

const AT: Position = { file: 'landing-zone.yaml', line: 1, column: 1 };

/** A guardrail with these parameters at a target, such as `root` or `Workloads/Production`. */
export function aPlacement(target: string, guardrail: string, parameters: unknown = {}): Placement {
  return { target, guardrail, parameters, at: AT, locate: () => AT };
}
