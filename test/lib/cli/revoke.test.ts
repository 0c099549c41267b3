import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { theExample } from '../../support/the-example';
import { aFolder, copyExample, EXAMPLE, rampart, type Run } from './an-io';
import { mistakesIn } from './output-schema';
import { runAsProcess } from './run-as-process';
import { anAws, type Answer, type Call, type FakeAws } from './wait/an-aws';

const JANE = '906a1b2c3d-aaaaaaaa-bbbb-cccc-dddd-eeeeeeeeeeee';
const REVOKED = '906a1b2c3d-11111111-2222-3333-4444-555555555555';
const WHY = ['--reason', 'A laptop was stolen', '--owner', 'security@example.com'] as const;

const { organization } = theExample();

const servers: FakeAws[] = [];

afterEach(() => {
  for (const server of servers.splice(0)) server.close();
});

function landingZone(folder: string): string {
  return readFileSync(join(folder, 'landing-zone.yaml'), 'utf8');
}

interface Calls {
  readonly calls: readonly { what: string; mustStop: boolean; without: string; with: string; by: string[] }[];
}

async function revoke(folder: string, ...args: readonly string[]): Promise<Run> {
  return rampart(['revoke', '--organization', folder, ...args]);
}

describe('rampart revoke', () => {
  test('adds one entry for a person, and leaves every other character', async () => {
    const folder = copyExample(aFolder());
    const before = landingZone(folder);
    const { exitCode, out, err } = await revoke(folder, JANE, ...WHY);
    expect([exitCode, err]).toEqual([0, '']);
    const entry = `    reason: A laptop was stolen
  - person: ${JANE}
    until: '2027-03-01T00:00:00Z'
    owner: security@example.com
    reason: A laptop was stolen
`;
    expect(landingZone(folder)).toBe(before.replace('    reason: A laptop was stolen\n', entry));
    expect(out).toContain('npx cdk deploy Guardrails --exclusively');
    expect((await rampart(['check', '--organization', folder])).exitCode).toBe(0);
  });

  test('shows by the guardrails what is stopped, and what is not', async () => {
    const { out } = await revoke(EXAMPLE, JANE, ...WHY, '--dry-run', '--json');
    const { calls } = JSON.parse(out) as Calls;
    const stopped = calls.filter(({ mustStop }) => mustStop);
    expect(stopped).toHaveLength(3);
    for (const call of stopped)
      expect(call).toMatchObject({ without: 'permitted', with: 'denied', by: ['revoke-sessions'] });
    expect(calls.filter(({ mustStop }) => !mustStop).map(({ with: decided }) => decided)).toEqual(
      Array.from({ length: 5 }, () => 'permitted'),
    );
  });

  test('stops the old sessions of a role, not the new ones, and names whom it hits', async () => {
    const session = 'arn:aws:sts::222222222222:assumed-role/AWSReservedSSO_administrator_0123456789abcdef/jane';
    const { exitCode, out } = await revoke(EXAMPLE, session, ...WHY, '--dry-run', '--json');
    expect(exitCode).toBe(0);
    const { calls, notes, otherSteps } = JSON.parse(out) as Calls & {
      notes: string[];
      otherSteps: { commands: string[] }[];
    };
    expect(calls.map((call) => [call.what, call.with])).toContainEqual([
      'the role, in a session from before',
      'denied',
    ]);
    expect(calls.map((call) => [call.what, call.with])).toContainEqual(['the role, in a new session', 'permitted']);
    expect(notes.join('\n')).toContain('It hits everybody with that permission set there: platform.');
    expect(otherSteps[0]?.commands[0]).toContain('npx rampart revoke jane ');
  });

  test('writes nothing with --dry-run', async () => {
    const folder = copyExample(aFolder());
    const before = landingZone(folder);
    expect((await revoke(folder, JANE, ...WHY, '--dry-run')).out).toContain('would write');
    expect(landingZone(folder)).toBe(before);
  });

  test('extends an entry in its place, so that nobody is listed twice', async () => {
    const folder = copyExample(aFolder());
    const { exitCode } = await revoke(folder, REVOKED, ...WHY, '--until', '2027-06-30');
    expect(exitCode).toBe(0);
    expect(landingZone(folder).match(new RegExp(REVOKED, 'g'))).toHaveLength(1);
    expect(landingZone(folder)).toContain("until: '2027-06-30T00:00:00Z'");
  });

  test('fails for whom is revoked already, for as long', async () => {
    const { exitCode, err } = await revoke(EXAMPLE, REVOKED, ...WHY);
    expect(exitCode).toBe(2);
    expect(err).toContain('already revoked until 2027-03-31T00:00:00Z');
  });

  test('names reason and owner, if both are missing, before it reads anything', async () => {
    const { exitCode, err } = await revoke('/nowhere', JANE);
    expect(exitCode).toBe(2);
    expect(err).toMatch(/--reason is missing[^]*--owner is missing/);
  });

  test.each([
    ['break-glass', 'arn:*:iam::*:role/platform/break-glass', 'dealing with an emergency'],
    ['the auditor', 'arn:*:iam::*:role/platform/audit', 'reading the configuration'],
    ['the backup operator', 'arn:*:iam::*:role/platform/backup-operator', 'a restore that runs goes on'],
    ['StackSets', 'arn:*:iam::*:role/stacksets-exec-*', 'operations of StackSets'],
    ['Organizations', 'arn:*:iam::*:role/Org*', 'the role of Organizations'],
  ])('revokes the role of %s only with --yes', async (_name, role, stops) => {
    const refused = await revoke(EXAMPLE, role, ...WHY, '--dry-run');
    expect(refused.exitCode).toBe(2);
    expect(refused.err).toContain(stops);
    const agreed = await revoke(EXAMPLE, role, ...WHY, '--dry-run', '--yes');
    expect(agreed.exitCode).toBe(0);
    expect(agreed.out).toContain(stops);
  });

  test.each([
    ['nowhere', ''],
    ['on a unit only', '  Infrastructure:\n    revoke-sessions:\n'],
  ])('refuses while the guardrail is placed %s', async (_where, section) => {
    const folder = copyExample(
      aFolder(),
      ['    revoke-sessions:\n', ''],
      ['  Suspended:\n    quarantine:\n', `${section}  Suspended:\n    quarantine:\n`],
      [/revocations:\n(?: .*\n)+/.exec(landingZone(EXAMPLE))?.[0] ?? '', ''],
    );
    const { exitCode, err } = await revoke(folder, JANE, ...WHY);
    expect(exitCode).toBe(2);
    expect(err).toContain('the guardrail `revoke-sessions` is not on the root');
  });

  test.each([
    [[], 'nobody is named'],
    [[JANE, '--list'], 'cannot be combined'],
    [[JANE, '--at', '2027-01-01', ...WHY], '--at is for --list'],
  ])('%j fails', async (args, message) => {
    const { exitCode, err } = await revoke(EXAMPLE, ...args);
    expect(exitCode).toBe(2);
    expect(err).toContain(message);
  });

  test('--json follows the schema in every mode', async () => {
    for (const args of [[JANE, ...WHY, '--dry-run'], ['--list'], ['--remove-ended', '--dry-run', '--at', '2028-01-01']])
      expect(mistakesIn('revoke', (await revoke(EXAMPLE, ...args, '--json')).out)).toBeNull();
  });
});

