import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { aFolder, copyExample, EXAMPLE, rampart } from './an-io';
import { mistakesIn } from './output-schema';
import { ISOLATED, KEYS, runAsProcess, type Ended } from './run-as-process';
import { aBaseline, CURRENT, idOf, LIVE, withStack, type Script } from './wait/a-baseline';
import type { FakeAws } from './wait/an-aws';

const servers: FakeAws[] = [];

afterEach(() => {
  for (const server of servers.splice(0)) server.close();
});

async function runWait(
  endpoint: string,
  args: readonly string[] = [],
  credentials?: Readonly<Record<string, string>>,
): Promise<Ended> {
  return runAsProcess(endpoint, ['wait', '--interval', '1', ...args], credentials);
}

/** Starts a server and runs the command against it. */
async function waitFor(script: Script, ...args: readonly string[]): Promise<Ended & { readonly aws: FakeAws }> {
  const aws = await aBaseline(script);
  servers.push(aws);
  return { ...(await runWait(aws.endpoint, args)), aws };
}

const LATE = { stackSet: 'rampart-region', account: idOf('shop-production'), region: 'eu-west-1' };
const RECORDER = 'ResourceLogicalId:Recorder, ResourceType:AWS::Config::ConfigurationRecorder, already exists';

describe('rampart wait, as a process', () => {
  test('ends at once with 0 when every stack is current', async () => {
    const { exitCode, out, err, aws } = await waitFor({ looks: [CURRENT] });
    expect([exitCode, err]).toEqual([0, '']);
    expect(out).toBe(
      `The baseline is complete: 48 stacks in 8 accounts are current\n\nNot waited for: forgotten (900000000009): it is not active at AWS\n`,
    );
    expect(new Set(aws.calls.map(({ action }) => action))).toEqual(
      new Set(['sts:GetCallerIdentity', 'organizations:ListAccounts', 'cloudformation:ListStackInstances']),
    );
  });

  test('reads every page of every list, in the home Region', async () => {
    const { aws } = await waitFor({ looks: [CURRENT] });
    const tokens = (action: string) =>
      aws.calls.filter((call) => call.action === action).map(({ input }) => input['NextToken'] ?? '1');
    expect(tokens('organizations:ListAccounts')).toEqual(['1', '2', '3']);
    // 8, 24 and 16 stacks, five a page.
    expect(tokens('cloudformation:ListStackInstances').join('')).toBe('12' + '12345' + '1234');
    const regions = aws.calls.filter(({ action }) => action.startsWith('cloudformation')).map(({ region }) => region);
    expect(new Set(regions)).toEqual(new Set(['eu-central-1']));
  });

  test('waits for a stack that is absent, then pending, then running, and through throttling', async () => {
    const { exitCode, out, aws } = await waitFor(
      {
        looks: [
          withStack(LATE, null),
          withStack(LATE, { status: 'OUTDATED', detailed: 'PENDING' }),
          withStack(LATE, { status: 'OUTDATED', detailed: 'RUNNING' }),
          CURRENT,
        ],
        operations: [['SUCCEEDED', 'SUCCEEDED', 'RUNNING']],
        instead: ({ action }, count) =>
          action === 'cloudformation:ListStackInstances' && count === 13
            ? { error: 'Throttling', message: 'Rate exceeded' }
            : undefined,
      },
      '--json',
    );
    expect(exitCode).toBe(0);
    expect(mistakesIn('wait', out)).toBeNull();
    expect(JSON.parse(out)).toMatchObject({ complete: true, timedOut: false, incomplete: [] });
    const looks = aws.calls.filter(
      ({ input }) => input['Action'] === 'ListStackInstances' && input['StackSetName'] === 'rampart-region',
    );
    expect(looks.filter(({ input }) => input['NextToken'] === undefined).length).toBeGreaterThanOrEqual(4);
  });

  test('fails with account, Region and AWS’s reason when a stack has failed and nothing tries again', async () => {
    const stacks = withStack(LATE, { status: 'OUTDATED', detailed: 'FAILED', reason: RECORDER });
    const { exitCode, out, err } = await waitFor({ looks: [stacks] });
    expect([exitCode, err]).toEqual([1, '']);
    expect(out).toContain('The baseline is not complete: 1 stack failed\n');
    expect(out).toContain(
      `failed: shop-production (${LATE.account}) in eu-west-1: rampart-region is OUTDATED (FAILED)`,
    );
    expect(out).toContain(`reason: ${RECORDER}`);
    expect(out).toContain('remove the cause, then edit its StackSet in the console');
  });

  test('waits while an operation may try a failed stack again', async () => {
    const failed = withStack(LATE, { status: 'OUTDATED', detailed: 'FAILED', reason: RECORDER });
    const { exitCode } = await waitFor({
      looks: [failed, failed, CURRENT],
      operations: [['SUCCEEDED', 'SUCCEEDED', 'QUEUED'], ['SUCCEEDED', 'RUNNING'], ['SUCCEEDED']],
    });
    expect(exitCode).toBe(0);
  });

  test('ends with 1 when the time is up, and lists what is late, as text and as JSON', async () => {
    const script = { looks: [withStack(LATE, null)] };
    const text = await waitFor(script, '--timeout', '0');
    expect(text.exitCode).toBe(1);
    expect(text.out).toContain('The baseline is not complete after 0 minutes: 1 stack is late');
    expect(text.out).toContain(`late: shop-production (${LATE.account}) in eu-west-1: rampart-region has no stack yet`);
    const { exitCode, out } = await waitFor(script, '--timeout', '0.02', '--json');
    expect(exitCode).toBe(1);
    expect(mistakesIn('wait', out)).toBeNull();
    expect(JSON.parse(out)).toMatchObject({
      complete: false,
      timedOut: true,
      incomplete: [{ stackSet: 'rampart-region', region: 'eu-west-1', state: 'late', status: null, reason: null }],
    });
  });

  test('waits for an account that no file knows, but not for one whose file says `baseline: skip`', async () => {
    const folder = copyExample(aFolder());
    const file = join(folder, 'accounts/sandbox-one.yaml');
    writeFileSync(file, `${readFileSync(file, 'utf8')}baseline: skip\n`);
    const foreign = { Id: '800000000008', Name: 'foreign', Email: 'foreign@example.com', State: 'ACTIVE' };
    const { exitCode, out } = await waitFor(
      {
        looks: [CURRENT.filter(({ account }) => account !== idOf('sandbox-one'))],
        accounts: [...LIVE, foreign],
      },
      ...['--timeout', '0', '--json', '--organization', folder],
    );
    expect(exitCode).toBe(1);
    const { incomplete, notAwaited } = JSON.parse(out) as {
      incomplete: readonly { account: string }[];
      notAwaited: readonly { name: string; why: string }[];
    };
    expect(incomplete.map(({ account }) => account)).toEqual(Array<string>(6).fill('foreign'));
    expect(notAwaited).toMatchObject([
      { name: 'management', why: 'management-account' },
      { name: 'forgotten', why: 'not-active' },
      { name: 'sandbox-one', why: 'baseline-skip' },
    ]);
  });
});

