import type { Catalogue } from '../analysis/assemble/compiled-guardrail';
import type { MutantReport } from '../analysis/prove/mutants/report';
import { guardrailsIn, type ProofFailure } from '../analysis/prove/failure';
import { failuresOf, type Proof } from '../analysis/prove/proof';
import { prove as proveAll } from '../analysis/prove/prove';
import { provable } from '../analysis/prove/provable';
import { provePacking } from '../analysis/prove/prove-packing';
import { didYouMean } from '../model/suggest';
import type { CommandDefinition, GlobalOptions, Result } from './command';
import type { Io } from './io';
import { printJson, printReport } from './print-report';
import { proofReport } from './prove/proof-report';
import { proofToJson } from './prove/proof-to-json';
import { readProvableOrganization, type ProvableOrganization } from './input/read-provable-organization';
import { reportProblems } from './input/report-problems';
import { UserMistake } from './input/user-mistake';

export interface ProveOptions extends GlobalOptions {
  /** The id of one guardrail, of a policy of the baseline, or of a permission set. */
  readonly guardrail?: string;
  /** Whether mutants are judged as well. */
  readonly mutants?: boolean;
}

/** Proves that every guardrail, the permissions boundary and each permission set denies what it must, and nothing else. */
export const prove: CommandDefinition<ProveOptions> = {
  examples: ['prove', 'prove --guardrail protect-cloudtrail', 'prove --mutants --json'],
  declare: (command) =>
    command
      .option('--guardrail <id>', 'prove one guardrail or permission set, and show each of its probes')
      .option('--mutants', 'also put mistakes into each guardrail, and show those that no probe notices'),
  async run(options, io) {
    const chosen = chooseGuardrails(options.guardrail);
    const read = readProvableOrganization(options.organization);
    if (read.kind === 'problems') return reportProblems(read.problems, options, io);
    const proof = run(read.value, chosen, io);
    const mutants = options.mutants === true ? await judge(read.value, chosen, io) : undefined;
    return report(proof, mutants, options, io);
  },
};

function chooseGuardrails(id: string | undefined): Catalogue {
  if (id === undefined) return provable;
  const guardrail = provable.get(id);
  if (guardrail !== undefined) return new Map([[id, guardrail]]);
  const { fix = 'the folder `policies` has one file for each' } = didYouMean(id, provable.keys());
  throw new UserMistake(`--guardrail: there is no guardrail or permission set \`${id}\`; ${fix}`);
}

function run(read: ProvableOrganization, chosen: Catalogue, io: Io): Proof {
  const { organization, assembly, expectations } = read;
  const progress = (guardrail: string): void => {
    io.progress(`proving ${guardrail}`);
  };
  const proof = proveAll(organization, assembly, chosen, { expectations, progress });
  io.progress(null);
  const documents = [...proof.documents, ...provePacking(organization, assembly)];
  return {
    ...proof,
    documents: documents.filter((failure) => isAbout(failure, chosen)),
    expectations: proof.expectations.map(({ expectation, failures }) => ({
      expectation,
      failures: failures.filter((failure) => isAbout(failure, chosen)),
    })),
  };
}

/** A failure of a chosen guardrail, or of all of them together. */
function isAbout(failure: ProofFailure, chosen: Catalogue): boolean {
  const about = guardrailsIn(failure);
  return about.length === 0 || about.some((id) => chosen.has(id));
}

async function judge(
  { organization, assembly }: ProvableOrganization,
  chosen: Catalogue,
  io: Io,
): Promise<readonly MutantReport[]> {
  // A proof without mutants does not wait for this.
  const { judgeAll } = await import('../analysis/prove/mutants/judge-all');
  const reports = judgeAll(organization, assembly, chosen, (guardrail) => {
    io.progress(`judging the mutants of ${guardrail}`);
  });
  io.progress(null);
  return reports;
}

function report(
  proof: Proof,
  mutants: readonly MutantReport[] | undefined,
  { json, guardrail }: ProveOptions,
  io: Io,
): Result {
  const isDetailed = guardrail !== undefined;
  if (json) printJson(proofToJson(proof, isDetailed, mutants), io);
  else printReport(proofReport(proof, isDetailed, mutants), io);
  const hasSurvivors = mutants?.some(({ survivors }) => survivors.length > 0) === true;
  return { exitCode: hasSurvivors || failuresOf(proof).length > 0 ? 1 : 0 };
}
