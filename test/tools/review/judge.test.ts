import { strToU8, zipSync } from 'fflate';
import type { Difference } from '../../../lib/analysis/difference/difference-file';
import { MOST_BYTES } from '../../../lib/report/markdown/render-markdown';
import { judge, LABEL, MARKER, type Compare } from '../../../tools/review/judge';
import { MOST_ZIPPED_BYTES, Rejected } from '../../../tools/review/read-artifact';
import { aDifference, anOpening, aTightening, anUndecided, everything } from '../../lib/cli/diff/a-difference';
import { proseOf, tagsOf } from '../../lib/report/markdown/a-page';
import { aGitHub, BOT, COMMIT, type FakeGitHub } from './a-github';

let fake: FakeGitHub;

beforeEach(async () => {
  fake = await aGitHub();
  fake.artifact = zipSync({ 'guardrails.json': strToU8('{}') });
});

afterEach(() => {
  fake.close();
});

const proposal = { run: 1, commit: COMMIT, defaultBranch: 'main' };
const finds =
  (difference: Difference): Compare =>
  () =>
    Promise.resolve(difference);
const opening = finds(aDifference({ changes: [anOpening()] }));
const state = () => fake.statuses.at(-1)?.state;

describe('a proposal', () => {
  test('that changes nothing passes, with one comment', async () => {
    await judge(fake.github, proposal, finds(aDifference()));
    expect(state()).toBe('success');
    expect(fake.comments).toHaveLength(1);
    expect(fake.comments[0]?.body).toMatch(
      /^<!-- rampart:guardrails -->\n<!-- c{40} -->\n## Guardrails: nothing changed/,
    );
  });

  test('that only tightens passes', async () => {
    await judge(fake.github, proposal, finds(aDifference({ changes: [aTightening()] })));
    expect(state()).toBe('success');
  });

  test('that opens something fails without the label, and passes with it', async () => {
    await judge(fake.github, proposal, opening);
    expect(state()).toBe('failure');
    expect(fake.statuses.at(-1)?.description).toBe(`Fails: 1 opening without the label "${LABEL}"`);
    fake.labels = [LABEL];
    await judge(fake.github, proposal, opening);
    expect(state()).toBe('success');
    expect(fake.labels).toEqual([LABEL]);
  });

  test('is approved for one commit: a push needs the label again', async () => {
    await judge(fake.github, proposal, opening);
    fake.labels = [LABEL, 'other'];
    await judge(fake.github, proposal, opening);
    fake.head = 'd'.repeat(40);
    const pushed = { ...proposal, commit: fake.head };
    await judge(fake.github, pushed, opening);
    expect([state(), fake.labels]).toEqual(['failure', ['other']]);
    // Somebody sets another label, so the proposal is judged again.
    await judge(fake.github, pushed, opening);
    expect(state()).toBe('failure');
    fake.labels = [LABEL];
    await judge(fake.github, pushed, opening);
    expect(state()).toBe('success');
  });

  test('cannot come with its approval', async () => {
    fake.labels = [LABEL];
    await judge(fake.github, proposal, opening);
    expect([state(), fake.labels]).toEqual(['failure', []]);
  });

  test('keeps no earlier verdict when the judge fails', async () => {
    await judge(fake.github, proposal, finds(aDifference()));
    const broken = judge(fake.github, proposal, () => Promise.reject(new Error('out of memory')));
    await expect(broken).rejects.toThrow('out of memory');
    expect(fake.statuses.map((one) => one.state)).toEqual(['pending', 'success', 'pending']);
  });

  test('that only tightens, and changes a setting, fails for the setting', async () => {
    const { effective } = everything();
    await judge(fake.github, proposal, finds(aDifference({ changes: [aTightening()], effective })));
    expect(fake.statuses.at(-1)?.description).toBe(`Fails: 1 changed setting without the label "${LABEL}"`);
  });

  test('that cannot be decided fails with any label', async () => {
    await judge(fake.github, proposal, opening);
    fake.labels = [LABEL];
    await judge(fake.github, proposal, finds(aDifference({ undecided: [anUndecided()] })));
    expect(state()).toBe('failure');
  });

  test('that is pushed again has its comment edited', async () => {
    await judge(fake.github, proposal, opening);
    await judge(fake.github, proposal, finds(aDifference()));
    expect(fake.comments).toHaveLength(1);
    expect(fake.comments[0]?.body).toContain('nothing changed');
  });

  test("leaves a stranger's comment alone, even with our marker", async () => {
    fake.comments = [{ id: 1, body: `${MARKER}\napproved`, user: { login: 'mallory' } }];
    await judge(fake.github, proposal, opening);
    expect(fake.comments.map(({ user }) => user.login)).toEqual(['mallory', BOT.login]);
    expect(fake.comments[0]?.body).toContain('approved');
  });

  test.each([
    'lib/a.ts',
    'policies/a.ts',
    'tools/review/judge.ts',
    '.github/workflows/ci.yml',
    'package-lock.json',
    '.npmrc',
  ])('that touches %s changes the judge, and the comment says so', async (file) => {
    fake.files = [file];
    await judge(fake.github, proposal, opening);
    expect(fake.comments[0]?.body).toContain('This changes the judge');
  });

  test('that only touches the configuration does not change the judge', async () => {
    await judge(fake.github, proposal, opening);
    expect(fake.comments[0]?.body).not.toContain('This changes the judge');
  });

  test('that is not the newest commit is not judged', async () => {
    expect(await judge(fake.github, { ...proposal, commit: 'd'.repeat(40) }, opening)).toBeNull();
    expect([fake.comments, fake.statuses]).toEqual([[], []]);
  });
});