describe('rampart wait cannot run, and says why', () => {
  /** Without a process of its own, which takes longer. */
  const refused = async (script: Partial<Script>): Promise<string> => {
    const aws = await aBaseline({ looks: [CURRENT], ...script });
    servers.push(aws);
    const before = { ...process.env };
    Object.assign(process.env, ISOLATED, KEYS, { AWS_ENDPOINT_URL: aws.endpoint });
    try {
      const { exitCode, out, err, progress } = await rampart(['wait', '--organization', EXAMPLE]);
      expect([exitCode, out, progress.at(-1)]).toEqual([2, '', null]);
      expect(err).not.toMatch(/bug in Rampart|\n {4}at /);
      return err;
    } finally {
      process.env = before;
    }
  };

  test('without credentials', async () => {
    const { exitCode, err } = await runWait('http://127.0.0.1:1', [], {});
    expect(exitCode).toBe(2);
    expect(err).toMatch(
      /^error: there are no AWS credentials: .*\n +fix: sign in to the management account, 111111111111/,
    );
  });

  test('when nothing answers', async () => {
    const { exitCode, err } = await runWait('http://127.0.0.1:1');
    expect(exitCode).toBe(2);
    expect(err).toMatch(/^error: AWS does not answer: .*ECONNREFUSED/);
  });

  test('with credentials that have expired', async () => {
    const err = await refused({
      instead: () => ({ error: 'ExpiredToken', message: 'The security token is expired', status: 403 }),
    });
    expect(err).toContain('AWS refuses the credentials: The security token is expired');
  });

  test('with credentials of another account', async () => {
    expect(await refused({ caller: '222222222222' })).toMatch(
      /those of account 222222222222.*\n +allowed: the management account of the configuration, 111111111111\n/,
    );
  });

  test('when the account has no organization', async () => {
    const err = await refused({
      instead: ({ action }) =>
        action === 'organizations:ListAccounts'
          ? { error: 'AWSOrganizationsNotInUseException', message: 'Your account is not a member.' }
          : undefined,
    });
    expect(err).toContain('error: account 111111111111 has no organization\n');
  });

  test('when the baseline is not deployed', async () => {
    const err = await refused({
      instead: ({ action }) =>
        action === 'cloudformation:ListStackInstances'
          ? { error: 'StackSetNotFoundException', message: 'StackSet rampart-account not found', status: 404 }
          : undefined,
    });
    expect(err).toContain('the baseline is not deployed: StackSet rampart-account not found (eu-central-1)');
    expect(err).toContain('fix: run `npx cdk deploy Baseline`');
  });

  test.each([
    ['organizations:ListAccounts', 'AccessDeniedException'],
    ['cloudformation:ListStackInstances', 'AccessDenied'],
  ])('when %s is denied', async (denied, error) => {
    const err = await refused({
      instead: ({ action }) =>
        action === denied ? { error, message: `not authorized to perform: ${denied}`, status: 403 } : undefined,
    });
    expect(err).toContain(`error: AWS denies a call: not authorized to perform: ${denied}\n`);
    expect(err).toContain('with the permissions organizations:ListAccounts, cloudformation:ListStackInstances');
  });

  test('when an account of the configuration does not exist yet', async () => {
    const err = await refused({ accounts: LIVE.filter(({ Name }) => Name !== 'audit') });
    expect(err).toMatch(
      /^error: account `audit` \(.*\) is not in the organization\n +fix: run `npx cdk deploy Accounts`/,
    );
  });
});

