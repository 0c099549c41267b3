import { loadServiceReference } from '../../iam/service-reference/load';
import { checkDialect, type DialectFinding } from '../../iam/dialect';
import type { Organization } from '../../model/organization';
import type { Assembly } from '../assemble/assembly';
import { guardrailsAt } from '../evaluate/provenance';
import { POLICY_KINDS } from '../assemble/policy-quota';
import type { ProofFailure } from './failure';
import type { PreparedScenario } from './prepared-scenario';

/** The statements of a scenario that are not in the dialect. */
export function proveDialect({ scenario, probes }: PreparedScenario, run: string): readonly ProofFailure[] {
  const { guardrail, groups } = scenario;
  const statements = groups.flatMap(({ deployed }) => deployed);
  if (statements.length === 0) return [];
  const document = { Version: '2012-10-17', Statement: statements };
  return checkDialect(document, { type: guardrail.type, reference: loadServiceReference() })
    .filter(isError)
    .filter(({ probeWithout: key }) => key === undefined || !probes.some(({ request }) => lacks(request.context, key)))
    .map((finding) => ({ kind: 'dialect', guardrails: [guardrail.id], run, finding }));
}

/** The parts of the documents to be deployed that are not in the dialect; their length is checked, too. */
export function proveDocuments(organization: Organization, { documents }: Assembly): readonly ProofFailure[] {
  return documents.flatMap((document) => {
    const { type, content, name, guardrails } = document;
    const characters = POLICY_KINDS.find((kind) => kind.type === type)?.characters;
    const quota = characters === undefined ? {} : { quota: organization.quotas[characters].value };
    return checkDialect(content, { type, reference: loadServiceReference(), ...quota })
      .filter(isError)
      .filter(({ probeWithout }) => probeWithout === undefined)
      .map((finding) => ({
        kind: 'dialect',
        guardrails: guardrailsAt(finding.pointer, guardrails),
        run: name,
        finding,
      }));
  });
}

/** No tool fills in what is left in our own documents. */
function isError({ severity, rule }: DialectFinding): boolean {
  return severity === 'error' || rule === 'unknown-variable';
}

/** IAM ignores the case of keys. */
function lacks(context: object | undefined, key: string): boolean {
  return !Object.keys(context ?? {}).some((name) => name.toLowerCase() === key.toLowerCase());
}
