import type { Organization, Revocation } from '../../model/organization';
import type { Result } from '../command';
import { editLandingZone } from '../input/edit/edit-landing-zone';
import { removeItems } from '../input/edit/yaml-edits';
import { toInstant } from '../input/parse-instant';
import type { Io } from '../io';
import { printJson, printReport } from '../print-report';
import type { RevocationEntry } from './make-entry';
import type { ListOutput, RemovalOutput } from './revoke-output';
import { listReport, removalReport } from './revoke-report';

interface Options {
  readonly organization: string;
  readonly json?: boolean;
  readonly dryRun?: boolean;
}

/** Shows the revocations, those that have ended first, then in the order of their ends. */
export function listRevocations({ revocations }: Organization, at: Date, { json }: Options, io: Io): Result {
  const sorted = [...revocations].sort((one, other) => (one.until < other.until ? -1 : 1));
  const output: ListOutput = {
    formatVersion: 1,
    problems: [],
    at: toInstant(at),
    revocations: sorted.map((one) => ({
      ...{ file: one.at.file, line: one.at.line, column: one.at.column },
      ...outputOf(one),
      hasEnded: hasEnded(one, at),
    })),
  };
  if (json === true) printJson(output, io);
  else printReport(listReport(output), io);
  return { exitCode: 0 };
}

/** Removes what has ended from landing-zone.yaml. */
export function removeEnded({ revocations }: Organization, at: Date, options: Options, io: Io): Result {
  const indexes = revocations.flatMap((one, index) => (hasEnded(one, at) ? [index] : []));
  const edited =
    indexes.length === 0
      ? null
      : editLandingZone(options.organization, {
          change: (text) => removeItems(text, 'revocations', indexes),
          expected: (value) => ({
            ...value,
            revocations: (value['revocations'] as readonly unknown[]).filter((_one, index) => !indexes.includes(index)),
          }),
          byHand: `remove the entries of \`revocations\` that ended before ${toInstant(at)}`,
        });
  const isWritten = edited !== null && options.dryRun !== true;
  if (isWritten) edited.write();
  const output: RemovalOutput = {
    formatVersion: 1,
    problems: [],
    at: toInstant(at),
    removed: revocations.filter((_one, index) => indexes.includes(index)).map(outputOf),
    file: edited?.file ?? `${options.organization}/landing-zone.yaml`,
    isWritten,
  };
  if (options.json === true) printJson(output, io);
  else printReport(removalReport(output), io);
  return { exitCode: 0 };
}

function hasEnded({ until }: Revocation, at: Date): boolean {
  return Date.parse(until) <= at.getTime();
}

/** As the output of the command has it. */
export function outputOf(one: RevocationEntry) {
  return {
    person: one.kind === 'person' ? one.person : null,
    role: one.kind === 'role' ? one.role : null,
    issuedBefore: one.kind === 'role' ? one.issuedBefore : null,
    until: one.until,
    owner: one.owner,
    reason: one.reason,
  };
}
