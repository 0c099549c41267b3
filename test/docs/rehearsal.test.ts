import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ENFORCED } from '../../rehearsal/calls/not-rehearsed';
import { declareRehearsal } from '../../rehearsal/command';
import { EMULATOR } from '../../rehearsal/emulator/find-emulator';
import { SCENARIOS } from '../../rehearsal/scenarios';
import { anIo } from '../lib/cli/an-io';
import { brokenLinksOf } from './markdown';

const page = join(__dirname, '../../docs/rehearsal.md');
const text = readFileSync(page, 'utf8');

/** The rows of the table whose first column has this heading. */
function rowsOf(heading: string): readonly string[] {
  const [, rows = ''] = new RegExp(`^\\| ${heading} .*\\n\\| -.*\\n((?:\\|.*\\n)+)`, 'm').exec(text) ?? [];
  return rows.trimEnd().split('\n');
}

describe('docs/rehearsal.md', () => {
  test('names every flag', () => {
    const flags = declareRehearsal(anIo().io).options.map(({ long }) => long ?? '');
    const named = rowsOf('flag').flatMap((row) => row.split('|')[1]?.match(/--[a-z-]+/g) ?? [row]);
    expect([...named].sort()).toEqual([...flags].sort());
  });

  test('names the pinned version, and the services for which the emulator enforces policies', () => {
    expect(text).toContain(`version ${EMULATOR.version} and no other`);
    const [, services = ''] = /enforces policies for ([a-z0-9, ]+) only/.exec(text) ?? [];
    expect(new Set(services.split(/, | and /))).toEqual(ENFORCED);
  });

  test('has a line for each scenario', () => {
    expect(rowsOf('scenario')).toHaveLength(SCENARIOS.length);
  });

  test('links to files and headings that exist', () => {
    expect(brokenLinksOf(page)).toEqual([]);
  });
});
