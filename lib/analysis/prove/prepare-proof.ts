import { findUnprotectedExemptions } from '../assemble/check-exemptions';
import { configuredGuardrails, type Catalogue } from '../assemble/compiled-guardrail';
import type { Organization } from '../../model/organization';
import { failed, ok, type Outcome } from '../../model/problem';
import { readExpectations, type Expectation } from './expectations/read-expectations';

/** What a proof needs besides the organization and its documents. */
export interface ProofInput {
  readonly expectations: readonly Expectation[];
}

/**
 * Reads the expectations, and checks what a proof relies on: whoever is exempt is protected. An organization that fails can
 * still be compared and explained, such as the state before the protection was added.
 */
export function prepareProof(organization: Organization, catalogue: Catalogue): Outcome<ProofInput> {
  const expectations = readExpectations(organization);
  const problems = [
    ...findUnprotectedExemptions(organization, configuredGuardrails(organization, catalogue)),
    ...(expectations.kind === 'problems' ? expectations.problems : []),
  ];
  return problems.length > 0 || expectations.kind === 'problems'
    ? failed(problems)
    : ok({ expectations: expectations.value });
}
