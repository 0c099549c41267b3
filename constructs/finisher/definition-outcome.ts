import type { MachineFields, MachineState, MachineStates } from './definition-states';

/*
 * What the steps of a job come to. An outcome is three lists: what was changed; what was left, and why; what failed, and how.
 */

/** What an outcome is about: `what` or `what.$`, and other fields that say more. */
type Said = MachineFields;

export function changed(what: Said): MachineState {
  return { Type: 'Pass', Parameters: { changed: [what], left: [], failed: [] }, End: true };
}

/** @param said also `why` */
export function left(said: Said): MachineState {
  return { Type: 'Pass', Parameters: { changed: [], left: [said], failed: [] }, End: true };
}

/** All outcomes of a list as one. */
export function merged(list = '$'): MachineFields {
  return Object.fromEntries(['changed', 'left', 'failed'].map((kind) => [`${kind}.$`, `${list}[*].${kind}[*]`]));
}

interface AttemptOptions {
  /** What is named when the steps fail. */
  readonly what: Said;
  /** Where the outcome is kept. Default: it is the output. */
  readonly at?: string;
  /** The state that comes next. Default: none. */
  readonly next?: string;
}

/** Does the steps, which end in an outcome. If one of them fails, that is the outcome, and what comes next still comes. */
export function attempt(
  name: string,
  { what, at = '$', next }: AttemptOptions,
  steps: MachineStates,
): Record<string, MachineState> {
  const then = next === undefined ? { End: true } : { Next: next };
  return {
    [name]: {
      Type: 'Parallel',
      Branches: [steps],
      ResultSelector: merged(),
      ResultPath: at,
      Catch: [{ ErrorEquals: ['States.ALL'], ResultPath: '$.error', Next: `${name}Failed` }],
      ...then,
    },
    [`${name}Failed`]: {
      Type: 'Pass',
      Parameters: { changed: [], left: [], failed: [{ ...what, 'error.$': '$.error' }] },
      ResultPath: at,
      ...then,
    },
  };
}
