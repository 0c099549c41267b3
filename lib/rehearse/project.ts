import type { Assembly } from '../analysis/assemble/assembly';
import type { Organization } from '../model/organization';

/** How the CLI reads and synthesises a configuration: a rehearsal takes whatever that gives. */
export interface Project {
  /** Throws a `RehearsalFailure` where something is wrong with it. */
  read(folder: string): { readonly organization: Organization; readonly assembly: Assembly };
  /** Writes the cloud assembly. Throws a `RehearsalFailure` where the app refuses. */
  synthesize(folder: string, output: string): Promise<void>;
  /** Ends what still runs. Nothing is synthesised afterwards. */
  stop(): void;
}
