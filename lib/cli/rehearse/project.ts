import { describeProblem } from '../../model/problem';
import { RehearsalFailure } from '../../rehearse/failure';
import type { Project } from '../../rehearse/project';
import type { Io } from '../io';
import { startSynth, type WaitingSynth } from '../plan/synthesize';
import { readOrganization } from '../input/read-organization';

/** Reads and synthesises as the plan does. */
export function projectOf(io: Io): Project {
  let running: WaitingSynth | undefined;
  let isStopped = false;
  return {
    read: (folder) => {
      const read = readOrganization(folder);
      if (read.kind === 'ok') return read.value;
      throw new RehearsalFailure(
        2,
        ['a changed configuration is refused', ...read.problems.map(describeProblem)].join('\n'),
      );
    },
    synthesize: async (folder, output) => {
      if (isStopped) throw new RehearsalFailure(2, 'the rehearsal is over');
      running = startSynth(folder, output, io, { complianceReport: false });
      const { exitCode, messages } = await running.begin();
      if (exitCode !== 0)
        throw new RehearsalFailure(exitCode === 1 ? 1 : 2, `the synth failed:\n${messages.trimEnd()}`);
    },
    stop: () => {
      isStopped = true;
      running?.stop();
    },
  };
}
