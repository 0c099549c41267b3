import { join } from 'node:path';
import { assemble } from '../../lib/analysis/assemble/assemble';
import type { Assembly } from '../../lib/analysis/assemble/assembly';
import type { Organization } from '../../lib/model/organization';
import { parseOrganization } from '../../lib/model/parse';
import { describeProblem, type Outcome } from '../../lib/model/problem';
import { catalogue } from '../../policies/catalogue';

/** The organization that the repository ships, with its guardrails. */
export function theExample(): { readonly organization: Organization; readonly assembly: Assembly } {
  const organization = requireValue(parseOrganization(join(__dirname, '../../organization'), catalogue));
  return { organization, assembly: requireValue(assemble(organization, catalogue)) };
}

function requireValue<Value>(outcome: Outcome<Value>): Value {
  if (outcome.kind === 'problems') throw new Error(outcome.problems.map(describeProblem).join('\n'));
  return outcome.value;
}
