/** The action entries of a statement. */
import { closest, distance } from 'fastest-levenshtein';
import type { ServiceReference } from '../../service-reference/service-reference';
import type { TextEntry, StatementView } from './document';

/** Whether the service reference can be searched for the entry: it names one service. Other rules report all other entries. */
export function isLookedUp({ value }: TextEntry): boolean {
  return /^[\w-]+:[\w*?-]+$/.test(value);
}

export function isPattern({ value }: TextEntry): boolean {
  return /[*?]/.test(value);
}

/** The entries of `Action` and `NotAction`. */
export function allActions({ actions, notActions }: StatementView): readonly TextEntry[] {
  return [...actions, ...notActions];
}

/** Why the service reference does not have the action, and which action is probably meant. */
export function explainUnknown(
  reference: ServiceReference,
  name: string,
): { readonly reason: string; readonly fix?: string } {
  const [prefix = ''] = name.split(':');
  if (!reference.serviceExists(prefix))
    return { reason: `no service has the prefix \`${prefix}\` in the service reference of ${reference.updated}` };
  const similar = closest(
    name,
    reference.actionsOf(prefix).map((action) => action.name),
  );
  const near = distance(name.toLowerCase(), similar.toLowerCase()) <= name.length / 4;
  return {
    reason: `the service reference of ${reference.updated} does not list it`,
    ...(near ? { fix: `did you mean \`${similar}\`? If not, remove it` } : {}),
  };
}
