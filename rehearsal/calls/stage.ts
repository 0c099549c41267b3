import type { GuardrailsFile } from '../../lib/model/guardrails-file';
import type { Organization } from '../../lib/model/organization';

/** A deployed organization on an emulator that enforces its policies: calls are made here. */
export interface CallStage {
  /** The emulator's address, such as `http://127.0.0.1:4566`. */
  readonly endpoint: string;
  /** The home Region. */
  readonly region: string;
  /** The policies and their targets as they were deployed, with the ids of the running organization. */
  readonly file: GuardrailsFile;
  /** The organization as it is configured. */
  readonly organization: Organization;
  /** Shows a person what is going on. */
  progress(text: string): void;
}
