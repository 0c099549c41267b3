import type { Assembly } from '../../lib/analysis/assemble/assembly';
import type { Io } from '../../lib/cli/io';
import { startSynth, type RunningSynth } from '../../lib/cli/plan/synthesize';
import { readOrganization } from '../../lib/cli/input/read-organization';
import type { Organization } from '../../lib/model/organization';
import { describeProblem } from '../../lib/model/problem';
import { RehearsalFailure } from '../failure';

/** Reads and synthesizes configurations as `rampart plan` does. */
export interface Project {
  /** @throws RehearsalFailure if the configuration has problems */
  read(folder: string): { readonly organization: Organization; readonly assembly: Assembly };
  /**
   * Writes the cloud assembly.
   *
   * @param options.vending whether it has the pipeline, too; default: false
   * @throws RehearsalFailure if the app finds something
   */
  synthesize(folder: string, output: string, options?: { readonly vending?: boolean }): Promise<void>;
  /** Ends every synth that is still running. Nothing can be synthesized afterwards. */
  stop(): void;
}

export function projectOf(io: Io): Project {
  // A scenario synthesizes what it changes while the configurations of later ones are synthesized.
  const running = new Set<RunningSynth>();
  let isStopped = false;
  return {
    read: (folder) => {
      const read = readOrganization(folder);
      if (read.kind === 'ok') return read.value;
      const problems = read.problems.map(describeProblem);
      throw new RehearsalFailure(2, ['a changed configuration has problems', ...problems].join('\n'));
    },
    synthesize: async (folder, output, { vending = false } = {}) => {
      if (isStopped) throw new RehearsalFailure(2, 'the rehearsal has ended');
      const synth = startSynth(folder, output, io, { nagReport: false, vending });
      running.add(synth);
      const { exitCode, messages } = await synth.end;
      running.delete(synth);
      if (exitCode !== 0)
        throw new RehearsalFailure(exitCode === 1 ? 1 : 2, `the synth failed:\n${messages.trimEnd()}`);
    },
    stop: () => {
      isStopped = true;
      for (const synth of running) synth.stop();
    },
  };
}
