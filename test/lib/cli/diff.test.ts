import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { differenceSchema, type Difference } from '../../../lib/analysis/difference/difference-file';
import type { findDifference } from '../../../lib/analysis/difference/difference';
import { diffBy } from '../../../lib/cli/diff';
import { main } from '../../../lib/cli/main';
import { MOST_BYTES } from '../../../lib/report/markdown/render-markdown';
import { aFolder, rampart, runMain } from './an-io';
import { aDifference, anOpening, aTightening, anUndecided, everything } from './diff/a-difference';
import { aRepository, aSmallOrganization } from './input/states/a-repository';

// What is found is another test's subject; here it is what becomes of it.
const find = jest.fn<Difference, Parameters<typeof findDifference>>();
const commands = { diff: { summary: 'compare', load: () => Promise.resolve(diffBy(find)) } };
const runDiff = (args: readonly string[]) => runMain((words, io) => main(words, io, commands), ['diff', ...args]);

const base = aSmallOrganization(aFolder());
const head = aSmallOrganization(aFolder(), ['    deny-access-keys:\n', '']);

const diff = (difference: Difference, ...args: readonly string[]) => {
  find.mockReset().mockReturnValue(difference);
  return runDiff([base, head, '--organization', head, ...args]);
};

describe('diff', () => {
  test('compares what the two arguments name, in this order', async () => {
    const json = join(aFolder(), 'guardrails.json');
    writeFileSync(json, (await rampart(['guardrails', '--organization', base])).out);
    find.mockReset().mockReturnValue(aDifference());
    const { exitCode } = await runDiff([json, head, '--organization', head]);
    expect(exitCode).toBe(0);
    const counts = (find.mock.calls[0] ?? []).slice(0, 2).map((file) => {
      const { placements } = file as { readonly placements: readonly unknown[] };
      return placements.length;
    });
    expect(counts).toEqual([3, 2]);
  });

  test('shows people the verdict, without colors where the terminal takes none', async () => {
    const { exitCode, out, err } = await diff(everything());
    expect([exitCode, err]).toEqual([1, '']);
    expect(out).toMatch(/^Guardrails: 1 opening, 1 tightening, 1 undecided/);
    expect(out.includes('\u001B')).toBe(false);
  });

  test('writes the whole difference as JSON', async () => {
    const { out } = await diff(everything(), '--json');
    expect(differenceSchema.parse(JSON.parse(out))).toEqual(everything());
  });

  test('writes Markdown that fits into a comment', async () => {
    const changes = Array.from({ length: 5_000 }, () => anOpening());
    const { out } = await diff(aDifference({ changes }), '--markdown');
    expect(out).toMatch(/^## Guardrails: 5,000 openings\n/);
    expect(Buffer.byteLength(out)).toBeLessThanOrEqual(MOST_BYTES);
  });

  test('shows its progress, and clears it', async () => {
    const { progress } = await diff(aDifference());
    expect(progress).toEqual(['reading both states', null, 'comparing', null]);
  });

  test.each<[string, Difference, readonly string[], number]>([
    ['nothing', aDifference(), [], 0],
    ['wording only', aDifference({ sameMeaning: everything().sameMeaning }), [], 0],
    ['an exemption', aDifference({ exemptions: everything().exemptions }), [], 1],
    ['a tightening', aDifference({ changes: [aTightening()] }), [], 1],
    ['a tightening', aDifference({ changes: [aTightening()] }), ['--fail-on', 'opened'], 0],
    ['a tightening', aDifference({ changes: [aTightening()] }), ['--fail-on', 'tightened'], 1],
    ['an opening', aDifference({ changes: [anOpening()] }), ['--fail-on', 'opened'], 1],
    ['an opening', aDifference({ changes: [anOpening()] }), ['--fail-on', 'tightened'], 0],
    ['an opening', aDifference({ changes: [anOpening()] }), ['--fail-on', 'any'], 1],
    ['what is undecided', aDifference({ undecided: [anUndecided()] }), ['--fail-on', 'opened'], 1],
  ])('of %s exits (%#)', async (_name, difference, args, expected) => {
    expect((await diff(difference, ...args)).exitCode).toBe(expected);
  });
});

describe('diff --requests', () => {
  const aFile = (...requests: readonly object[]): string => {
    const file = join(aFolder(), 'requests.jsonl');
    writeFileSync(file, requests.map((request) => JSON.stringify(request)).join('\n'));
    return file;
  };
  const request = {
    id: 'r1',
    account: 'management',
    principal: 'arn:aws:iam::111111111111:role/a',
    action: 's3:GetObject',
    resource: '*',
  };

  test('shows which change covers each request', async () => {
    const other = { ...request, id: 'r2' };
    const found = aDifference({ changes: [anOpening()], requests: { r1: [0], r2: [] } });
    const { out } = await diff(found, '--requests', aFile(request, other));
    expect(find.mock.calls[0]?.[2]?.map(({ id }) => id)).toEqual(['r1', 'r2']);
    expect(out).toMatch(/\nRequests \(2\)\n {2}r1: In Sandbox .*\n {2}r2: no change$/);
  });

  test('refuses names that AWS does not document, unless they may be newer', async () => {
    const found = aDifference({ requests: { r1: [] } });
    const file = aFile({ ...request, action: 's3:PutObjet' });
    const refused = await diff(found, '--requests', file);
    expect(refused.exitCode).toBe(2);
    expect(refused.err).toContain('did you mean `s3:PutObject`?');
    expect((await diff(found, '--requests', file, '--allow-unknown-actions')).exitCode).toBe(0);
  });

  test('fails for lines that are not requests, reports all of them, and compares nothing', async () => {
    const { exitCode, out, err } = await diff(aDifference(), '--requests', aFile({ id: 'a' }, { ...request, x: 1 }));
    expect([exitCode, out]).toEqual([2, '']);
    expect(err).toContain('requests.jsonl:1:');
    expect(err).toContain('requests.jsonl:2:');
    expect(find).not.toHaveBeenCalled();
  });

  test('fails for a file that does not exist', async () => {
    const { exitCode, err } = await diff(aDifference(), '--requests', '/nowhere.jsonl');
    expect(exitCode).toBe(2);
    expect(err).toContain('`/nowhere.jsonl` cannot be read');
  });
});

describe('diff fails, without a stack trace,', () => {
  test('for two formats at once, in JSON', async () => {
    const { exitCode, out } = await diff(aDifference(), '--markdown', '--json');
    expect(exitCode).toBe(2);
    expect(JSON.parse(out)).toMatchObject({
      problems: [{ code: 'usage', message: '--markdown and --json cannot be combined: both write to standard output' }],
    });
  });

  test.each<[string, readonly string[], string]>([
    ['requests in Markdown', ['--markdown', '--requests', 'x'], '--markdown does not show requests'],
    ['an unknown verdict', ['--fail-on', 'nonsense'], 'Allowed choices are opened, tightened, any'],
    ['a third state', ['third'], 'too many arguments'],
  ])('for %s', async (_name, args, message) => {
    const { exitCode, out, err } = await diff(aDifference(), ...args);
    expect([exitCode, out]).toEqual([2, '']);
    expect(err).toContain(message);
    expect(err).not.toMatch(/^ +at /m);
  });

  test('if there is no repository to find the default branch in', async () => {
    const { exitCode, err } = await rampart(['diff', '--organization', head]);
    expect(exitCode).toBe(2);
    expect(err).toMatch(/^error: .*is not in a Git repository/);
  });

  test('for a revision whose configuration is wrong, which it names before each problem', async () => {
    const root = aFolder();
    const organization = aSmallOrganization(root, ['home: eu-central-1', 'home: eu-central-9']);
    aRepository(root);
    aSmallOrganization(root);
    const { exitCode, out, err } = await rampart(['diff', 'HEAD', '--organization', organization]);
    expect([exitCode, out]).toEqual([2, '']);
    expect(err).toMatch(/^HEAD:organization\/landing-zone\.yaml:\d+:\d+: .*eu-central-9/);
  });

  test('for a file of another format version', async () => {
    const json = join(aFolder(), 'guardrails.json');
    writeFileSync(json, '{"formatVersion":2}');
    const { exitCode, err } = await runDiff([json, '--organization', head]);
    expect(exitCode).toBe(2);
    expect(err).toContain('the file has formatVersion 2');
  });
});
