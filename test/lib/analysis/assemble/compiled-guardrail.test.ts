import { join } from 'node:path';
import { assemble } from '../../../../lib/analysis/assemble/assemble';
import { proveDeployed } from '../../../../lib/analysis/prove/prove';
import { summarizeTargets } from '../../../../lib/cli/plan/summary';
import { parseOrganization } from '../../../../lib/model/parse';
import { catalogue } from '../../../../policies/catalogue';
import { isManagementGuardrail, type AnyGuardrail } from '../../../../policies/core/management-guardrail';
import { valueOf } from '../builders';

test('from parsing to the summary of a plan, each placement runs its guardrail once', () => {
  const calls: string[] = [];
  const counting = (guardrail: AnyGuardrail): AnyGuardrail => {
    const count = (): unknown => calls.push(guardrail.id);
    return isManagementGuardrail(guardrail)
      ? { ...guardrail, content: (...given) => (count(), guardrail.content(...given)) }
      : { ...guardrail, statements: (...given) => (count(), guardrail.statements(...given)) };
  };
  const counted = new Map([...catalogue].map(([id, guardrail]) => [id, counting(guardrail)]));

  const organization = valueOf(parseOrganization(join(__dirname, '../../../../organization'), counted));
  const assembly = valueOf(assemble(organization, counted));
  const proof = proveDeployed(organization, assembly);
  summarizeTargets({ organization, assembly });

  expect(proof.guardrails.length).toBeGreaterThan(30);
  expect(calls).toEqual(organization.placements.map(({ guardrail }) => guardrail));
});
