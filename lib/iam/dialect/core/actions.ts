import { closest, distance } from 'fastest-levenshtein';
import type { ServiceReference } from '../../service-reference/service-reference';
import type { TextEntry, StatementView } from './document';

/** Whether the entry can be looked up: one service, one name or pattern. What is not has rules of its own. */
export function isLookedUp({ value }: TextEntry): boolean {
  return /^[\w-]+:[\w*?-]+$/.test(value);
}

export function isPattern({ value }: TextEntry): boolean {
  return /[*?]/.test(value);
}

/** What the statement says of actions, negated or not. */
export function allActions({ actions, notActions }: StatementView): readonly TextEntry[] {
  return [...actions, ...notActions];
}

/** Why the service reference knows no action of this name, and what may be meant. */
export function explainUnknown(
  reference: ServiceReference,
  name: string,
): { readonly reason: string; readonly fix?: string } {
  const [prefix = ''] = name.split(':');
  if (!reference.serviceExists(prefix))
    return { reason: `no service has the prefix '${prefix}' in the reference of ${reference.updated}` };
  const similar = closest(
    name,
    reference.actionsOf(prefix).map((action) => action.name),
  );
  const near = distance(name.toLowerCase(), similar.toLowerCase()) <= name.length / 4;
  return {
    reason: `the reference of ${reference.updated} has no such action`,
    ...(near ? { fix: `did you mean \`${similar}\`? Otherwise remove it` } : {}),
  };
}
