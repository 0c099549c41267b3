import { closest, distance } from 'fastest-levenshtein';
import type { Catalogue } from '../../catalogue';
import type { Entry, StatementView } from './document';

/** Whether the entry can be looked up: one service, one name or pattern. What is not has rules of its own. */
export function isLookedUp({ value }: Entry): boolean {
  return /^[\w-]+:[\w*?-]+$/.test(value);
}

export function isPattern({ value }: Entry): boolean {
  return /[*?]/.test(value);
}

/** What the statement says of actions, negated or not. */
export function allActions({ actions, notActions }: StatementView): readonly Entry[] {
  return [...actions, ...notActions];
}

/** Why the catalogue knows no action of this name, and what may be meant. */
export function explainUnknown(catalogue: Catalogue, name: string): { readonly reason: string; readonly fix?: string } {
  const [prefix = ''] = name.split(':');
  if (!catalogue.serviceExists(prefix))
    return { reason: `no service has the prefix '${prefix}' in the catalogue of ${catalogue.updated}` };
  const similar = closest(
    name,
    catalogue.actionsOf(prefix).map((action) => action.name),
  );
  const near = distance(name.toLowerCase(), similar.toLowerCase()) <= name.length / 4;
  return {
    reason: `the catalogue of ${catalogue.updated} has no such action`,
    ...(near ? { fix: `did you mean \`${similar}\`? Otherwise remove it` } : {}),
  };
}
