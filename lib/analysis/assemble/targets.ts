import { ROOT, type Organization } from '../../model/organization';

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
