import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readStates } from '../../../../../lib/cli/input/states/read-states';
import { describeProblem } from '../../../../../lib/model/problem';
import { aFolder, rampart } from '../../an-io';
import { aRepository, aSilentIo, aSmallOrganization, commitAll, gitIn } from './a-repository';

const folder = aFolder();
const organization = aSmallOrganization(folder);
const file = join(organization, 'landing-zone.yaml');
const text = readFileSync(file, 'utf8');
const io = aSilentIo(aFolder());
let first = '';

const read = (base?: string, head?: string, from = organization) => readStates(base, head, { organization: from }, io);

/** Both states, which must be there. */
async function states(base?: string, head?: string, from?: string) {
  const outcome = await read(base, head, from);
  if (outcome.kind === 'problems') throw new Error(outcome.problems.map(describeProblem).join('\n'));
  const count = (placements: readonly unknown[] = []): number => placements.length;
  const { before, after } = outcome.value;
  return { before, after, counts: [count(before.file.placements), count(after.file.placements)] };
}

beforeAll(() => {
  aRepository(folder);
  first = gitIn(folder, 'rev-parse', 'HEAD');
  gitIn(folder, 'checkout', '--quiet', '-b', 'change');
  writeFileSync(file, text.replace('    deny-access-keys:\n', ''));
  commitAll(folder, 'second');
  writeFileSync(file, text.replace('    deny-access-keys:\n', '').replace('    deny-root-user:\n', ''));
});

describe('two states', () => {
  test('are where the default branch was left and the working tree, when none is named', async () => {
    const { before, after, counts } = await states();
    expect(before.name).toBe(`${first.slice(0, 12)} (where the current branch left main)`);
    expect(after.name).toBe(organization);
    expect(counts).toEqual([3, 1]);
  });

  test.each([
    ['a branch', () => 'main', 3],
    ['a commit', () => first, 3],
    ['HEAD', () => 'HEAD', 2],
  ])('begin at %s', async (_name, base, placements) => {
    const { before, counts } = await states(base());
    expect([before.name, counts]).toEqual([base(), [placements, 1]]);
  });

  test('are two revisions, from wherever they are named', async () => {
    expect((await states('HEAD', 'main')).counts).toEqual([2, 3]);
  });

  test('are folders and files', async () => {
    const other = aFolder();
    aSmallOrganization(other);
    const json = join(other, 'guardrails.json');
    writeFileSync(json, (await rampart(['guardrails', '--organization', organization])).out);
    expect((await states(other)).counts).toEqual([3, 1]);
    expect((await states(join(other, 'organization'), json)).counts).toEqual([3, 1]);
  });

  test('do not change the repository or the temporary folder', async () => {
    const isOurs = (name: string): boolean => name.startsWith('rampart-revision-');
    const look = () => [
      gitIn(folder, 'status', '--porcelain'),
      gitIn(folder, 'for-each-ref'),
      readdirSync(tmpdir()).filter(isOurs),
    ];
    const before = look();
    await states('main');
    expect(look()).toEqual(before);
  });

  test('report what is wrong with a revision, by its name', async () => {
    const broken = aSmallOrganization(aFolder(), ['home: eu-central-1', 'home: eu-central-9']);
    const root = join(broken, '..');
    aRepository(root);
    writeFileSync(join(broken, 'landing-zone.yaml'), text);
    const outcome = await read('HEAD', undefined, broken);
    if (outcome.kind === 'ok') throw new Error('it was read');
    expect(outcome.problems.map(describeProblem).join('\n')).toMatch(
      /^HEAD:organization\/landing-zone\.yaml:\d+:\d+: .*eu-central-9/,
    );
  });

  test('report what is wrong with both of them', async () => {
    const broken = (value: string) => aSmallOrganization(aFolder(), ['home: eu-central-1', `home: ${value}`]);
    const outcome = await read(broken('eu-central-8'), broken('eu-central-9'));
    if (outcome.kind === 'ok') throw new Error('it was read');
    const all = outcome.problems.map(describeProblem).join('\n');
    expect(all).toContain('eu-central-8');
    expect(all).toContain('eu-central-9');
  });
});

