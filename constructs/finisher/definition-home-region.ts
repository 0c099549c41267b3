import { choose, inOrder, type MachineState, type MachineStates } from './definition-states';
import { left } from './definition-outcome';

/**
 * Does the steps in the home Region only: what they set holds in all Regions. All Regions have the same template, so that
 * the state machine compares its own ARN.
 *
 * @param job the beginning of the names of the states that this adds
 */
export function inHomeRegion(
  job: string,
  { homeRegion, what }: { readonly homeRegion: string; readonly what: string },
  steps: Readonly<Record<string, MachineState>>,
): MachineStates {
  const [first] = Object.keys(steps);
  if (first === undefined) throw new Error(`${job} has no steps`);
  const isHome = { Variable: '$$.StateMachine.Id', StringMatches: `arn:*:states:${homeRegion}:*` };
  return inOrder({
    [`${job}IsHome`]: choose([{ if: isHome, next: first }], `${job}Elsewhere`),
    [`${job}Elsewhere`]: left({ what, why: `set in ${homeRegion}, for all Regions` }),
    ...steps,
  });
}
