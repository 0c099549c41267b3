import { equivalenceJudge } from '../../lib/analysis/prove/mutants/equivalence';
import { judgeGuardrail } from '../../lib/analysis/prove/mutants/judge-all';
import { describeSurvivor } from '../../lib/analysis/prove/mutants/report';
import { describeFailure } from '../../lib/analysis/prove/failure';
import { prove } from '../../lib/analysis/prove/prove';
import { catalogue } from '../../policies/catalogue';
import { theExample } from '../support/the-example';

const { organization, assembly } = theExample();
const proof = prove(organization, assembly, catalogue);
const isEquivalent = equivalenceJudge(organization.managementAccount.accountId);

test('the documents of the example keep to the dialect', () => {
  expect(proof.documents.map(describeFailure)).toEqual([]);
});

describe.each([...catalogue.keys()])('%s', (id) => {
  test('denies what it must and nothing else: defaults, variants, as configured, and among the others', () => {
    const runs = proof.guardrails.find(({ guardrail }) => guardrail === id)?.runs ?? [];
    expect(runs.length).toBeGreaterThan(0);
    expect(runs.flatMap(({ failures }) => failures.map(describeFailure))).toEqual([]);
  });

  test('has no surviving mutant', () => {
    const guardrail = catalogue.get(id);
    if (guardrail === undefined) throw new Error(`no guardrail '${id}'`);
    const report = judgeGuardrail(guardrail, organization, assembly, isEquivalent);
    expect(report.mutants).toBeGreaterThan(0);
    expect(report.survivors.map(describeSurvivor)).toEqual([]);
  });
});