describe('revocations that end', () => {
  test('are listed, those that have ended first', async () => {
    const folder = copyExample(aFolder());
    await revoke(folder, JANE, ...WHY);
    const { exitCode, out } = await revoke(folder, '--list', '--at', '2027-03-15');
    expect(exitCode).toBe(0);
    expect(out).toMatch(new RegExp(`ended: ${JANE} until[^]*revoked: ${REVOKED} until[^]*--remove-ended`));
  });

  test('are removed, and only they', async () => {
    const folder = copyExample(aFolder());
    const before = landingZone(folder);
    await revoke(folder, JANE, ...WHY);
    const { exitCode, out } = await revoke(folder, '--remove-ended', '--at', '2027-03-15');
    expect(exitCode).toBe(0);
    expect(out).toContain(`- ${JANE} ended at 2027-03-01T00:00:00Z`);
    expect(landingZone(folder)).toBe(before);
  });

  test('leave an empty list if all have ended', async () => {
    const folder = copyExample(aFolder());
    await revoke(folder, '--remove-ended', '--at', '2028-01-01');
    expect(landingZone(folder)).toContain('\nrevocations: []\n');
    expect((await revoke(folder, '--list')).out).toBe('Nobody is revoked');
  });

  test('stay as long as they hold', async () => {
    const { out } = await revoke(EXAMPLE, '--remove-ended', '--at', '2027-03-30');
    expect(out).toBe('No revocation has ended at 2027-03-30T00:00:00Z');
  });
});

describe('a person who is looked up, as a process', () => {
  const NOBODY = { error: 'ResourceNotFoundException', message: 'no such user' };

  async function lookUp(answer: (call: Call) => Answer, ...args: readonly string[]) {
    const aws = await anAws(answer);
    servers.push(aws);
    const ended = await runAsProcess(aws.endpoint, ['revoke', ...args, ...WHY, '--dry-run']);
    return { ...ended, aws };
  }

  test('is found by the e-mail address if nobody has it as user name', async () => {
    const { exitCode, out, aws } = await lookUp(
      ({ input }) => (JSON.stringify(input).includes('emails.value') ? { json: { UserId: JANE } } : NOBODY),
      'jane@example.com',
    );
    expect(exitCode).toBe(0);
    expect(out).toContain(`jane@example.com is ${JANE} in the identity store`);
    expect(aws.calls.map(({ action }) => action)).toEqual(['identitystore:GetUserId', 'identitystore:GetUserId']);
    expect(aws.calls[0]?.input['IdentityStoreId']).toBe(organization.identity?.instance?.identityStoreId);
  });

  test.each([
    ['whom nobody knows', NOBODY, 'nobody in the identity store d-1234567890 has the user name'],
    [
      'without the permission',
      { error: 'AccessDeniedException', message: 'no' },
      'with the permissions identitystore:GetUserId',
    ],
  ])('%s is told in a sentence', async (_name, answer, message) => {
    const { exitCode, out, err } = await lookUp(() => answer, 'jane');
    expect([exitCode, out]).toEqual([2, '']);
    expect(err).toContain(message);
  });

  test('without an identity store is told how to go on', async () => {
    const instance = /  instance:\n(?: {4}.*\n)+/.exec(landingZone(EXAMPLE))?.[0] ?? '';
    const folder = copyExample(aFolder(), [instance, '']);
    const { exitCode, err } = await revoke(folder, 'jane', ...WHY);
    expect(exitCode).toBe(2);
    expect(err).toContain('whose id the configuration does not have');
  });
});