describe('a hostile artifact', () => {
  const small = strToU8('{}');

  test.each<[string, Uint8Array | null]>([
    ['is missing', null],
    ['is not an archive', strToU8('nonsense')],
    ['is empty', zipSync({})],
    ['holds two files', zipSync({ 'guardrails.json': small, 'a.json': small })],
    ['leads out of its folder', zipSync({ '../guardrails.json': small })],
    ['unpacks to more than any organization needs', zipSync({ 'guardrails.json': new Uint8Array(40 * 1024 * 1024) })],
    ['is huge', new Uint8Array(MOST_ZIPPED_BYTES + 1)],
  ])('that %s fails with a comment', async (_name, artifact) => {
    fake.artifact = artifact;
    const compare = jest.fn(opening);
    await judge(fake.github, proposal, compare);
    expect(compare).not.toHaveBeenCalled();
    expect(state()).toBe('failure');
    expect(fake.comments[0]?.body).toMatch(
      /## Guardrails: not judged\n\n- (?:The (?:artifact|workflow) |guardrails\.json is )/,
    );
    expect(fake.comments[0]?.body).not.toMatch(/^ +at /m);
  });

  test('with problems full of Markdown and mentions does nothing, and the comment fits', async () => {
    const evil = '@everyone <h1>approved</h1> ![x](https://evil.example) ``` \u202E$'.repeat(200);
    const at = { file: evil, line: 1, column: 1 };
    const problem = { code: 'a', at, message: evil, allowed: evil, fix: evil };
    await judge(fake.github, proposal, () =>
      Promise.reject(
        new Rejected(
          evil,
          Array.from({ length: 500 }, () => problem),
        ),
      ),
    );
    const body = fake.comments[0]?.body ?? '';
    expect(Buffer.byteLength(body)).toBeLessThanOrEqual(MOST_BYTES);
    expect(tagsOf(body).filter((tag) => !/^<\/?(?:span|details|summary)>$|^<!--/.test(tag))).toEqual([]);
    expect(proseOf(body)).not.toMatch(/@everyone|https:\/\//);
  });

  test('with hostile names gives a comment that fits', async () => {
    const changes = Array.from({ length: 3_000 }, () => anOpening({ targets: ['@x<b>'.repeat(500)] }));
    await judge(fake.github, proposal, finds(aDifference({ changes })));
    expect(Buffer.byteLength(fake.comments[0]?.body ?? '')).toBeLessThanOrEqual(MOST_BYTES);
  });
});