describe('a state that cannot be read', () => {
  test.each([
    ['an unknown revision', 'nowhere', 'not a folder with an organization, not a file, and not a known Git revision'],
    ['an option of Git', '--output=x', 'not a known Git revision'],
    ['nothing', '', 'the name of a state is empty'],
    ['the organization itself', organization, 'is the organization itself'],
    ['its parent', folder, 'is the organization itself'],
  ])('is %s', async (_name, base, message) => {
    await expect(read(base)).rejects.toThrow(message);
    expect(existsSync('x')).toBe(false);
  });

  test('is any revision if there is no repository', async () => {
    const loose = aSmallOrganization(aFolder());
    await expect(read('main', undefined, loose)).rejects.toThrow('is not in a Git repository');
    await expect(read(undefined, undefined, loose)).rejects.toThrow('is not in a Git repository');
  });

  test('is a revision without the organization', async () => {
    const root = aFolder();
    writeFileSync(join(root, 'README.md'), '');
    aRepository(root);
    await expect(read('HEAD', undefined, aSmallOrganization(root))).rejects.toThrow(
      '`HEAD` has no `organization/landing-zone.yaml`',
    );
  });

  test('is the default branch of a repository without commits, or of another name', async () => {
    const root = aFolder();
    const empty = aSmallOrganization(root);
    gitIn(root, 'init', '--quiet', '--initial-branch=trunk');
    await expect(read(undefined, undefined, empty)).rejects.toThrow('has no commit yet');
    commitAll(root, 'first');
    await expect(read(undefined, undefined, empty)).rejects.toThrow(
      'no default branch was found (looked for origin/HEAD,',
    );
  });

  test('is missing in a shallow clone, and the message says how deep to fetch', async () => {
    const clone = join(aFolder(), 'clone');
    gitIn(folder, 'clone', '--quiet', '--depth=1', '--no-single-branch', `file://${folder}`, clone);
    const shallow = join(clone, 'organization');
    await expect(read('HEAD~2', undefined, shallow)).rejects.toThrow(
      /the clone is shallow: it has only 1 commit\n +fix: `git fetch --depth=3`, or `fetch-depth: 3`/,
    );
    await expect(read(first, undefined, shallow)).resolves.toMatchObject({ kind: 'ok' });
    await expect(read('v1', undefined, shallow)).rejects.toThrow(/fix: `git fetch --unshallow`, or `fetch-depth: 0`/);
    gitIn(clone, 'remote', 'set-head', 'origin', 'main');
    await expect(read(undefined, undefined, shallow)).rejects.toThrow(
      /have no commit in common; the clone is shallow.*\n +fix: `git fetch --unshallow`/,
    );
  });

  test.each([
    [
      'of another format',
      { formatVersion: 2 },
      'the file has formatVersion 2\n    allowed: 1, the only one that this version of Rampart reads',
    ],
    ['of no format', { Version: '2012-10-17', Statement: [] }, '`/formatVersion` is missing'],
    [
      'with a document that is not a policy',
      {
        formatVersion: 1,
        organization: { id: null, managementAccount: '111111111111' },
        targets: [{ id: 'root', kind: 'root' }],
        documents: [
          {
            name: 'p',
            type: 'SERVICE_CONTROL_POLICY',
            targets: ['root'],
            content: { Version: '2012-10-17', Statement: [{ Effect: 'Deny', Action: 'nonsense', Resource: '*' }] },
          },
        ],
      },
      /:1:\d+: .*nonsense/,
    ],
  ])('is a file %s', async (_name, content, message) => {
    const json = join(aFolder(), 'guardrails.json');
    writeFileSync(json, JSON.stringify(content));
    const outcome = await read(json);
    if (outcome.kind === 'ok') throw new Error('it was read');
    const all = outcome.problems.map(describeProblem).join('\n');
    if (typeof message === 'string') expect(all).toContain(message);
    else expect(all).toMatch(message);
  });
});
