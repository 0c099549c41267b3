import type { GuardrailsFile } from '../model/guardrails-file';
import type { Organization } from '../model/organization';

/** A deployed organization behind an emulator that enforces its policies: what real calls are made in. */
export interface Stage {
  /** Where every service answers, such as `http://127.0.0.1:4566`. */
  readonly endpoint: string;
  /** The home Region. */
  readonly region: string;
  /** What hangs where, as it was deployed, with the ids of the running organization filled in. */
  readonly file: GuardrailsFile;
  /** The organization as it is configured. */
  readonly organization: Organization;
  /** Tells a person who watches what goes on. */
  progress(text: string): void;
}
