import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DRIFT_READS } from '../../../lib/model/drift-reads';
import { aFolder, copyExample, EXAMPLE, rampart } from './an-io';
import { mistakesIn } from './output-schema';
import { runAsProcess } from './run-as-process';

describe('rampart drift', () => {
  test('lists in its help every permission that it needs', async () => {
    const { exitCode, out } = await rampart(['drift', '--help']);
    expect(exitCode).toBe(0);
    for (const action of DRIFT_READS) expect(out).toContain(action);
  });

  test('reports mistakes of the configuration without asking AWS, as JSON, too', async () => {
    const organization = copyExample(aFolder(), ['  home: eu-central-1', '  home: eu-nowhere-1']);
    const { exitCode, out } = await rampart(['drift', '--json', '--organization', organization]);
    expect([exitCode, mistakesIn('drift', out)]).toEqual([2, null]);
    expect(out).toContain('eu-nowhere-1');
  });

  test.each([
    ['is not there', undefined],
    ['is no assembly', '{}'],
  ])('refuses a plan that %s', async (_name, manifest) => {
    const folder = aFolder();
    if (manifest !== undefined) writeFileSync(join(folder, 'manifest.json'), manifest);
    const { exitCode, err } = await rampart(['drift', '--assembly', folder, '--organization', EXAMPLE]);
    expect(exitCode).toBe(2);
    expect(err).toMatch(/holds no cloud assembly[^]*allowed: the folder that/);
  });
});

describe('rampart drift, as a process', () => {
  test('cannot look without credentials, and says why', async () => {
    const { exitCode, err } = await runAsProcess('http://127.0.0.1:1', ['drift'], {});
    expect(exitCode).toBe(2);
    expect(err).toMatch(/^error: there are no AWS credentials: /);
  });

  test('cannot look when nothing answers, and says why', async () => {
    const { exitCode, err } = await runAsProcess('http://127.0.0.1:1', ['drift']);
    expect(exitCode).toBe(2);
    expect(err).toMatch(/^error: AWS does not answer: .*ECONNREFUSED/);
  });
});
