import { findUnprotectedExemptions } from '../assemble/check-exemptions';
import { configuredGuardrails, type Catalogue } from '../assemble/compiled-guardrail';
import type { Organization } from '../../model/organization';
import { failed, ok, type Outcome } from '../../model/problem';

/**
 * Checks what a proof relies on: whoever is exempt is protected. An organization that fails can still be compared and
 * explained, such as the state before the protection was added.
 */
export function prepareProof(organization: Organization, catalogue: Catalogue): Outcome<Organization> {
  const problems = findUnprotectedExemptions(organization, configuredGuardrails(organization, catalogue));
  return problems.length > 0 ? failed(problems) : ok(organization);
}
