import { FUTURE_SERVICE, futureAction } from '../../../policies/core/future-actions';
import { possible, type Probe } from '../../../policies/core/probe';
import { serviceOf } from '../../iam/patterns/action-pattern';

/**
 * Probes that what a guardrail denies by name is all that it denies: an action that AWS may add to the same service stays
 * possible, unless one of the guardrail's own probes denies, with the same keys, such an action or a service that AWS may
 * add.
 *
 * @param denied probes of what it denies
 */
export function futureProbes(written: readonly Probe[], denied: readonly Probe[]): readonly Probe[] {
  const known = new Set(written.filter(({ expect }) => expect === 'denied').map(keyOf));
  const isDenied = (probe: Probe, action: string): boolean => known.has(keyOf(withAction(probe, action)));
  return denied.flatMap((probe) => {
    const action = futureAction(serviceOf(probe.request.action));
    if (isDenied(probe, action) || isDenied(probe, futureAction(FUTURE_SERVICE))) return [];
    return [possible(`${probe.name}, but with ${action}`, { ...probe.request, action })];
  });
}

function withAction(probe: Probe, action: string): Probe {
  return { ...probe, request: { ...probe.request, action } };
}

function keyOf({ request: { action, context = {} } }: Probe): string {
  return JSON.stringify([action, context]);
}
