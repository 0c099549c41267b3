/** Actions that stand in a guardrail for one reason, so that a reviewer sees why an entry exists. */
export interface Layer {
  readonly name: string;
  /** Why these actions are here. */
  readonly reason: string;
  /** The day on which the list was true, as `YYYY-MM-DD`. */
  readonly asOf: string;
  readonly source: string;
  /** Sorted. `prefix:*` stands for a whole service. */
  readonly actions: readonly string[];
}

/** All actions of some layers, sorted, each once. */
export function actionsOf(layers: readonly Layer[]): readonly string[] {
  return [...new Set(layers.flatMap(({ actions }) => actions))].sort();
}
