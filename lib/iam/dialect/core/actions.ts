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
  const [prefix = '', action = ''] = name.split(':');
  const reason = reference.serviceExists(prefix)
    ? `the service reference of ${reference.updated} does not list it`
    : `no service has the prefix \`${prefix}\` in the service reference of ${reference.updated}`;
  const meant = findMeant(reference, prefix, action);
  return { reason, ...(meant === undefined ? {} : { fix: `did you mean \`${meant}\`? If not, remove it` }) };
}

/** The action of this service, or of a service with a similar prefix, with a similar name; or the only one with this name. */
function findMeant(reference: ServiceReference, prefix: string, action: string): string | undefined {
  const service = reference.serviceExists(prefix) ? prefix : closestService(reference, prefix);
  const similar = service === undefined ? undefined : closestAction(reference, service, action);
  if (similar !== undefined) return similar;
  const [other, ...more] = reference.servicesWith(action);
  return other === undefined || more.length > 0 ? undefined : reference.action(`${other}:${action}`)?.name;
}

/** The service whose prefix is probably meant by one that no service has. */
export function closestService(reference: ServiceReference, prefix: string): string | undefined {
  return closeTo(prefix, reference.prefixes());
}

function closestAction(reference: ServiceReference, service: string, action: string): string | undefined {
  const names = reference.actionsOf(service).map(({ name }) => name.slice(name.indexOf(':') + 1));
  const similar = closeTo(action, names);
  return similar === undefined ? undefined : `${service.toLowerCase()}:${similar}`;
}

/** At most two characters differ, or a fifth of them. */
function closeTo(given: string, candidates: readonly string[]): string | undefined {
  if (candidates.length === 0) return undefined;
  const folded = candidates.map((candidate) => candidate.toLowerCase());
  const index = folded.indexOf(closest(given.toLowerCase(), folded));
  const near = distance(given.toLowerCase(), folded[index] ?? '') <= Math.max(2, given.length / 5);
  return near ? candidates[index] : undefined;
}
