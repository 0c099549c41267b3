import type { ServiceReference } from '../service-reference/service-reference';
import { closestService, isLookedUp, isPattern } from './core/actions';
import type { TextEntry } from './core/document';
import { rule, type Fault } from './core/rule';

export const deadActionPattern = rule({
  id: 'dead-action-pattern',
  summary: 'Every action pattern matches an existing action',
  why: 'A pattern that matches no action denies nothing, and excepts nothing in `NotAction`, although it looks as if it did.',
  fix: 'look the actions up in the Service Authorization Reference, or remove the pattern',
  severity: 'error',
  find: ({ statements }, { reference }) =>
    statements.flatMap(({ actions, notActions }) => [
      ...deadIn(actions, reference),
      ...deadIn(notActions, reference).map((fault): Fault => ({ ...fault, ...exceptsNothing(fault.message) })),
    ]),
});

function deadIn(entries: readonly TextEntry[], reference: ServiceReference): readonly Fault[] {
  return entries
    .filter((entry) => isLookedUp(entry) && isPattern(entry) && !matchesSome(reference, entry.value))
    .map(({ pointer, value }) => ({
      pointer,
      message: `\`${value}\` matches no action in the service reference of ${reference.updated}`,
      ...suggest(reference, value),
    }));
}

/** In `NotAction`, such a pattern makes no hole: the statement only applies to more than it seems. */
function exceptsNothing(message: string): Pick<Fault, 'message' | 'severity'> {
  return { message: `${message}: it excepts nothing`, severity: 'warning' };
}

function suggest(reference: ServiceReference, pattern: string): { readonly fix?: string } {
  const [prefix = '', name = ''] = pattern.split(':');
  const service = reference.serviceExists(prefix) ? undefined : closestService(reference, prefix);
  if (service === undefined || !matchesSome(reference, `${service}:${name}`)) return {};
  return { fix: `did you mean \`${service}:${name}\`? If not, remove it` };
}

/** For a whole service, it is enough that the service exists. */
function matchesSome(reference: ServiceReference, pattern: string): boolean {
  if (pattern.endsWith(':*')) return reference.serviceExists(pattern.slice(0, -2));
  return reference.actionsMatching(pattern).length > 0;
}
