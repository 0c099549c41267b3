import type { GuardrailsFile } from '../../model/guardrails-file';
import { ok, type Outcome } from '../../model/problem';
import { readOrganization } from '../input/read-organization';
import { readGuardrailsFile } from '../input/read-guardrails-file';

/** What requests are judged by. */
export interface Against {
  readonly file: GuardrailsFile;
  /** How a person names it. */
  readonly name: string;
  /** The platform's principals by name; nothing where only a file tells. */
  readonly platform: Readonly<Record<string, readonly string[]>>;
}

/** A file, or the organization as it is configured. */
export function readAgainst(path: string | undefined, organization: string): Outcome<Against> {
  if (path !== undefined) {
    const read = readGuardrailsFile(path);
    return read.kind === 'ok' ? ok({ file: read.value, name: path, platform: {} }) : read;
  }
  const read = readOrganization(organization);
  if (read.kind === 'problems') return read;
  const { platform } = read.value.organization;
  return ok({
    file: read.value.assembly.file,
    name: organization,
    platform: platform.principals,
  });
}
