import { z } from 'zod';
import { assemble } from '../../../../lib/analysis/assemble/assemble';
import { describeFailure } from '../../../../lib/analysis/prove/failure';
import { failuresOf, type Proof } from '../../../../lib/analysis/prove/proof';
import { prove } from '../../../../lib/analysis/prove/prove';
import type { Organization } from '../../../../lib/model/organization';
import type { Guardrail } from '../../../../policies/core/guardrail';
import { denied, developer, possible } from '../../../../policies/core/probe';
import { deny } from '../../../../policies/core/statements';
import { anOrganization } from '../../../support/an-organization';
import { aCatalogue, valueOf } from '../builders';

/** A guardrail without a hole: trails are neither stopped nor deleted. */
export const PROTECT_TRAILS: Guardrail = {
  id: 'protect-trails',
  type: 'SERVICE_CONTROL_POLICY',
  summary: 'A test',
  rationale: 'A test.',
  foundBy: { nothing: 'A test.' },
  references: [],
  exempt: 'platform',
  parameters: z.record(z.string(), z.unknown()),
  statements: () => [deny({ Action: ['cloudtrail:DeleteTrail', 'cloudtrail:StopLogging'], Resource: '*' })],
  probes: (_, place) => [
    denied('a trail is stopped', { principal: developer(place), action: 'cloudtrail:StopLogging' }),
    denied('a trail is deleted', { principal: developer(place), action: 'cloudtrail:DeleteTrail' }),
    possible('a trail is started', { principal: developer(place), action: 'cloudtrail:StartLogging' }),
  ],
};

export function aTrailGuardrail(overrides: Partial<Guardrail>): Guardrail {
  return { ...PROTECT_TRAILS, ...overrides };
}

/** Proves guardrails in a small organization. */
export function proofOf(guardrails: readonly Guardrail[], organization: Partial<Organization> = {}): Proof {
  const catalogue = aCatalogue(...guardrails);
  const whole = anOrganization(organization);
  return prove(whole, valueOf(assemble(whole, catalogue)), catalogue);
}

/** The failures of a proof, as a person reads them. */
export function failuresIn(proof: Proof): readonly string[] {
  return failuresOf(proof).map(describeFailure);
}
