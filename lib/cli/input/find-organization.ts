import { existsSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';

/** The file that every organization's folder has. */
export const LANDING_ZONE = 'landing-zone.yaml';

/** The folder itself, or the one in it with the name of the organization's folder; undefined: it contains neither. */
export function findOrganization(folder: string, organization: string): string | undefined {
  return [folder, join(folder, basename(resolve(organization)))].find((candidate) =>
    existsSync(join(candidate, LANDING_ZONE)),
  );
}
