import { z } from 'zod';
import { isManagementGuardrail, type AnyGuardrail } from '../../../policies/core/management-guardrail';
import type { ProbePlace } from '../../../policies/core/probe';
import type { Organization } from '../../model/organization';

/**
 * The parameters of a guardrail that none of its probes or effects read, whatever is configured: a mistake in what they do
 * would not be noticed.
 *
 * @param scenarios all parameters with which it is proved
 */
export function findUnusedParameters(
  guardrail: AnyGuardrail,
  scenarios: readonly unknown[],
  organization: Organization,
  place: ProbePlace,
): readonly string[] {
  const { properties = {} } = z.toJSONSchema(guardrail.parameters, { io: 'input', unrepresentable: 'any' });
  const names = Object.keys(properties);
  const used = new Set<string | symbol>();
  for (const parameters of scenarios) {
    if (names.every((name) => used.has(name))) break;
    const watched = watch(parameters, used);
    if (isManagementGuardrail(guardrail)) guardrail.effects(watched, organization);
    else guardrail.probes?.(watched, place);
  }
  return names.filter((name) => !used.has(name));
}

/** Notes which properties are read. */
function watch(value: unknown, used: Set<string | symbol>): unknown {
  if (typeof value !== 'object' || value === null) return value;
  return new Proxy(value, {
    get: (target, name, receiver): unknown => {
      used.add(name);
      return Reflect.get(target, name, receiver);
    },
  });
}
