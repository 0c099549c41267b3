import type { GuardrailsFile } from '../../model/guardrails-file';
import { ok, type Outcome } from '../../model/problem';
import { readOrganization } from '../input/read-organization';
import { readGuardrailsFile } from '../input/read-guardrails-file';

/** The policies that requests are judged by. */
export interface Against {
  readonly file: GuardrailsFile;
  /** The file or folder that they come from. */
  readonly name: string;
  /** The platform's principals, patterns by name; empty for a file, which does not list them. */
  readonly platform: Readonly<Record<string, readonly string[]>>;
  /** Null: the file does not say. */
  readonly homeRegion: string | null;
}

/** @param path a `guardrails.json`; default: the organization as it is configured */
export function readAgainst(path: string | undefined, organization: string): Outcome<Against> {
  if (path !== undefined) {
    const read = readGuardrailsFile(path);
    if (read.kind === 'problems') return read;
    const { homeRegion = null } = read.value.organization;
    return ok({ file: read.value, name: path, platform: {}, homeRegion });
  }
  const read = readOrganization(organization);
  if (read.kind === 'problems') return read;
  const { platform, homeRegion } = read.value.organization;
  return ok({
    file: read.value.assembly.file,
    name: organization,
    platform: platform.principals,
    homeRegion,
  });
}
