import type { Effect } from '../../../policies/form/settings-guardrail';
import { describeFailure } from '../../analysis/prove/failure';
import { countRuns, failuresOf, type GuardrailProof, type Proof, type ProofRun } from '../../analysis/prove/proof';
import { counted, grouped } from '../count';
import { painter, type Paint } from '../paint';
import { table } from '../table';

/** A proof for people: a table, then what failed; in detail, each probe as well. */
export function describeProof(proof: Proof, isDetailed: boolean, hasColours: boolean): readonly string[] {
  const paint = painter(hasColours);
  const failures = failuresOf(proof);
  return [
    ...describeTable(proof.guardrails, paint),
    '',
    ...(isDetailed ? proof.guardrails.flatMap(({ runs }) => runs.flatMap((run) => describeRun(run, paint))) : []),
    ...proof.guardrails.flatMap((guardrail) => describeEmptyTargets(guardrail, paint)),
    ...failures.map((failure) => paint('red', `failed: ${describeFailure(failure)}`)),
    describeTotal(proof, paint),
  ];
}

const COLUMNS = ['Guardrail', 'Runs', 'Denied', 'Possible', 'Shadowed', 'Failures'];

function describeTable(guardrails: readonly GuardrailProof[], paint: Paint): readonly string[] {
  return table(
    COLUMNS.map((title) => paint('bold', title)),
    guardrails.map(({ guardrail, runs }) => {
      const count = countRuns(runs);
      const failures = grouped(count.failures);
      return [
        guardrail,
        ...[count.runs, count.denied, count.possible, count.shadowed].map(grouped),
        count.failures > 0 ? paint('red', failures) : failures,
      ];
    }),
  );
}

function describeRun({ name, probes, effects = [], shadowed }: ProofRun, paint: Paint): readonly string[] {
  return [
    paint('bold', name),
    ...table(
      ['Expected', 'Action', 'Probe'],
      [
        ...probes.map((probe) => [
          shadowed.includes(probe) ? 'shadowed' : probe.expect,
          probe.request.action,
          probe.name,
        ]),
        ...effects.map(({ value, path, name: effect }) => [describeValue(value), path.join('/'), effect]),
      ],
    ),
    '',
  ];
}

function describeValue(value: Effect['value']): string {
  return value === undefined ? 'absent' : JSON.stringify(value);
}

function describeEmptyTargets({ guardrail, emptyTargets }: GuardrailProof, paint: Paint): readonly string[] {
  return emptyTargets.map((target) =>
    paint('yellow', `warning: ${guardrail} at ${target}: there is no account at or below it yet`),
  );
}

function describeTotal({ guardrails, documents }: Proof, paint: Paint): string {
  const { denied, possible, failures } = countRuns(guardrails.flatMap(({ runs }) => runs));
  const all = failures + documents.length;
  const result = paint(all > 0 ? 'red' : 'green', counted(all, 'failure'));
  return `Proved: ${counted(guardrails.length, 'guardrail')}, ${grouped(denied)} denied, ${grouped(possible)} possible, ${result}`;
}
