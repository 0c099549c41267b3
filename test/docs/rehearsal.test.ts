import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Command } from 'commander';
import { rehearse } from '../../lib/cli/rehearse';
import { GUARDED } from '../../lib/rehearse/calls/not-rehearsed';
import { EMULATOR } from '../../lib/rehearse/emulator/find-emulator';
import { SCENARIOS } from '../../lib/rehearse/scenarios';
import { brokenLinksOf } from './markdown';

const page = join(__dirname, '../../docs/rehearsal.md');
const text = readFileSync(page, 'utf8');

/** The lines below the head of the table whose first column has this head. */
function rowsOf(head: string): readonly string[] {
  const [, rows = ''] = new RegExp(`^\\| ${head} .*\\n\\| -.*\\n((?:\\|.*\\n)+)`, 'm').exec(text) ?? [];
  return rows.trimEnd().split('\n');
}

describe('docs/rehearsal.md', () => {
  test('names every flag of the command, and those that all commands have', () => {
    const command = new Command();
    rehearse.declare(command);
    const own = command.options.map(({ long }) => long ?? '');
    const named = rowsOf('flag').map((row) => /`(--[a-z]+)/.exec(row)?.[1] ?? row);
    expect([...named].sort()).toEqual([...own, '--organization', '--json'].sort());
  });

  test('names the pinned version, and the services that the emulator guards', () => {
    expect(text).toContain(`version ${EMULATOR.version} and no other`);
    const [, services = ''] = /It guards ([a-z0-9, ]+) and no other service/.exec(text) ?? [];
    expect(new Set(services.split(/, | and /))).toEqual(GUARDED);
  });

  test('has a line for each scenario', () => {
    expect(rowsOf('scenario')).toHaveLength(SCENARIOS.length);
  });

  test('links to files and headings that exist', () => {
    expect(brokenLinksOf(page)).toEqual([]);
  });
});
