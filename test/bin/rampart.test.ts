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
const PACKAGES = ['@swc', 'pirates'];
const PROGRAM = ['compile.js', 'rampart.js'];

/** A stale build of a guardrail must be impossible. */
describe('bin/rampart.js, in a checkout with a program of a few lines', () => {
  let checkout: string;
  beforeEach(() => {
    checkout = realpathSync(mkdtempSync(join(tmpdir(), 'rampart-')));
    for (const folder of ['bin', 'node_modules']) mkdirSync(join(checkout, folder));
    for (const file of [...PROGRAM.map((name) => `bin/${name}`), 'tsconfig.json'])
      copyFileSync(join(REPOSITORY, file), join(checkout, file));
    for (const name of PACKAGES)
      symlinkSync(join(REPOSITORY, 'node_modules', name), join(checkout, 'node_modules', name));
  });
  afterEach(() => {
    rmSync(checkout, { recursive: true });
  });

  test('runs the sources as they are now, and leaves nothing behind', () => {
    for (const text of ['first', 'second', 'first']) {
      write(`const text: string = '${text}';\nconsole.log(text);\n`);
      expect(run()).toEqual([0, `${text}\n`, '']);
    }
    expect(readdirSync(checkout).sort()).toEqual(['bin', 'node_modules', 'tsconfig.json']);
    expect(readdirSync(join(checkout, 'bin')).sort()).toEqual([...PROGRAM, 'rampart.ts']);
    expect(readdirSync(join(checkout, 'node_modules')).sort()).toEqual(PACKAGES);
  });

  test('reports where an error is in the source', () => {
    write("interface Unused {\n  readonly name: string;\n}\n\nthrow new Error('thrown');\n");
    expect(run()[2]).toContain(`${join(checkout, 'bin/rampart.ts')}:5`);
  });

  test('takes the tsconfig.json of its checkout, from any working directory', () => {
    const elsewhere = join(checkout, 'elsewhere');
    mkdirSync(elsewhere);
    writeFileSync(join(elsewhere, 'tsconfig.json'), 'not JSON');
    write("import { sep } from 'node:path';\nconsole.log(sep as string);\n");
    expect(run({ cwd: elsewhere })).toEqual([0, '/\n', '']);
  });

  function write(source: string): void {
    writeFileSync(join(checkout, 'bin/rampart.ts'), source);
  }

  function run(options: { cwd?: string; env?: NodeJS.ProcessEnv } = {}): readonly unknown[] {
    const { status, stdout, stderr } = spawnSync(process.execPath, [join(checkout, 'bin/rampart.js')], {
      cwd: checkout,
      encoding: 'utf8',
      ...options,
    });
    return [status, stdout, stderr];
  }
});
