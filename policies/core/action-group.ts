/** Actions that a guardrail lists for one reason, so that a reviewer sees why an entry exists. */
export interface ActionGroup {
  readonly name: string;
  /** Why these actions are listed. */
  readonly reason: string;
  /** The day on which the list was checked, as `YYYY-MM-DD`. */
  readonly asOf: string;
  readonly source: string;
  /** Sorted. `prefix:*` is a whole service. */
  readonly actions: readonly string[];
}

/** All actions of some groups, sorted, each once. */
export function actionsOf(groups: readonly ActionGroup[]): readonly string[] {
  return [...new Set(groups.flatMap(({ actions }) => actions))].sort();
}
