import { ROOT, type Organization } from '../../model/organization';
import { treeOf } from '../../model/tree';

/** The root, the units and the accounts of an organization. */
export interface TargetTree {
  /** The targets above this one, from the root down, without itself: what is attached to them is in force here, too. */
  above(target: string): readonly string[];
}

export function targetTree({ units, accounts }: Organization): TargetTree {
  const { downTo } = treeOf([
    { id: ROOT },
    ...units.map(({ id, parent }) => ({ id, parent })),
    ...accounts.map(({ key, unit }) => ({ id: key, parent: unit })),
  ]);
  return {
    above: (target) =>
      downTo(target)
        .slice(0, -1)
        .map(({ id }) => id),
  };
}

/** A target of guardrails: its id, and the key that names are made from. */
export interface TargetKey {
  readonly id: string;
  readonly key: string;
}

/** The root, the units and the accounts that guardrails still bind, in the order of the organization. */
export function listTargets({ units, accounts }: Organization): readonly TargetKey[] {
  const open = accounts.filter(({ state }) => state !== 'closed');
  return [
    { id: ROOT, key: ROOT },
    ...units.map(({ id, key }) => ({ id, key })),
    ...open.map(({ key }) => ({ id: key, key })),
  ];
}
