import { declareRehearsal, main, type RehearsalFlags } from '../../rehearsal/command';
import { aFolder, anIo, copyExample, EXAMPLE, runMain } from '../lib/cli/an-io';

const noEmulator = { node: { path: process.execPath, environment: { PATH: '' } } };

function rehearse(...args: readonly string[]) {
  return runMain(main, args, noEmulator);
}

/** What the flags mean, without a rehearsal. */
async function flagsOf(...args: readonly string[]): Promise<RehearsalFlags> {
  const { io } = anIo();
  const command = declareRehearsal(io).action(() => undefined);
  await command.parseAsync(args, { from: 'user' });
  return command.opts();
}

describe('npm run rehearse', () => {
  test('rehearses everything on the example by default', async () => {
    expect(await flagsOf()).toEqual({ organization: 'organization', scenarios: true, output: 'cdk.out' });
  });

  test.each([[['--no-scenarios']], [['--keep']], [['--endpoint', 'http://127.0.0.1:4566']]])(
    'rehearses no scenarios with %j',
    async (args) => {
      expect(await flagsOf(...args)).toMatchObject({ scenarios: false });
    },
  );

  test('rehearses scenarios behind --endpoint on request', async () => {
    expect(await flagsOf('--endpoint', 'http://127.0.0.1:4566', '--scenarios')).toMatchObject({ scenarios: true });
  });

  test('prints help with examples', async () => {
    const { exitCode, out, err } = await rehearse('--help');
    expect([exitCode, err]).toEqual([0, '']);
    expect(out).toContain('Usage: npm run rehearse -- [options]');
    expect(out).toContain('npm run rehearse -- --keep');
  });

  test('fails without the emulator, and says in one line how to install it', async () => {
    const { exitCode, out, err } = await rehearse('--organization', EXAMPLE);
    expect([exitCode, out]).toEqual([2, '']);
    expect(err).toMatch(
      /^error: the rehearsal needs the emulator fakecloud 0\.51\.0, and PATH does not have it\. .*cargo install/,
    );
    expect(err.split('\n')).toHaveLength(1);
  });

  test('fails when no emulator answers at the endpoint', async () => {
    const { exitCode, err } = await rehearse('--organization', EXAMPLE, '--endpoint', 'http://127.0.0.1:1');
    expect([exitCode, err]).toEqual([2, 'error: no emulator answers at http://127.0.0.1:1']);
  });

  test('reports the problems of a configuration as `check` does, before anything is started', async () => {
    const organization = copyExample(aFolder(), ['deny-root-user:', 'deny-rot-user:']);
    const { exitCode, err } = await rehearse('--organization', organization);
    expect(exitCode).toBe(2);
    expect(err).toContain('unknown guardrail `deny-rot-user`');
    expect(err).not.toContain('fakecloud');
  });

  test.each([
    [
      ['--endpoint', 'http://127.0.0.1:1', '--emulator', 'x'],
      'either --endpoint, for a running emulator, or --emulator',
    ],
    [['--endpoint', 'http://127.0.0.1:1', '--keep'], 'omit --keep'],
    [['--scenarios', '--keep'], 'either --scenarios or --keep'],
    [['--endpoint', 'nowhere'], '`nowhere` is not an HTTP URL'],
    [['--endpoint', 'localhost:4566'], '`localhost:4566` is not an HTTP URL; write one such as'],
    [['--emulator', ''], 'the path is empty'],
    [['--unknown'], "unknown option '--unknown'"],
    [['plan'], 'too many arguments'],
  ])('fails for %j', async (options, message) => {
    const { exitCode, err } = await rehearse('--organization', EXAMPLE, ...options);
    expect(exitCode).toBe(2);
    expect(err).toContain(message);
  });
});
