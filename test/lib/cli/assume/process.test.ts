import { execFileSync } from 'node:child_process';
import { chmodSync, existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { aFolder } from '../an-io';
import { mistakesIn } from '../output-schema';
import {
  aHome,
  anOrganizationWithNumbers,
  anSts,
  aToken,
  CALLER,
  environmentOf,
  KEYS,
  PORTAL,
  SECRET,
  SESSION_TOKEN,
  tokenFile,
  type FakeSts,
} from './a-sts';
import { PROGRAM, runAssume, runAtTerminal, runScript } from './a-process';

jest.setTimeout(120_000);

const organization = anOrganizationWithNumbers();
const BREAK_GLASS = ['shop-production/break-glass', '--organization', organization];
const SERIAL = 'arn:aws:iam::111111111111:mfa/alice';

const servers: FakeSts[] = [];

afterEach(async () => {
  await Promise.all(servers.splice(0).map((server) => server.close()));
});

async function aServer(...args: Parameters<typeof anSts>): Promise<FakeSts> {
  const server = await anSts(...args);
  servers.push(server);
  return server;
}

const signedIn = () =>
  aHome({
    config: `[sso-session company]\nsso_start_url = ${PORTAL}\nsso_region = eu-central-1\n`,
    [tokenFile('company')]: aToken('2099-01-01T00:00:00Z'),
  });

describe('rampart assume, as a process', () => {
  test('prints exports, which a shell evaluates to the very secrets, and nothing else', async () => {
    const { endpoint, calls } = await aServer();
    const { exitCode, out, err } = await runAssume(BREAK_GLASS, environmentOf(endpoint, aHome(), KEYS));
    expect([exitCode, err]).toEqual([0, '']);
    const read = execFileSync(
      'sh',
      [
        '-ec',
        'eval "$1"; printf "%s\\n" "$AWS_ACCESS_KEY_ID" "$AWS_SECRET_ACCESS_KEY" "$AWS_SESSION_TOKEN" "${AWS_PROFILE-none}"',
        'sh',
        out,
      ],
      { encoding: 'utf8', env: { AWS_PROFILE: 'somebody' } },
    );
    expect(read.split('\n').slice(0, 4)).toEqual([expect.stringMatching(/^ASIA/), SECRET, SESSION_TOKEN, 'none']);
    expect(out.split('\n').filter((line) => !/^(?:unset AWS_|export AWS_\w+=')/.test(line))).toEqual(['']);
    expect(calls.map(({ action, region }) => [action, region])).toEqual([
      ['GetCallerIdentity', 'eu-central-1'],
      ['AssumeRole', 'eu-central-1'],
    ]);
    expect(calls[1]?.input).toMatchObject({
      RoleArn: 'arn:aws:iam::300000000008:role/platform/break-glass',
      RoleSessionName: 'alice',
    });
    expect(calls[1]?.input['DurationSeconds']).toBeUndefined();
  });

  test('passes on what is asked: name, length, external id, source identity and Region', async () => {
    const { endpoint, calls } = await aServer();
    const { exitCode } = await runAssume(
      [
        ...['arn:aws:iam::999988887777:role/etl/reader', '--organization', organization, '--region', 'eu-west-1'],
        ...[
          '--session-name',
          'night-shift',
          '--duration',
          '2h',
          '--external-id',
          'some-id',
          '--source-identity',
          'alice',
        ],
      ],
      environmentOf(endpoint, aHome(), KEYS),
    );
    expect(exitCode).toBe(0);
    expect(calls.at(-1)).toMatchObject({
      region: 'eu-west-1',
      input: {
        RoleSessionName: 'night-shift',
        DurationSeconds: '7200',
        ExternalId: 'some-id',
        SourceIdentity: 'alice',
      },
    });
  });

  test('gets a permission set from Identity Center, and with it a role that trusts it', async () => {
    const { endpoint, calls } = await aServer();
    const { exitCode, err } = await runAssume(
      ['shop-production/audit', '--via', 'audit/security', '--organization', organization],
      environmentOf(endpoint, signedIn()),
    );
    expect([exitCode, err]).toEqual([0, '']);
    expect(calls.map(({ action, by }) => [action, by])).toEqual([
      ['GetRoleCredentials', 'token-of-identity-center'],
      ['GetCallerIdentity', 'ASIAIDENTITYCENTER0'],
      ['AssumeRole', 'ASIAIDENTITYCENTER0'],
    ]);
    expect(calls[0]?.input).toEqual({ account_id: '300000000001', role_name: 'security' });
    expect(calls[2]?.input).toMatchObject({
      RoleArn: 'arn:aws:iam::300000000008:role/platform/audit',
      RoleSessionName: 'bob@example.com',
    });
  });

  test('starts from the profile that is named, whatever keys are in the environment', async () => {
    const { endpoint, calls } = await aServer();
    const home = aHome({ credentials: '[other]\naws_access_key_id = AKIAOTHER\naws_secret_access_key = other\n' });
    await runAssume([...BREAK_GLASS, '--profile', 'other'], environmentOf(endpoint, home, KEYS));
    expect(calls.map(({ by }) => by)).toEqual(['AKIAOTHER', 'AKIAOTHER']);
  });

  test('lists what the signed-in user may act as', async () => {
    const { endpoint } = await aServer();
    const { exitCode, out } = await runAssume(
      ['--list', '--json', '--organization', organization],
      environmentOf(endpoint, aHome(), KEYS),
    );
    expect(exitCode).toBe(0);
    expect(mistakesIn('assume', out)).toBeNull();
    expect(JSON.parse(out)).toMatchObject({ principal: CALLER, groups: [] });
    expect((JSON.parse(out) as { usable: readonly { target: string }[] }).usable.map(({ target }) => target)).toContain(
      'shop-production/break-glass',
    );
  });
});

describe('a program after `--`', () => {
  test('gets the session, and nothing by which it would be somebody else', async () => {
    const { endpoint } = await aServer();
    const rivals = { AWS_SECURITY_TOKEN: 'old', AWS_ROLE_ARN: 'x', AWS_BEARER_TOKEN_BEDROCK: 'x', AWS_ACCOUNT_ID: '1' };
    const { exitCode, out, err } = await runAssume(
      [...BREAK_GLASS, '--', 'env'],
      environmentOf(endpoint, aHome(), { ...KEYS, ...rivals, OTHER: 'stays' }),
    );
    expect([exitCode, err]).toEqual([0, '']);
    expect(out).toContain(`AWS_SECRET_ACCESS_KEY=${SECRET}\n`);
    expect(out).toContain('OTHER=stays\n');
    for (const name of Object.keys(rivals)) expect(out).not.toContain(`${name}=`);
  });

  test('has its own options, and its exit code is ours', async () => {
    const { endpoint } = await aServer();
    const { exitCode, out } = await runAssume(
      [...BREAK_GLASS, '--', 'sh', '-c', 'echo "$@"; exit 7', 'sh', '--json', '--profile', 'x'],
      environmentOf(endpoint, aHome(), KEYS),
    );
    expect([exitCode, out]).toEqual([7, '--json --profile x\n']);
  });

  test.each([
    ['SIGTERM', 143],
    ['SIGINT', 130],
  ] as const)('gets %s, and its end by a signal is our exit code', async (signal, expected) => {
    const { endpoint } = await aServer();
    const { exitCode } = await runAssume(
      [...BREAK_GLASS, '--', process.execPath, '-e', 'console.log("ready"); setTimeout(() => {}, 60000)'],
      environmentOf(endpoint, aHome(), KEYS),
      (child) => {
        child.stdout?.once('data', () => child.kill(signal));
      },
    );
    expect(exitCode).toBe(expected);
  });

  test('that is not there is a mistake, without a secret in it', async () => {
    const { endpoint } = await aServer();
    const { exitCode, out, err } = await runAssume(
      [...BREAK_GLASS, '--', 'no-such-program'],
      environmentOf(endpoint, aHome(), KEYS),
    );
    expect([exitCode, out]).toEqual([2, '']);
    expect(err).toContain('error: `no-such-program` cannot be run: there is no such program');
    expect(err).not.toContain(SECRET);
  });
});

describe('the question for the code', () => {
  const command = (more = '') =>
    `"${process.execPath}" "${PROGRAM}" assume ${BREAK_GLASS.join(' ')} --mfa ${more} > "$HOME/out" 2> "$HOME/err"; code=$?; stty -a | grep -q " echo " && echo ECHO; echo EXIT $code`;

  test('goes to the terminal, though the outputs are files, and what is typed is nowhere to be seen', async () => {
    const { endpoint, calls } = await aServer();
    const home = aHome();
    const { out } = await runAtTerminal('12345\\x7f56\\r', command(SERIAL), environmentOf(endpoint, home, KEYS));
    expect(out).toContain(`Code of the MFA device ${SERIAL} (it is not shown): `);
    expect(out).not.toMatch(/123456|12345/);
    expect(out).toContain('ECHO\r\nEXIT 0');
    expect(calls.at(-1)?.input).toMatchObject({ SerialNumber: SERIAL, TokenCode: '123456' });
    expect(readFileSync(join(home, 'err'), 'utf8')).toBe('');
    expect(readFileSync(join(home, 'out'), 'utf8')).toContain('export AWS_SESSION_TOKEN=');
  });

  test.each([
    ['Ctrl-C', '12\\x03'],
    ['Ctrl-D', '\\x04'],
  ])('%s ends it with 130, without a stack, and the terminal echoes again', async (_, typed) => {
    const { endpoint, calls } = await aServer();
    const home = aHome();
    const { out } = await runAtTerminal(typed, command(SERIAL), environmentOf(endpoint, home, KEYS));
    expect(out).toContain('ECHO\r\nEXIT 130');
    expect(readFileSync(join(home, 'err'), 'utf8')).toBe('');
    expect(readFileSync(join(home, 'out'), 'utf8')).toBe('');
    expect(calls.map(({ action }) => action)).toEqual(['GetCallerIdentity']);
  });

  test('without a device is a mistake that says where it may stand', async () => {
    const { endpoint, calls } = await aServer();
    const { exitCode, err } = await runAssume([...BREAK_GLASS, '--mfa'], environmentOf(endpoint, aHome(), KEYS));
    expect(exitCode).toBe(2);
    expect(err).toContain('it is not known which MFA device shows the code');
    expect(calls).toEqual([]);
  });

  test('is answered by a command, with the device of the profile', async () => {
    const { endpoint, calls } = await aServer();
    const home = aHome({
      config: `[default]\nmfa_serial = ${SERIAL}\naws_access_key_id = AKIADEFAULT\naws_secret_access_key = x\n`,
    });
    const { exitCode } = await runAssume(
      [...BREAK_GLASS, '--token-command', 'printf "%s\\n" 654321'],
      environmentOf(endpoint, home),
    );
    expect(exitCode).toBe(0);
    expect(calls.at(-1)?.input).toMatchObject({ SerialNumber: SERIAL, TokenCode: '654321' });
  });

  test.each([
    ['exit 3', '--token-command failed, with exit code 3'],
    ['echo no code', '--token-command printed no code, but something else'],
  ])('a command that gives none, `%s`, is a mistake', async (line, expected) => {
    const { endpoint } = await aServer();
    const { exitCode, err } = await runAssume(
      [...BREAK_GLASS, '--mfa', SERIAL, '--token-command', line],
      environmentOf(endpoint, aHome(), KEYS),
    );
    expect([exitCode, err]).toEqual([2, expect.stringContaining(expected)]);
  });
});

describe('as `credential_process`', () => {
  const PROCESS = [...BREAK_GLASS, '--credential-process'];

  /** The folder of kept sessions. */
  const kept = (home: string): string => join(home, '.aws/rampart');

  test('writes the JSON that AWS documents, and keeps nothing', async () => {
    const { endpoint } = await aServer();
    const home = aHome();
    const { exitCode, out, err } = await runAssume(PROCESS, environmentOf(endpoint, home, KEYS));
    expect([exitCode, err]).toEqual([0, '']);
    expect(mistakesIn('assume', out)).toBeNull();
    expect(JSON.parse(out)).toEqual({
      ...{ Version: 1, SecretAccessKey: SECRET, SessionToken: SESSION_TOKEN },
      AccessKeyId: expect.stringMatching(/^ASIA/) as string,
      Expiration: expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/) as string,
    });
    expect(existsSync(kept(home))).toBe(false);
  });

  test('with --cache asks once, and keeps the session for its owner alone, without the source', async () => {
    const { endpoint, calls } = await aServer();
    const home = aHome();
    const environment = environmentOf(endpoint, home, KEYS);
    const first = await runAssume([...PROCESS, '--cache'], environment);
    const second = await runAssume([...PROCESS, '--cache'], environment);
    expect([first.exitCode, second.exitCode, second.out]).toEqual([0, 0, first.out]);
    expect(calls.filter(({ action }) => action === 'AssumeRole')).toHaveLength(1);
    const [file = '', ...others] = readdirSync(kept(home));
    expect(others).toEqual([]);
    const mode = (path: string): number => statSync(path).mode & 0o777;
    expect([mode(kept(home)), mode(join(kept(home), file))]).toEqual([0o700, 0o600]);
    expect(readFileSync(join(kept(home), file), 'utf8')).not.toContain('secret-of-the-source');
    // Another name is another session.
    await runAssume([...PROCESS, '--cache', '--session-name', 'other'], environment);
    expect(calls.filter(({ action }) => action === 'AssumeRole')).toHaveLength(2);
  });

  test('refuses a kept session that others can read, and says how to mend it', async () => {
    const { endpoint } = await aServer();
    const home = aHome();
    const environment = environmentOf(endpoint, home, KEYS);
    await runAssume([...PROCESS, '--cache'], environment);
    const file = join(kept(home), readdirSync(kept(home))[0] ?? '');
    chmodSync(file, 0o644);
    const { exitCode, out, err } = await runAssume([...PROCESS, '--cache'], environment);
    expect([exitCode, out]).toEqual([2, '']);
    expect(err).toContain(`\`${file}\` is open to other users of this machine (mode 0644)`);
    expect(err).toContain(`rm '${file}'`);
  });

  test("AWS's own SDK gets its credentials by the printed profile", async () => {
    const { endpoint, calls } = await aServer();
    const home = aHome({
      credentials: '[start]\naws_access_key_id = AKIASTART\naws_secret_access_key = secret-of-the-source\n',
    });
    const environment = environmentOf(endpoint, home);
    const { exitCode, out } = await runAssume(
      [...BREAK_GLASS, '--profile', 'start', '--session-name', 'night-shift', '--print-profile', 'emergency'],
      environment,
    );
    expect(exitCode).toBe(0);
    writeFileSync(join(home, '.aws/config'), out);
    const script = `
      const { STSClient, GetCallerIdentityCommand } = require('@aws-sdk/client-sts');
      new STSClient({}).send(new GetCallerIdentityCommand({})).then(({ Account }) => console.log(Account));`;
    const read = await runScript(script, { ...environment, AWS_PROFILE: 'emergency' });
    expect(read).toMatchObject({ exitCode: 0, out: '111111111111\n' });
    expect(calls.map(({ action, by }) => [action, by])).toEqual([
      ['GetCallerIdentity', 'AKIASTART'],
      ['AssumeRole', 'AKIASTART'],
      ['GetCallerIdentity', expect.stringMatching(/^ASIASESSION/)],
    ]);
    expect(calls[1]?.input['RoleSessionName']).toBe('night-shift');
  });

  test('does not start itself: a profile that it serves is refused as its source', async () => {
    const config = `[profile emergency]\ncredential_process = node ${PROGRAM} assume x\n`;
    const environment = environmentOf('http://127.0.0.1:1', aHome({ config }), { AWS_PROFILE: 'emergency' });
    const { exitCode, err } = await runAssume(PROCESS, environment);
    expect([exitCode, err]).toEqual([
      2,
      expect.stringContaining('profile `emergency` gets its credentials from this command'),
    ]);
    const own = await runAssume([...BREAK_GLASS, '--print-profile', 'emergency'], environment);
    expect(own.err).toContain('profile `emergency` would start with its own credentials');
  });

  test('a command line that tools would read in different ways is not printed', async () => {
    const folder = `${aFolder()}/$HOME`;
    execFileSync('cp', ['-r', organization, folder]);
    const { exitCode, out, err } = await runAssume(
      ['shop-production/break-glass', '--organization', folder, '--print-profile', 'a'],
      environmentOf('http://127.0.0.1:1', aHome()),
    );
    expect([exitCode, out]).toEqual([2, '']);
    expect(err).toContain('cannot be a part of `credential_process`');
  });
});

test('the help, and mistakes, load no SDK', () => {
  const script = `
    require(${JSON.stringify(join(PROGRAM, '../../node_modules/ts-node/register'))});
    const { assume } = require('./lib/cli/assume.ts');
    console.log(assume.examples.length > 0 && Object.keys(require.cache).filter((file) => /@aws-sdk|@smithy/.test(file)).length);`;
  const loaded = execFileSync(process.execPath, ['-e', script], { cwd: join(PROGRAM, '../..'), encoding: 'utf8' });
  expect(loaded).toBe('0\n');
});
