import type { MachineState, MachineStates } from '../../../constructs/finisher/definition-states';

/** All states by name, also those of branches and of what is done with items. Fails if a name is used twice. */
export function allStates(definition: MachineStates): ReadonlyMap<string, MachineState> {
  const found = new Map<string, MachineState>();
  const add = ({ States: states }: MachineStates): void => {
    for (const [name, state] of Object.entries(states)) {
      if (found.has(name)) throw new Error(`two states are named ${name}`);
      found.set(name, state);
      const { Branches = [], ItemProcessor } = state as {
        Branches?: readonly MachineStates[];
        ItemProcessor?: MachineStates;
      };
      for (const inner of ItemProcessor === undefined ? Branches : [...Branches, ItemProcessor]) add(inner);
    }
  };
  add(definition);
  return found;
}

/** The definition with one of its states edited, wherever it is. */
export function withState<Whole extends MachineStates>(
  definition: Whole,
  name: string,
  edit: (state: MachineState) => MachineState,
): Whole {
  if (!allStates(definition).has(name)) throw new Error(`there is no state ${name}`);
  return JSON.parse(JSON.stringify(definition), (key, value: unknown) => {
    if (key !== name || typeof value !== 'object') return value;
    return edit(value as MachineState);
  }) as Whole;
}
