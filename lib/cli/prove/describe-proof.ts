import type { Effect } from '../../../policies/core/management-guardrail';
import { countMutants, describeSurvivor, type MutantReport } from '../../analysis/prove/mutants/report';
import { describeFailure } from '../../analysis/prove/failure';
import {
  countProof,
  countRuns,
  failuresOf,
  type GuardrailProof,
  type Proof,
  type ProofRun,
} from '../../analysis/prove/proof';
import { counted } from '../count';
import { formatNumber } from '../../report/words';
import { painter, type Paint } from '../paint';
import { table } from '../table';
import { describeTotal } from './describe-total';

export interface ProofView {
  /** Whether each probe is told. */
  readonly isDetailed: boolean;
  /** Nothing: they were not asked for. */
  readonly mutants: readonly MutantReport[] | undefined;
  readonly hasColours: boolean;
}

/** A proof for people: a table, then what failed; in detail, each probe as well. */
export function describeProof(proof: Proof, { isDetailed, mutants, hasColours }: ProofView): readonly string[] {
  const paint = painter(hasColours);
  const survivors = (mutants ?? []).flatMap((report) => report.survivors);
  return [
    ...describeTable(proof.guardrails, mutants, paint),
    '',
    ...(isDetailed ? proof.guardrails.flatMap(({ runs }) => runs.flatMap((run) => describeRun(run, paint))) : []),
    ...proof.guardrails.flatMap((guardrail) => describeEmptyTargets(guardrail, paint)),
    ...failuresOf(proof).map((failure) => paint('red', `failed: ${describeFailure(failure)}`)),
    ...survivors.map((survivor) => paint('red', `survived: ${describeSurvivor(survivor)}`)),
    describeTotal(countProof(proof), paint),
    ...(mutants === undefined ? [] : [describeMutants(mutants, paint)]),
  ];
}

const COLUMNS = ['Guardrail', 'Runs', 'Denied', 'Possible', 'Effects', 'Shadowed', 'Failures'];
const MUTANT_COLUMNS = ['Mutants', 'Killed', 'Equivalent', 'Survivors'];

function describeTable(
  guardrails: readonly GuardrailProof[],
  mutants: readonly MutantReport[] | undefined,
  paint: Paint,
): readonly string[] {
  const bad = (number: number): string => (number > 0 ? paint('red', formatNumber(number)) : formatNumber(number));
  return table(
    [...COLUMNS, ...(mutants === undefined ? [] : MUTANT_COLUMNS)].map((title) => paint('bold', title)),
    guardrails.map(({ guardrail, runs }, index) => {
      const { failures, ...count } = countRuns(runs);
      const numbers = [count.runs, count.denied, count.possible, count.effects, count.shadowed].map(formatNumber);
      const report = mutants?.[index];
      if (report === undefined) return [guardrail, ...numbers, bad(failures)];
      const judged = [report.mutants, report.killed, report.equivalent].map(formatNumber);
      return [guardrail, ...numbers, bad(failures), ...judged, bad(report.survivors.length)];
    }),
  );
}

function describeMutants(reports: readonly MutantReport[], paint: Paint): string {
  const { mutants, killed, equivalent, survivors } = countMutants(reports);
  const result = paint(survivors > 0 ? 'red' : 'green', counted(survivors, 'survivor'));
  return `Mutants: ${formatNumber(mutants)}, ${formatNumber(killed)} killed, ${formatNumber(equivalent)} equivalent, ${result}`;
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
