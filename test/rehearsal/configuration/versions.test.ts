import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Project } from '../../../rehearsal/configuration/project';
import { makeVersions } from '../../../rehearsal/configuration/versions';
import type { Workspace } from '../../../rehearsal/processes/workspace';
import { aFolder, EXAMPLE } from '../../lib/cli/an-io';

test('only the configuration as it is must meet its expectations: scenarios edit what they hold', async () => {
  const top = aFolder();
  const makeFolder = (name: string): string => {
    const folder = join(top, name);
    mkdirSync(folder, { recursive: true });
    return folder;
  };
  const found: boolean[] = [];
  const project = {
    read: (folder: string) => {
      found.push(existsSync(join(folder, 'expectations.jsonl')));
      return {};
    },
    synthesize: () => Promise.reject(new Error('not here')),
  } as unknown as Project;
  const edits = [() => undefined, () => undefined];
  const versions = makeVersions(EXAMPLE, edits, { project, workspace: { makeFolder } as unknown as Workspace });
  await Promise.allSettled(versions);
  expect(found).toEqual([true, false, false]);
});
