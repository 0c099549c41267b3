import { APPLICATIONS, APPLICATIONS_CATALOGUE, APPLICATIONS_ZONE } from './application-folder';
import { describeFiles, edit, type Files } from './organization-folder';
import type { ParameterSchemas } from '../../lib/model/configuration';

type Edits = readonly (readonly [from: string, to: string])[];

const quarantine = APPLICATIONS_CATALOGUE.get('quarantine');

/** What sections of people need besides: a guardrail that stops revoked sessions. */
export const PEOPLE_CATALOGUE: ParameterSchemas = new Map([
  ...APPLICATIONS_CATALOGUE,
  ...(quarantine === undefined ? [] : [['revoke-sessions', { ...quarantine, id: 'revoke-sessions' }] as const]),
]);

/** A landing zone with people, in which nothing is wrong. Line 48 has the first assignment. */
export const PEOPLE_ZONE = `${edit(APPLICATIONS_ZONE, ['  root:\n', '  root:\n    revoke-sessions:\n'], ['  Sandbox: {}\n', '  Sandbox: {}\n  Suspended: {}\n'], ['  Workloads:\n    limit', '  Suspended:\n    quarantine:\n  Workloads:\n    limit'])}  assignments:
    - { group: developers, permissionSet: developer, to: [Workloads, Sandbox] }
    - { group: analysts, permissionSet: finance, to: [management], managementAccount: true }
    - { group: analysts, permissionSet: read-only, to: [Suspended], quarantined: true }
partners:
  watcher:
    account: '999999999999'
    accounts: [shop]
    permissionSet: read-only
    externalId: watcher-0123456789
    owner: a
    reason: b
    expires: '2027-06-30T00:00:00Z'
revocations:
  - person: 906a1b2c3d-11111111-2222-3333-4444-55555555555a
    until: '2027-03-31T00:00:00Z'
    owner: a
    reason: b
`;

/** The problems of a folder with people, after edits of `landing-zone.yaml` and with other files in place of some. */
export function describePeople(edits: Edits, files: Files = {}): string {
  return describeFiles(
    { ...APPLICATIONS, 'landing-zone.yaml': edit(PEOPLE_ZONE, ...edits), ...files },
    PEOPLE_CATALOGUE,
  );
}

/** The first lines of the problems, each without the file: `line:column: message`. */
export function problemsOfPeople(edits: Edits, files: Files = {}): readonly string[] {
  const found = describePeople(edits, files).match(/^organization.*$/gm) ?? [];
  return found.map((line) => line.replaceAll(/organization\/landing-zone\.yaml:/g, '').replace(/^\d+:\d+: /, ''));
}
