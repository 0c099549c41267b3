import type { State, States } from '../../../constructs/finisher/definition-states';

/** All states by name, also those of branches and of what is done with items. Fails if a name is used twice. */
export function allStates(definition: States): ReadonlyMap<string, State> {
  const found = new Map<string, State>();
  const add = ({ States: states }: States): void => {
    for (const [name, state] of Object.entries(states)) {
      if (found.has(name)) throw new Error(`two states are named ${name}`);
      found.set(name, state);
      const { Branches = [], ItemProcessor } = state as { Branches?: readonly States[]; ItemProcessor?: States };
      for (const inner of ItemProcessor === undefined ? Branches : [...Branches, ItemProcessor]) add(inner);
    }
  };
  add(definition);
  return found;
}

/** The definition with one of its states edited, wherever it is. */
export function withState<Whole extends States>(definition: Whole, name: string, edit: (state: State) => State): Whole {
  if (!allStates(definition).has(name)) throw new Error(`there is no state ${name}`);
  return JSON.parse(JSON.stringify(definition), (key, value: unknown) => {
    if (key !== name || typeof value !== 'object') return value;
    return edit(value as State);
  }) as Whole;
}
