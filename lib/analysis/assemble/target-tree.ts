import { ROOT, type Organization } from '../../model/organization';

/** What hangs below the root, and under what. */
export interface TargetTree {
  /** The targets above this one, from the root down: whatever hangs on one of them is in force here, too. */
  above(target: string): readonly string[];
}

export function targetTree({ units, accounts }: Organization): TargetTree {
  const parents = new Map([
    ...units.map(({ id, parent }) => [id, parent] as const),
    ...accounts.map(({ key, unit }) => [key, unit] as const),
  ]);
  const above = (target: string): readonly string[] => {
    const parent = parents.get(target);
    return parent === undefined ? [] : [...above(parent), parent];
  };
  return { above };
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