describe('rampart wait, before it asks AWS', () => {
  const WITHOUT = [['\ncompliance:\n  pci-dss: false\n', '\n']] as const;

  test('says that there is no baseline', async () => {
    const folder = copyExample(aFolder(), ...WITHOUT);
    // Applications and partners need a baseline.
    rmSync(join(folder, 'applications'), { recursive: true });
    const file = join(folder, 'landing-zone.yaml');
    writeFileSync(file, readFileSync(file, 'utf8').replace(/\n(?:baseline|partners):\n[^]*?\n(?=\n)/g, '\n'));
    const { exitCode, err } = await rampart(['wait', '--organization', folder]);
    expect(exitCode).toBe(2);
    expect(err).toContain('the configuration has no section `baseline`');
  });

  test.each([
    [['--timeout', 'long'], '--timeout takes minutes, 0 to 1440, not `long`'],
    [['--timeout', '-1'], '--timeout takes minutes, 0 to 1440, not `-1`'],
    [['--timeout', '1441'], '--timeout takes minutes, 0 to 1440, not `1441`'],
    [['--interval', '0'], '--interval takes seconds, 1 to 600, not `0`'],
  ])('refuses %j', async (args, message) => {
    const { exitCode, err } = await rampart(['wait', '--organization', EXAMPLE, ...args]);
    expect([exitCode, err]).toEqual([2, `error: ${message}`]);
  });

  test('reports problems of the configuration', async () => {
    const folder = copyExample(aFolder(), ['home: eu-central-1', 'home: eu-central-9']);
    const { exitCode, err } = await rampart(['wait', '--organization', folder]);
    expect(exitCode).toBe(2);
    expect(err).toContain('eu-central-9');
  });

  test('--help has examples, the permissions and the exit codes', async () => {
    const { out } = await rampart(['wait', '--help']);
    expect(out).toContain('Examples:\n  npx rampart wait\n');
    expect(out).toContain('cloudformation:ListStackInstances');
    expect(out).toContain('1 a stack failed, or the time was up');
  });
});
