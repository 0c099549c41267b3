import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { theExample } from '../../support/the-example';
import { aFolder, copyExample, EXAMPLE } from './an-io';
import { mistakesIn } from './output-schema';
import { runAsProcess, type Ended } from './run-as-process';
import { anAws, pageOf, type Answer, type Call, type FakeAws } from './wait/an-aws';

const { organization } = theExample();
const ANALYSTS = '93a4b8c2-7009-70d6-b5f8-2b1c5d6e7f80';
const OTHER = '93a4b8c2-7999-70d6-b5f8-2b1c5d6e7f80';

const INSTANCE = {
  InstanceArn: organization.identity?.instance?.arn,
  IdentityStoreId: organization.identity?.instance?.identityStoreId,
  OwnerAccountId: '111111111111',
  Status: 'ACTIVE',
};

/** The groups of the example, as the identity store has them. */
const LIVE = organization.groups.map(({ name, id }) => ({ DisplayName: name, GroupId: id ?? ANALYSTS }));

interface Script {
  readonly instances?: readonly object[];
  readonly groups?: typeof LIVE;
  readonly instead?: (call: Call) => Answer | undefined;
}

const servers: FakeAws[] = [];

afterEach(() => {
  for (const server of servers.splice(0)) server.close();
});

async function run(script: Script, folder: string, ...args: readonly string[]): Promise<Ended & { aws: FakeAws }> {
  const { instances = [INSTANCE], groups = LIVE, instead } = script;
  const aws = await anAws((call) => {
    const other = instead?.(call);
    if (other !== undefined) return other;
    if (call.action === 'sso:ListInstances') return { json: { Instances: instances } };
    const { items, next } = pageOf(groups, 5, call.input['NextToken']);
    return { json: { Groups: items, NextToken: next } };
  });
  servers.push(aws);
  return { ...(await runAsProcess(aws.endpoint, ['groups', '--organization', folder, ...args])), aws };
}

function landingZone(folder: string): string {
  return readFileSync(join(folder, 'landing-zone.yaml'), 'utf8');
}

describe('rampart groups, as a process', () => {
  test('shows the lines for the configuration, from every page, and asks for nothing else', async () => {
    const { exitCode, out, err, aws } = await run({}, EXAMPLE);
    expect([exitCode, err]).toEqual([0, '']);
    expect(out).toContain('Identity Center has the instance and every group of the configuration');
    expect(out).toContain(`new: data-analysts: its id is ${ANALYSTS}`);
    expect(out).toContain(`    data-analysts: ${ANALYSTS}`);
    expect(aws.calls.map(({ action, region }) => `${action} ${region}`)).toEqual([
      'sso:ListInstances eu-central-1',
      'identitystore:ListGroups eu-central-1',
      'identitystore:ListGroups eu-central-1',
    ]);
  });

  test('--write fills in what is missing, and leaves every other character', async () => {
    const folder = copyExample(aFolder());
    const before = landingZone(folder);
    const { exitCode, out } = await run({}, folder, '--write');
    expect(exitCode).toBe(0);
    expect(out).toContain('Wrote what was missing into');
    expect(landingZone(folder)).toBe(before.replace('    data-analysts:\n', `    data-analysts: ${ANALYSTS}\n`));
  });

  test('--write adds the instance', async () => {
    const lines = `  instance:
    arn: arn:aws:sso:::instance/ssoins-1111222233334444
    identityStoreId: d-1234567890
`;
    const start = `    startUrl: https://d-1234567890.awsapps.com/start\n`;
    const folder = copyExample(aFolder(), [lines + start, '']);
    await run({}, folder, '--write');
    expect(landingZone(folder)).toContain(lines);
  });

  test('fails for an id that differs, and --write leaves it', async () => {
    const groups = LIVE.map((group) => (group.DisplayName === 'finance' ? { ...group, GroupId: OTHER } : group));
    const folder = copyExample(aFolder());
    const { exitCode, out } = await run({ groups }, folder, '--write');
    expect(exitCode).toBe(1);
    expect(out).toContain(`different: finance: the group of this name is ${OTHER}, the configuration says`);
    expect(landingZone(folder)).not.toContain(OTHER);
  });

  test('fails for a group that is not there, and names a similar one', async () => {
    const groups = LIVE.map((group) =>
      group.DisplayName === 'data-analysts' ? { ...group, DisplayName: 'analysts' } : group,
    );
    const { exitCode, out } = await run(
      { groups: [...groups, { DisplayName: 'data-analyst', GroupId: OTHER }] },
      EXAMPLE,
    );
    expect(exitCode).toBe(1);
    expect(out).toContain('missing: data-analysts: no group has this name');
    expect(out).toContain('similar: data-analyst');
  });

  test('--json follows the schema', async () => {
    const { out } = await run({}, EXAMPLE, '--json');
    expect(mistakesIn('groups', out)).toBeNull();
    expect(JSON.parse(out)).toMatchObject({ instance: { state: 'same' }, written: null });
  });

  test.each([
    ['no instance', { instances: [] }, 'the organization has no instance of Identity Center in eu-central-1'],
    [
      'expired credentials',
      { instead: () => ({ error: 'ExpiredTokenException', message: 'expired' }) },
      'AWS refuses the credentials: expired',
    ],
    [
      'a missing permission',
      { instead: () => ({ error: 'AccessDeniedException', message: 'no' }) },
      'with the permissions sso:ListInstances, identitystore:ListGroups',
    ],
  ] satisfies [string, Script, string][])('%s is told in a sentence', async (_name, script, expected) => {
    const { exitCode, out, err } = await run(script, EXAMPLE);
    expect([exitCode, out]).toEqual([2, '']);
    expect(err).toContain(expected);
  });
});
