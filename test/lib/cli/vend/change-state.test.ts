import { appendFileSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { TypedAnswer } from '../../../../lib/cli/io';
import { quarantineUnit } from '../../../../lib/cli/vend/change-state';
import { theExample } from '../../../support/the-example';
import { aFolder, copyExample, rampart, type Run } from '../an-io';
import { mistakesIn } from '../output-schema';

const NUMBER = '222222222222';

/** An account's file with what people leave in files. */
const WRITTEN = `# The shop's playground
email: aws+shop-development@example.com # never change it
unit: Workloads/Development # moved in May

owner: shop@example.com
budget: 500
tags: { cost-center: '2000' }
id: '${NUMBER}' # from AWS
# the end
`;

function anExample(text = WRITTEN): string {
  const folder = copyExample(aFolder());
  writeFileSync(fileOf(folder), text);
  // It runs in the account, which could not be closed.
  rmSync(join(folder, 'applications/preview.yaml'));
  return folder;
}

function fileOf(folder: string, key = 'shop-development'): string {
  return join(folder, 'accounts', `${key}.yaml`);
}

function read(folder: string): string {
  return readFileSync(fileOf(folder), 'utf8');
}

function vend(folder: string, ...args: readonly string[]): Promise<Run> {
  return rampart(['vend', '--organization', folder, ...args]);
}

interface Output {
  readonly problems: readonly { code: string }[];
  readonly notes: readonly string[];
  readonly next: readonly { what: string; commands: readonly string[] }[];
}

const SUSPENDED = WRITTEN.replace('unit: Workloads/Development', 'unit: Suspended').replace(
  '# from AWS\n',
  '# from AWS\nstate: suspended\n',
);

function aClosable(): string {
  return anExample(SUSPENDED);
}

describe('rampart vend --suspend', () => {
  test('moves the account into quarantine, and leaves every other character', async () => {
    const folder = anExample();
    const { exitCode, out, err } = await vend(folder, '--suspend', 'shop-development', '--json');
    expect([exitCode, err]).toEqual([0, '']);
    expect(mistakesIn('vend', out)).toBeNull();
    expect(read(folder)).toBe(SUSPENDED);
    const { notes, next } = JSON.parse(out) as Output;
    expect(notes.join('\n')).toContain('lose their permission sets there: everybody, security, developers');
    expect(next.at(-1)?.commands[0]).toContain('npx rampart vend --close shop-development --organization ');
    expect((await rampart(['check', '--organization', folder, '--json'])).exitCode).toBe(0);
  });

  test('keeps the line endings of the file', async () => {
    const folder = anExample(WRITTEN.replaceAll('\n', '\r\n'));
    expect((await vend(folder, '--suspend', NUMBER, '--json')).exitCode).toBe(0);
    expect(read(folder)).toBe(SUSPENDED.replaceAll('\n', '\r\n'));
  });

  test('refuses where no unit has the quarantine: the state alone would stop nobody', async () => {
    const folder = copyExample(aFolder(), ['  Suspended:\n    quarantine:\n', '']);
    const before = read(folder);
    const { exitCode, err } = await vend(folder, '--suspend', 'shop-development');
    expect(exitCode).toBe(2);
    expect(err).toContain('no unit has the guardrail `quarantine`');
    expect(read(folder)).toBe(before);
  });

  test('says which guardrails of its own the account must lose before it is closed', async () => {
    const folder = anExample();
    const landingZone = join(folder, 'landing-zone.yaml');
    const text = readFileSync(landingZone, 'utf8');
    writeFileSync(
      landingZone,
      text.replace('  log-archive:\n', '  shop-development:\n    deny-access-keys:\n  log-archive:\n'),
    );
    const { out } = await vend(folder, '--suspend', 'shop-development', '--json');
    expect((JSON.parse(out) as Output).notes.join('\n')).toContain('guardrails of its own (deny-access-keys)');
  });

  test('writes nothing with --dry-run', async () => {
    const folder = anExample();
    const { exitCode, out } = await vend(folder, '--suspend', 'shop-development', '--dry-run', '--json');
    expect([exitCode, JSON.parse(out)]).toEqual([0, expect.objectContaining({ isWritten: false, state: 'suspended' })]);
    expect(read(folder)).toBe(WRITTEN);
  });

  test('replaces a state that is written', async () => {
    const folder = anExample(`${WRITTEN}state: active # for now\n`);
    await vend(folder, '--suspend', 'shop-development', '--json');
    expect(read(folder)).toBe(`${WRITTEN.replace('Workloads/Development', 'Suspended')}state: suspended # for now\n`);
  });

  test.each(['log-archive', 'audit'])('refuses %s, which the configuration names', async (key) => {
    const folder = copyExample(aFolder());
    const before = readFileSync(fileOf(folder, key), 'utf8');
    const { exitCode, err } = await vend(folder, '--suspend', key);
    expect(exitCode).toBe(2);
    expect(err).toContain(`\`${key}\` cannot be suspended yet, and nothing was written`);
    expect(err).toContain(`the account \`${key}\` is suspended`);
    expect(readFileSync(fileOf(folder, key), 'utf8')).toBe(before);
  });

  test.each([
    ['management', '`management` is the management account'],
    ['111111111111', '`111111111111` is the management account'],
    ['shop-developmnt', 'did you mean `shop-development`?'],
  ])('refuses %s', async (key, message) => {
    const { exitCode, err } = await vend(copyExample(aFolder()), '--suspend', key);
    expect(exitCode).toBe(2);
    expect(err).toContain(message);
  });

  test('refuses an account twice, and one that is closed', async () => {
    const suspended = anExample(SUSPENDED);
    expect((await vend(suspended, '--suspend', 'shop-development')).err).toContain('is suspended already');
    const closed = anExample(SUSPENDED.replace('state: suspended', 'state: closed'));
    expect((await vend(closed, '--suspend', 'shop-development')).err).toContain('is closed already');
  });

  test('refuses a file that it cannot edit without a loss, and says what to write', async () => {
    const folder = anExample(WRITTEN.replace('unit: Workloads/Development', 'unit:\n  Workloads/Development'));
    const before = read(folder);
    const { exitCode, err } = await vend(folder, '--suspend', 'shop-development');
    expect(exitCode).toBe(2);
    expect(err).toContain('by hand, write `unit: Suspended` and `state: suspended`');
    expect(read(folder)).toBe(before);
  });
});

describe('the unit in which an account is in quarantine is', () => {
  const { organization } = theExample();
  const [placement] = organization.placements;
  const account = organization.accounts.find(({ key }) => key === 'shop-development');
  if (placement === undefined || account === undefined) throw new Error('the example has both');

  test.each([
    ['the first one that has it', 'Workloads/Development', 'Sandbox'],
    ['its own, if that has it', 'Suspended', 'Suspended'],
  ])('%s', (_what, unit, expected) => {
    const placements = [...organization.placements, { ...placement, guardrail: 'quarantine', target: 'Sandbox' }];
    for (const state of ['active', 'suspended'] as const)
      expect(quarantineUnit({ ...account, unit, state }, { ...organization, placements })).toBe(expected);
  });
});

describe('rampart vend --close', () => {
  test('writes the state once the number is given again, and shows the command that a person runs', async () => {
    const folder = aClosable();
    const { exitCode, out, err } = await vend(folder, '--close', 'shop-development', '--confirm', NUMBER, '--json');
    expect([exitCode, err]).toEqual([0, '']);
    expect(mistakesIn('vend', out)).toBeNull();
    expect(read(folder)).toBe(SUSPENDED.replace('state: suspended', 'state: closed'));
    const { next, notes } = JSON.parse(out) as Output;
    expect(next[0]?.commands).toEqual([
      `aws organizations describe-account --account-id ${NUMBER}`,
      `aws organizations close-account --account-id ${NUMBER}`,
    ]);
    expect(notes.join('\n')).toMatch(/90 days[^]*aws\+shop-development@example\.com can never be used/);
    expect((await rampart(['check', '--organization', folder, '--json'])).exitCode).toBe(0);
  });

  test('asks for the number at the terminal', async () => {
    const folder = aClosable();
    const asked: string[] = [];
    const ask = (question: string): Promise<TypedAnswer> => {
      asked.push(question);
      return Promise.resolve({ kind: 'answer', text: ` ${NUMBER} ` });
    };
    const { exitCode } = await rampart(['vend', '--organization', folder, '--close', 'shop-development'], { ask });
    expect(exitCode).toBe(0);
    expect(asked).toEqual(['Type the number of shop-development to confirm: ']);
    expect(read(folder)).toContain('state: closed');
  });

  test.each([
    ['another number', ['--confirm', '333333333333'], 2, 'is not the number of `shop-development`'],
    ['no number and no terminal', [], 2, '--confirm is missing'],
  ])('writes nothing with %s', async (_what, args, code, message) => {
    const folder = aClosable();
    const { exitCode, err } = await vend(folder, '--close', 'shop-development', ...args);
    expect(exitCode).toBe(code);
    expect(err).toContain(message);
    expect(read(folder)).toBe(SUSPENDED);
  });

  test('asks no program for the number, although there is a terminal', async () => {
    const folder = aClosable();
    const ask = (): Promise<TypedAnswer> => Promise.resolve({ kind: 'answer', text: NUMBER });
    const { exitCode } = await rampart(['vend', '--organization', folder, '--close', 'shop-development', '--json'], {
      ask,
    });
    expect(exitCode).toBe(2);
    expect(read(folder)).toBe(SUSPENDED);
  });

  test('writes nothing after Ctrl-C', async () => {
    const folder = aClosable();
    const ask = (): Promise<TypedAnswer> => Promise.resolve({ kind: 'interrupted' });
    const { exitCode } = await rampart(['vend', '--organization', folder, '--close', 'shop-development'], { ask });
    expect(exitCode).toBe(130);
    expect(read(folder)).toBe(SUSPENDED);
  });

  test.each([
    ['that is active', WRITTEN, '--suspend shop-development'],
    ['that is closed', SUSPENDED.replace('state: suspended', 'state: closed'), 'is closed already'],
    ['without a number', SUSPENDED.replace(/id: .*\n/, ''), 'does not say which number'],
  ])('refuses an account %s', async (_what, text, message) => {
    const folder = anExample(text);
    const { exitCode, err } = await vend(folder, '--close', 'shop-development', '--confirm', NUMBER);
    expect(exitCode).toBe(2);
    expect(err).toContain(message);
    expect(read(folder)).toBe(text);
  });

  test('refuses an account that has guardrails of its own, and one that an expectation names', async () => {
    const folder = aClosable();
    const landingZone = join(folder, 'landing-zone.yaml');
    const text = readFileSync(landingZone, 'utf8');
    writeFileSync(
      landingZone,
      text.replace('  log-archive:\n', '  shop-development:\n    deny-access-keys:\n  log-archive:\n'),
    );
    const own = await vend(folder, '--close', 'shop-development', '--confirm', NUMBER);
    expect([own.exitCode, own.err]).toEqual([2, expect.stringContaining('the account `shop-development` is closed')]);
    expect(read(folder)).toBe(SUSPENDED);
    writeFileSync(landingZone, text);
    appendFileSync(
      join(folder, 'expectations.jsonl'),
      '{"id":"one","expect":"denied","reason":"r","targets":["shop-development"],"principal":"role/x","action":"iam:CreateUser"}\n',
    );
    const expected = await vend(folder, '--close', 'shop-development', '--confirm', NUMBER, '--json');
    expect(expected.exitCode).toBe(2);
    expect((JSON.parse(expected.out) as Output).problems.map(({ code }) => code)).toEqual(['closed-target']);
    expect(read(folder)).toBe(SUSPENDED);
  });

  test('refuses an account in which an application runs', async () => {
    const folder = copyExample(aFolder());
    writeFileSync(fileOf(folder), SUSPENDED);
    const { exitCode, err } = await vend(folder, '--close', 'shop-development', '--confirm', NUMBER);
    expect([exitCode, err]).toEqual([2, expect.stringContaining('applications/preview.yaml')]);
    expect(read(folder)).toBe(SUSPENDED);
  });
});
