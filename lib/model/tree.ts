import { ROOT } from './organization';

/** Items below one another, such as the units and accounts below the root. */
export interface Tree<Item> {
  readonly find: (id: string) => Item | undefined;
  /** The items from the top down to this one, itself included; empty where there is no such item. */
  readonly downTo: (id: string) => readonly Item[];
}

/** @param items each names the item above it; at the top is an item without a parent, or whose parent is not listed */
export function treeOf<Item extends { readonly id: string; readonly parent?: string }>(
  items: readonly Item[],
): Tree<Item> {
  const byId = new Map(items.map((item) => [item.id, item]));
  const known = new Map<string, readonly Item[]>();
  const downTo = (id: string): readonly Item[] => {
    const item = byId.get(id);
    if (item === undefined) return [];
    const path = known.get(id) ?? [...(item.parent === undefined ? [] : downTo(item.parent)), item];
    known.set(id, path);
    return path;
  };
  return { find: (id) => byId.get(id), downTo };
}

/** The ids of the units from the top down to this one, itself included. Ids of units are their keys from the top down. */
export function unitsDownTo(unit: string): readonly string[] {
  const keys = unit.split('/');
  return keys.map((_, index) => keys.slice(0, index + 1).join('/'));
}

/** A unit, those above it, and the root, by their ids; of the root, itself. */
export function targetsUpFrom(unit: string): readonly string[] {
  return unit === ROOT ? [ROOT] : [ROOT, ...unitsDownTo(unit)].reverse();
}

/** Whether a unit is a target of assignments or guardrails, or below it. */
export function isInside(unit: string, target: string): boolean {
  return target === ROOT || unit === target || unit.startsWith(`${target}/`);
}
