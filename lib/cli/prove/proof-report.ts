import type { Probe } from '../../../policies/core/probe';
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
  type ProofTotal,
  type ShadowedProbe,
} from '../../analysis/prove/proof';
import { kindOf } from '../../analysis/prove/provable';
import {
  code,
  paragraph,
  toned,
  type Entry,
  type Inline,
  type Paragraph,
  type Report,
  type Section,
  type Table,
} from '../../report/report';
import { counted, formatNumber } from '../../report/words';

/**
 * A proof for people: a table, then what failed, then the total.
 *
 * @param isDetailed whether each probe is shown
 * @param mutants undefined: they were not judged
 */
export function proofReport(proof: Proof, isDetailed: boolean, mutants?: readonly MutantReport[]): Report {
  return {
    sections: [
      { blocks: [guardrailTable(proof.guardrails, mutants)] },
      ...(isDetailed ? proof.guardrails.flatMap(({ runs }) => runs.map(runSection)) : []),
      {
        blocks: [
          { kind: 'entries', entries: findings(proof, mutants) },
          totalOf(countProof(proof)),
          ...(mutants === undefined ? [] : [totalOfMutants(countMutants(mutants))]),
        ],
      },
    ],
  };
}

/** `Proved: 10 guardrails, 1 boundary, 9 permission sets, 1,200 denied, 900 possible, 30 effects, 60 expectations, 0 failures`. */
export function totalOf({ denied, possible, effects, expectations, failures, ...policies }: ProofTotal): Paragraph {
  const probes = `${formatNumber(denied)} denied, ${formatNumber(possible)} possible, ${counted(effects, 'effect')}`;
  return paragraph([
    `Proved: ${provedPolicies(policies)}, ${probes}, ${counted(expectations, 'expectation')}, `,
    toned(failures > 0 ? 'bad' : 'good', counted(failures, 'failure')),
  ]);
}

/** `10 guardrails, 1 boundary`: what there is of each kind. */
function provedPolicies({
  guardrails,
  boundaries,
  permissionSets,
}: Pick<ProofTotal, 'guardrails' | 'boundaries' | 'permissionSets'>): string {
  const others = [
    ...(boundaries > 0 ? [counted(boundaries, 'boundary', 'boundaries')] : []),
    ...(permissionSets > 0 ? [counted(permissionSets, 'permission set')] : []),
  ];
  return [...(guardrails > 0 || others.length === 0 ? [counted(guardrails, 'guardrail')] : []), ...others].join(', ');
}

/** `read-only (permission set)`: a policy that is no guardrail is called what it is. */
function nameOf(id: string): string {
  const kind = kindOf(id);
  return kind === 'permission set' ? `${id} (${kind})` : id;
}

const COLUMNS = ['Guardrail', 'Runs', 'Denied', 'Possible', 'Effects', 'Shadowed', 'Failures'];
const MUTANT_COLUMNS = ['Mutants', 'Killed', 'Equivalent', 'Survivors'];

function guardrailTable(guardrails: readonly GuardrailProof[], mutants: readonly MutantReport[] | undefined): Table {
  const bad = (count: number): Inline => (count > 0 ? toned('bad', formatNumber(count)) : '0');
  return {
    kind: 'table',
    head: [...COLUMNS, ...(mutants === undefined ? [] : MUTANT_COLUMNS)],
    rows: guardrails.map(({ guardrail, runs }, index) => {
      const { failures, ...count } = countRuns(runs);
      const numbers = [count.runs, count.denied, count.possible, count.effects, count.shadowed].map(formatNumber);
      const report = mutants?.[index];
      if (report === undefined) return [nameOf(guardrail), ...numbers, bad(failures)];
      const judged = [report.mutants, report.killed, report.equivalent].map(formatNumber);
      return [nameOf(guardrail), ...numbers, bad(failures), ...judged, bad(report.survivors.length)];
    }),
  };
}

function runSection({ name, probes, effects = [], shadowed }: ProofRun): Section {
  const rows = [
    ...probes.map((probe) => [statusOf(probe, shadowed), probe.request.action, probe.name]),
    ...effects.map(({ value, path, name: effect }) => [code(describeValue(value)), path.join('/'), effect]),
  ];
  return { title: name, blocks: [{ kind: 'table', head: ['Expected', 'Action', 'Probe'], rows }] };
}

function statusOf(probe: Probe, shadowed: readonly ShadowedProbe[]): string {
  const shadow = shadowed.find((one) => one.probe === probe);
  return shadow === undefined ? probe.expect : `shadowed by ${shadow.by.join(', ')}`;
}

function describeValue(value: Effect['value']): string {
  return value === undefined ? 'absent' : JSON.stringify(value);
}

function findings(proof: Proof, mutants: readonly MutantReport[] = []): readonly Entry[] {
  const survivors = mutants.flatMap((report) => report.survivors);
  return [
    ...proof.guardrails.flatMap(({ guardrail, emptyTargets }) =>
      emptyTargets.map((target): Entry => ({
        label: 'warning',
        tone: 'warning',
        summary: `${guardrail} at ${target}: there is no account at or below this target yet`,
      })),
    ),
    ...proof.guardrails.flatMap(({ guardrail, unusedParameters }) =>
      unusedParameters.map((name): Entry => ({
        label: 'warning',
        tone: 'warning',
        summary: `${guardrail}: no probe uses the parameter \`${name}\`: a mistake in what it does would not be noticed`,
      })),
    ),
    ...proof.expectations.flatMap(({ expectation: { at, id, accounts, targets } }): readonly Entry[] => {
      if (accounts.length > 0) return [];
      const where = `${at.file}:${at.line}:${at.column}: ${id}`;
      const summary = `${where}: there is no account at or below ${targets.join(', ')} yet`;
      return [{ label: 'warning', tone: 'warning', summary }];
    }),
    ...failuresOf(proof).map((one): Entry => ({ label: 'failed', tone: 'bad', summary: describeFailure(one) })),
    ...survivors.map((one): Entry => ({ label: 'survived', tone: 'bad', summary: describeSurvivor(one) })),
  ];
}

/** `Mutants: 31,000, 24,000 killed, 7,000 equivalent, 0 survivors`. */
export function totalOfMutants({ mutants, killed, equivalent, survivors }: ReturnType<typeof countMutants>): Paragraph {
  return paragraph([
    `Mutants: ${formatNumber(mutants)}, ${formatNumber(killed)} killed, ${formatNumber(equivalent)} equivalent, `,
    toned(survivors > 0 ? 'bad' : 'good', counted(survivors, 'survivor')),
  ]);
}
