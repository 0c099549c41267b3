import { describeRehearsal } from '../../../lib/cli/rehearse/describe-rehearsal';
import type { Report } from '../../../lib/rehearse/report';
import { aFolder, copyExample, EXAMPLE, rampart } from './an-io';

const noEmulator = { node: { path: process.execPath, environment: { PATH: '' } } };

describe('rehearse', () => {
  test('fails without the emulator, and says in one paragraph how to install it', async () => {
    const { exitCode, out, err } = await rampart(['rehearse', '--organization', EXAMPLE], noEmulator);
    expect([exitCode, out]).toEqual([2, '']);
    expect(err).toMatch(
      /^error: a rehearsal needs the emulator fakecloud 0\.51\.0, and PATH has none\. .*cargo install/,
    );
    expect(err.split('\n')).toHaveLength(1);
  });

  test('fails when nobody answers at the endpoint', async () => {
    const args = ['rehearse', '--organization', EXAMPLE, '--endpoint', 'http://127.0.0.1:1'];
    const { exitCode, err } = await rampart(args, noEmulator);
    expect([exitCode, err]).toEqual([2, 'error: no emulator answers at http://127.0.0.1:1']);
  });

  test('tells the problems of a configuration as `check` does, before anything is started', async () => {
    const organization = copyExample(aFolder(), ['deny-root-user:', 'deny-rot-user:']);
    const { exitCode, err } = await rampart(['rehearse', '--organization', organization], noEmulator);
    expect(exitCode).toBe(2);
    expect(err).toContain('unknown guardrail `deny-rot-user`');
    expect(err).not.toContain('fakecloud');
  });

  test.each([
    [['--endpoint', 'http://127.0.0.1:1', '--emulator', 'x'], 'exclude each other'],
    [['--endpoint', 'http://127.0.0.1:1', '--keep'], 'exclude each other'],
    [['--scenarios', '--keep'], 'exclude each other'],
    [['--endpoint', 'nowhere'], '`nowhere` is no URL'],
    [['--endpoint', 'localhost:4566'], '`localhost:4566` is no URL of http; write one such as'],
    [['--emulator', ''], 'the path is empty'],
  ])('fails for %j', async (options, message) => {
    const { exitCode, err } = await rampart(['rehearse', '--organization', EXAMPLE, ...options], noEmulator);
    expect(exitCode).toBe(2);
    expect(err).toContain(message);
  });
});

describe('the report of a rehearsal', () => {
  const report: Report = {
    stacks: [{ name: 'Rampart-Organization', resources: 8 }],
    adapted: 9,
    verified: [['AWS::Organizations::Account', 8]],
    faults: [],
    calls: {
      denied: 40,
      permitted: 50,
      guardrails: ['deny-access-keys'],
      shadowed: [],
      failures: [],
      notRehearsed: ['a: b'],
    },
    scenarios: [{ title: 'a second deploy changes nothing', faults: [], seconds: 7 }],
    notRehearsed: [{ what: 'policy of type S3_POLICY', why: 'the emulator does not know the type', count: 2 }],
    kept: null,
  };
  const text = (changes: Partial<Report> = {}) => describeRehearsal({ ...report, ...changes }, 71.25, false).join('\n');

  test('counts what was verified, denied, permitted and not rehearsed', () => {
    expect(text()).toContain('AWS::Organizations::Account   8');
    expect(text()).toContain('40 calls denied as computed, 50 calls permitted as computed; 1 guardrail seen to deny');
    expect(text()).toContain('✓ a second deploy changes nothing (7.0 s)');
    expect(text()).toContain('2 × policy of type S3_POLICY: the emulator does not know the type');
    expect(text()).toMatch(
      /\nRehearsed in 71\.3 s: 8 resources verified, 40 calls denied and 50 permitted as computed, 3 not rehearsed$/,
    );
  });

  test.each([
    [{ faults: ['account `audit` is in `Sandbox`, not in `Security`'] }, 'account `audit` is in `Sandbox`'],
    [{ scenarios: [{ title: 'a', faults: ['b is lost'], seconds: 1 }] }, '✗ a (1.0 s)\n  b is lost'],
    [{ calls: { ...report.calls, failures: ['c is not denied'] } as Report['calls'] }, 'c is not denied'],
  ])('fails with %j', (changes, expected) => {
    expect(text(changes)).toContain(expected);
    expect(text(changes)).toContain('The rehearsal failed in');
  });

  test('says how to use an emulator that still runs', () => {
    const kept = { endpoint: 'http://127.0.0.1:4566', region: 'eu-central-1', folder: '/tmp/r', pid: 7 };
    expect(text({ kept })).toContain('export AWS_ENDPOINT_URL=http://127.0.0.1:4566 AWS_REGION=eu-central-1');
    expect(text({ kept })).toContain('kill 7 && rm -r /tmp/r');
  });
});
