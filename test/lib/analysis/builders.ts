import { z } from 'zod';
import type { Catalogue } from '../../../lib/analysis/assemble/compiled-guardrail';
import type { Exemption, Placement, PropertyPath } from '../../../lib/model/organization';
import type { Outcome, Position, Problem } from '../../../lib/model/problem';
import type { Guardrail } from '../../../policies/core/guardrail';
import type { AnyGuardrail } from '../../../policies/core/management-guardrail';

/** Where a test's values stand: the line is the builder's, the column tells how deep the path goes. */
function at(line: number, path: PropertyPath = []): Position {
  return { file: 'landing-zone.yaml', line, column: path.length + 1 };
}

export function aPlacement(
  guardrail: string,
  target: string,
  { line = 1, parameters = {} }: { readonly line?: number; readonly parameters?: unknown } = {},
): Placement {
  return { guardrail, target, parameters, at: at(line), locate: (path) => at(line, path) };
}

export function anExemption(
  principal: string,
  guardrails: readonly string[],
  { line = 100, expires = null }: { readonly line?: number; readonly expires?: string | null } = {},
): Exemption {
  const [owner, reason] = ['team@example.com', 'A test'];
  return { principal, guardrails, owner, reason, expires, at: at(line), locate: (path) => at(line, path) };
}

/** A guardrail that denies one action, as long as `characters` asks for. */
export function aGuardrail(id: string, overrides: Partial<Guardrail> = {}): Guardrail {
  return {
    id,
    type: 'SERVICE_CONTROL_POLICY',
    summary: 'A test',
    rationale: 'A test',
    foundBy: { nothing: 'A test.' },
    references: [],
    exempt: 'platform',
    parameters: z.record(z.string(), z.unknown()),
    statements: () => [{ Effect: 'Deny', Action: `test:${id}`, Resource: '*' }],
    ...overrides,
  };
}

/** A guardrail whose compiled statement has some hundreds of characters more than `characters`. */
export function aLongGuardrail(id: string, characters: number): Guardrail {
  return aGuardrail(id, {
    statements: () => [{ Effect: 'Deny', Action: `test:${id}${'x'.repeat(characters)}`, Resource: '*' }],
  });
}

export function aCatalogue(...guardrails: readonly AnyGuardrail[]): Catalogue {
  return new Map(guardrails.map((guardrail) => [guardrail.id, guardrail]));
}

export function problemsOf(outcome: Outcome<unknown>): readonly Problem[] {
  return outcome.kind === 'problems' ? outcome.problems : [];
}

export function valueOf<T>(outcome: Outcome<T>): T {
  if (outcome.kind === 'problems') throw new Error(JSON.stringify(outcome.problems, null, 2));
  return outcome.value;
}
