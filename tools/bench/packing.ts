/**
 * Measures what packing adds to every synth: in processes of their own, because each synth is a new one.
 */
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { assemble } from '../../lib/analysis/assemble/assemble';
import { provePacking } from '../../lib/analysis/prove/prove-packing';
import { EMPTY_LOCK } from '../../lib/model/packing-lock';
import type { Organization } from '../../lib/model/organization';
import { parseOrganization } from '../../lib/model/parse';
import { describeProblem, type Outcome } from '../../lib/model/problem';
import { catalogue } from '../../policies/catalogue';

const REPOSITORY = join(__dirname, '../..');
const RUNS = 5;

/** Seconds for the example organization. */
export interface PackingSeconds {
  /** Reading the organization: the reference. */
  readonly parse: number;
  /** Packing what fits as it is written, and its proof. */
  readonly pack: number;
  readonly prove: number;
  /** The same with so little room that everything is merged that can be. */
  readonly packTightly: number;
  readonly proveMerged: number;
}

/** The medians of a few processes. */
export function benchPacking(): PackingSeconds {
  const runs = Array.from({ length: RUNS }, measureInProcess);
  const median = (name: keyof PackingSeconds): number => {
    const sorted = runs.map((run) => run[name]).sort((a, b) => a - b);
    return sorted[Math.floor(sorted.length / 2)] ?? NaN;
  };
  return {
    parse: median('parse'),
    pack: median('pack'),
    prove: median('prove'),
    packTightly: median('packTightly'),
    proveMerged: median('proveMerged'),
  };
}

function measureInProcess(): PackingSeconds {
  const { status, stdout, stderr } = spawnSync(process.execPath, ['--require', 'ts-node/register', __filename], {
    cwd: REPOSITORY,
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(`${__filename} exited with ${String(status)}\n${stderr}`);
  return JSON.parse(stdout) as PackingSeconds;
}

function measure(): PackingSeconds {
  const [parse, parsed] = time(() => parseOrganization(join(REPOSITORY, 'organization'), catalogue));
  const organization = valueOf(parsed);
  const [pack, packed] = time(() => assemble(organization, catalogue));
  const [prove, failures] = time(() => provePacking(organization, valueOf(packed)));
  const tight = withLittleRoom(organization);
  const [packTightly, merged] = time(() => assemble(tight, catalogue));
  const [proveMerged, others] = time(() => provePacking(tight, valueOf(merged)));
  if (failures.length + others.length > 0) throw new Error('the documents do not mean what the guardrails mean');
  return { parse, pack, prove, packTightly, proveMerged };
}

/** One document at each target, in which the root's guardrails just fit. */
function withLittleRoom(organization: Organization): Organization {
  const { serviceControlPoliciesPerTarget: documents, serviceControlPolicyCharacters: characters } =
    organization.quotas;
  return {
    ...organization,
    packing: EMPTY_LOCK,
    quotas: {
      ...organization.quotas,
      serviceControlPoliciesPerTarget: { ...documents, value: 3 },
      serviceControlPolicyCharacters: { ...characters, value: 24_800 },
    },
  };
}

function time<T>(work: () => T): readonly [seconds: number, result: T] {
  const start = performance.now();
  const result = work();
  return [(performance.now() - start) / 1000, result];
}

function valueOf<T>(outcome: Outcome<T>): T {
  if (outcome.kind === 'problems') throw new Error(outcome.problems.map(describeProblem).join('\n'));
  return outcome.value;
}

if (require.main === module) console.log(JSON.stringify(measure()));
