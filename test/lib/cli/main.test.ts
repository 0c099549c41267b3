import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { EXAMPLE, rampart } from './an-io';
import { mistakesIn } from './output-schema';

describe('rampart', () => {
  test('--help lists every command and explains the exit codes', async () => {
    const { exitCode, out, err } = await rampart(['--help']);
    expect(exitCode).toBe(0);
    for (const command of ['check', 'plan', 'diff', 'guardrails', 'wait'])
      expect(out).toMatch(new RegExp(`^  ${command} {2,}\\S`, 'm'));
    expect(out.replace(/\s+/g, ' ')).toContain(
      'Exit codes: 0 fine; 1 a proof, a lint rule or a comparison found something; 2 the configuration or an argument has a mistake',
    );
    expect(err).toBe('');
  });

  test('--version is that of the package', async () => {
    const { version } = JSON.parse(readFileSync(join(__dirname, '../../../package.json'), 'utf8')) as {
      version: string;
    };
    expect(await rampart(['--version'])).toMatchObject({ exitCode: 0, out: version, err: '' });
  });

  test('help COMMAND is COMMAND --help', async () => {
    expect((await rampart(['help', 'check'])).out).toBe((await rampart(['check', '--help'])).out);
  });

  test.each(['check', 'plan', 'diff', 'guardrails', 'wait'])(
    '%s --help has an example and the options of every command',
    async (name) => {
      const { exitCode, out } = await rampart([name, '--help']);
      expect(exitCode).toBe(0);
      expect(out).toMatch(new RegExp(`Examples?:\n  npx rampart ${name}`));
      expect(out).toContain('--organization <folder>');
      expect(out).toContain('--json');
    },
  );

  test('without a command shows the help and fails', async () => {
    const { exitCode, out, err } = await rampart([]);
    expect([exitCode, out]).toEqual([2, '']);
    expect(err).toContain('Usage: rampart COMMAND');
  });

  test.each([
    [['chek'], "unknown command 'chek'", 'Did you mean check?'],
    [['check', '--bsae', 'main'], "unknown option '--bsae'", 'Did you mean --base?'],
    [['--jsn', 'check'], "unknown option '--jsn'", 'Did you mean --json?'],
  ])('fails for %j and suggests a correction', async (args, message, guess) => {
    const { exitCode, out, err } = await rampart(args);
    expect([exitCode, out]).toEqual([2, '']);
    expect(err).toContain(message);
    expect(err).toContain(guess);
  });

  test.each([[['check', 'organization']], [['check', '--organization']]])('fails for %j', async (args) => {
    const { exitCode, err } = await rampart(args);
    expect(exitCode).toBe(2);
    expect(err).toMatch(/^error: /);
  });

  test('accepts global options before and after the command', async () => {
    const before = await rampart(['--organization', EXAMPLE, '--json', 'check']);
    expect(before).toEqual(await rampart(['check', '--json', '--organization', EXAMPLE]));
    expect(before.exitCode).toBe(0);
  });

  describe('with a bug', () => {
    const broken = () => {
      throw new Error('no more paper');
    };

    test('says so in one line, and how to report it', async () => {
      const { exitCode, err } = await rampart(['check', '--organization', EXAMPLE], { out: broken });
      expect(exitCode).toBe(2);
      expect(err).toBe(
        'error: no more paper\nThis is a bug in Rampart. Please report it with your command and its output under RAMPART_DEBUG=1.',
      );
    });

    test('shows the stack trace with RAMPART_DEBUG', async () => {
      const { err } = await rampart(['check', '--organization', EXAMPLE], { out: broken, debug: true });
      expect(err).toMatch(/Error: no more paper\n +at /);
    });
  });
});

describe('with --json, a mistake in the arguments', () => {
  test.each([
    [['check', '--nope'], "unknown option '--nope'"],
    [['chek'], "unknown command 'chek'"],
    [['check', '--at', 'tomorrow'], '--at takes a day or an instant in UTC'],
    [['check', '--policies', '/nowhere'], '`/nowhere` cannot be read'],
    [['diff', '--fail-on', 'sometimes'], 'sometimes'],
    [['explain'], ''],
    [[], 'a command is missing'],
  ])('is JSON: %j', async (args, message) => {
    const { exitCode, out, err } = await rampart([...args, '--json']);
    expect([exitCode, err]).toEqual([2, '']);
    expect(mistakesIn('problems', out)).toBeNull();
    const { problems } = JSON.parse(out) as { problems: readonly { code: string; message: string }[] };
    expect(problems).toMatchObject([{ code: 'usage', file: null }]);
    expect(problems[0]?.message).toContain(message);
    expect(problems[0]?.message).not.toMatch(/^error/);
  });

  test('has what is allowed and the fix in fields of their own, for each mistake', async () => {
    const call = ['--account', 'shop-production', '--principal', 'role/x', '--action', 's3:PutObjekt'];
    const { out } = await rampart(['explain', ...call, '--context', 'aws:RequestedRegoin=eu-north-1', '--json']);
    const { problems } = JSON.parse(out) as { problems: readonly { message: string; fix: string | null }[] };
    expect(problems).toHaveLength(2);
    expect(problems.map(({ message }) => message).join()).not.toContain('\n');
    const { out: other } = await rampart(['explain', '--message', 'no denial', '--json']);
    expect(JSON.parse(other)).toMatchObject({
      problems: [
        {
          message: '--message: nothing in this text says that AWS denied a call',
          allowed: expect.stringMatching(/^all of what AWS/) as string,
          fix: 'describe the call with --account, --principal and --action',
        },
      ],
    });
  });

  test('is text without it, and written once', async () => {
    const { out, err } = await rampart(['check', '--nope']);
    expect([out, err.match(/unknown option/g)?.length]).toEqual(['', 1]);
  });

  test('does not hide the help', async () => {
    const { exitCode, out } = await rampart(['check', '--json', '--help']);
    expect(exitCode).toBe(0);
    expect(out).toContain('Usage:');
  });
});
