import { spawnSync } from 'node:child_process';
import {
  copyFileSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const REPOSITORY = join(__dirname, '../..');

describe('bin/sources.js', () => {
  let folder: string;
  beforeEach(() => {
    folder = realpathSync(mkdtempSync(join(tmpdir(), 'rampart-')));
    for (const name of ['bin', 'node_modules']) mkdirSync(join(folder, name));
    copyFileSync(join(REPOSITORY, 'bin/sources.js'), join(folder, 'bin/sources.js'));
    symlinkSync(join(REPOSITORY, 'node_modules/@swc'), join(folder, 'node_modules/@swc'));
  });
  afterEach(() => {
    rmSync(folder, { recursive: true });
  });

  test('runs what is written now, whatever ran before', () => {
    for (const text of ['first', 'second', 'first']) {
      write(`const text: string = '${text}';\nconsole.log(text);\n`);
      expect(run()).toEqual([0, `${text}\n`, '']);
    }
    expect(kept()).toHaveLength(2);
  });

  test('runs where nothing can be kept', () => {
    writeFileSync(join(folder, 'node_modules/.cache'), 'a file where a folder must be');
    write("console.log('ran' as string);\n");
    expect(run()).toEqual([0, 'ran\n', '']);
  });

  test('says of an error where it stands in the source, from what was kept, too', () => {
    write("interface Unused {\n  readonly name: string;\n}\n\nthrow new Error('thrown');\n");
    const place = `${join(folder, 'bin/script.ts')}:5`;
    expect([run()[2], run()[2]]).toEqual([expect.stringContaining(place), expect.stringContaining(place)]);
    expect(kept()).toHaveLength(1);
  });

  function write(source: string): void {
    writeFileSync(join(folder, 'bin/script.ts'), source);
  }

  function run(): readonly [status: number | null, stdout: string, stderr: string] {
    const args = ['--require', './bin/sources.js', 'bin/script.ts'];
    const { status, stdout, stderr } = spawnSync(process.execPath, args, { cwd: folder, encoding: 'utf8' });
    return [status, stdout, stderr];
  }

  function kept(): readonly string[] {
    return readdirSync(join(folder, 'node_modules/.cache/rampart'));
  }
});
