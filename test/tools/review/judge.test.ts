import { strToU8, zipSync } from 'fflate';
import type { Difference } from '../../../lib/analysis/difference/difference-file';
import { MOST_BYTES } from '../../../lib/report/markdown/render-markdown';
import { LABEL, MARKER } from '../../../tools/review/comment';
import { judge, type Sources } from '../../../tools/review/judge';
import type { Merge } from '../../../tools/review/merge';
import { MOST_ZIPPED_BYTES, Rejected } from '../../../tools/review/read-artifact';
import {
  aDifference,
  anImpossibleEdit,
  anOpening,
  aTightening,
  anUndecided,
  everything,
} from '../../lib/cli/diff/a-difference';
import { proseOf, tagsOf } from '../../lib/report/markdown/a-page';
import { aGitHub, aPull, BOT, COMMIT, type FakeGitHub } from './a-github';

let fake: FakeGitHub;

beforeEach(async () => {
  fake = await aGitHub();
  fake.artifact = zipSync({ 'guardrails.json': strToU8('{}') });
});

afterEach(() => {
  fake.close();
});

const proposal = { run: 1, commit: COMMIT, defaultBranch: 'main' };
const PAGE = 'organization/landing-zone.yaml';
const CODE = 'lib/app.ts';

/** A proposal that changes some files and, in them, some guardrails. */
function sources(difference: Difference, merge: Partial<Merge> = {}): Sources {
  return {
    merge: () => ({ base: 'b'.repeat(40), tree: 't', changed: [PAGE], special: [], isUpToDate: true, ...merge }),
    compare: () => Promise.resolve(difference),
  };
}

const opening = sources(aDifference({ changes: [anOpening()] }));
const nothing = sources(aDifference());
const state = () => fake.statuses.at(-1)?.state;
const description = () => fake.statuses.at(-1)?.description;
const body = () => fake.pull.comments[0]?.body ?? '';

describe('a proposal', () => {
  test('that changes nothing passes, with one comment that says what it is about', async () => {
    await judge(fake.github, proposal, nothing);
    expect(state()).toBe('success');
    expect(fake.pull.comments).toHaveLength(1);
    expect(body()).toMatch(/^<!-- rampart:guardrails -->\n<!-- c{40} [0-9a-f]{64} -->\n## Guardrails: nothing changed/);
    expect(body()).toMatch(/\*\*Passes: nothing changed\*\* Difference `[0-9a-f]{16}`/);
  });

  test('that only tightens passes', async () => {
    await judge(fake.github, proposal, sources(aDifference({ changes: [aTightening()] })));
    expect(state()).toBe('success');
  });

  test('that opens something fails without the label, and passes with it', async () => {
    await judge(fake.github, proposal, opening);
    expect(state()).toBe('failure');
    expect(description()).toBe(`Fails: 1 opening without the label "${LABEL}"`);
    fake.pull.labels = [LABEL];
    await judge(fake.github, proposal, opening);
    expect(state()).toBe('success');
    expect(fake.pull.labels).toEqual([LABEL]);
  });

  test('is approved for one commit: a push needs the label again', async () => {
    await judge(fake.github, proposal, opening);
    fake.pull.labels = [LABEL, 'other'];
    await judge(fake.github, proposal, opening);
    fake.pull.head = 'd'.repeat(40);
    const pushed = { ...proposal, commit: fake.pull.head };
    await judge(fake.github, pushed, opening);
    expect([state(), fake.pull.labels]).toEqual(['failure', ['other']]);
    // Somebody sets another label, so the proposal is judged again.
    await judge(fake.github, pushed, opening);
    expect(state()).toBe('failure');
    fake.pull.labels = [LABEL];
    await judge(fake.github, pushed, opening);
    expect(state()).toBe('success');
  });

  test('is approved for one difference: another one for the same commit needs the label again', async () => {
    await judge(fake.github, proposal, opening);
    fake.pull.labels = [LABEL];
    const more = sources(aDifference({ changes: [anOpening(), anOpening({ actions: ['iam:CreateUser'] })] }));
    await judge(fake.github, proposal, more);
    expect([state(), fake.pull.labels]).toEqual(['failure', []]);
    fake.pull.labels = [LABEL];
    await judge(fake.github, proposal, more);
    expect(state()).toBe('success');
  });

  test('cannot come with its approval', async () => {
    fake.pull.labels = [LABEL];
    await judge(fake.github, proposal, opening);
    expect([state(), fake.pull.labels]).toEqual(['failure', []]);
  });

  test('keeps no earlier verdict when the judge fails', async () => {
    await judge(fake.github, proposal, nothing);
    const broken = judge(fake.github, proposal, {
      ...nothing,
      compare: () => Promise.reject(new Error('out of memory')),
    });
    await expect(broken).rejects.toThrow('out of memory');
    expect(fake.statuses.map((one) => one.state)).toEqual(['pending', 'success', 'pending']);
  });

  test('that writes down an id fails for the id', async () => {
    const id = { kind: 'organization', target: '', before: null, after: 'o-aaaaaaaaaa', summary: 'An id.' } as const;
    await judge(fake.github, proposal, sources(aDifference({ trustedIds: [id] })));
    expect(description()).toBe(`Fails: 1 id taken on trust without the label "${LABEL}"`);
  });

  test('that only tightens, and changes a setting, fails for the setting', async () => {
    const { effective } = everything();
    await judge(fake.github, proposal, sources(aDifference({ changes: [aTightening()], effective })));
    expect(description()).toBe(`Fails: 1 changed management policy without the label "${LABEL}"`);
  });

  test('that cannot be decided fails with any label', async () => {
    const undecided = sources(aDifference({ undecided: [anUndecided()] }));
    await judge(fake.github, proposal, undecided);
    fake.pull.labels = [LABEL];
    await judge(fake.github, proposal, undecided);
    expect(state()).toBe('failure');
  });

  test('that cannot be deployed fails with any label', async () => {
    const impossible = sources(aDifference({ impossible: [anImpossibleEdit()] }));
    await judge(fake.github, proposal, impossible);
    fake.pull.labels = [LABEL];
    await judge(fake.github, proposal, impossible);
    expect([state(), description()]).toEqual(['failure', 'Fails: 1 edit that cannot be deployed']);
    expect(body()).toContain('### Cannot be deployed');
  });

  test('that does not merge fails with any label, and the comment says why', async () => {
    const conflict: Sources = {
      ...opening,
      merge: () => {
        throw new Rejected('The pull request does not merge with the default branch: both changed `a.yaml`.');
      },
    };
    for (const labels of [[], [LABEL]]) {
      fake.pull.labels = labels;
      await judge(fake.github, proposal, conflict);
      expect([state(), description()]).toEqual(['failure', 'The proposal could not be judged']);
    }
    expect(body()).toContain('does not merge with the default branch: both changed `a.yaml`.');
    expect(fake.pull.labels).toEqual([]);
  });

  test('that is pushed again has its comment edited', async () => {
    await judge(fake.github, proposal, opening);
    await judge(fake.github, proposal, nothing);
    expect(fake.pull.comments).toHaveLength(1);
    expect(body()).toContain('nothing changed');
  });

  test("leaves a stranger's comment alone, even with our marker", async () => {
    fake.pull.comments.push({ id: 99, body: `${MARKER}\napproved`, user: { login: 'mallory' } });
    await judge(fake.github, proposal, opening);
    expect(fake.pull.comments.map(({ user }) => user.login)).toEqual(['mallory', BOT.login]);
    expect(body()).toContain('approved');
  });

  test('that is not the newest commit is not judged', async () => {
    expect(await judge(fake.github, { ...proposal, commit: 'd'.repeat(40) }, opening)).toBeNull();
    expect([fake.pull.comments, fake.statuses]).toEqual([[], []]);
  });
});

describe('two pull requests with one commit', () => {
  beforeEach(() => {
    fake.pulls.push(aPull(8));
  });

  test('get their own comment and status, and the commit passes if both do', async () => {
    await judge(fake.github, proposal, opening);
    expect(fake.pulls.map(({ comments }) => comments.length)).toEqual([1, 1]);
    fake.pull.labels = [LABEL];
    fake.statuses = [];
    await judge(fake.github, proposal, opening);
    const failure = `Fails: 1 opening without the label "${LABEL}"`;
    expect(fake.statuses.map(({ context, ...one }) => [context, one.state, one.description])).toEqual([
      ['guardrails', 'pending', 'Comparing the guardrails'],
      ['guardrails (#7)', 'success', 'Passes: 1 opening, approved by label'],
      ['guardrails (#8)', 'failure', failure],
      ['guardrails', 'failure', `#8: ${failure}`],
    ]);
    fake.pulls.forEach((pull) => (pull.labels = [LABEL]));
    await judge(fake.github, proposal, opening);
    expect(state()).toBe('success');
  });

  test('are judged only where they lead to the default branch, and again when they are retargeted', async () => {
    const other = aPull(9, { base: 'release' });
    fake.pulls.splice(0, 2, other);
    expect(await judge(fake.github, proposal, opening)).toBeNull();
    other.base = 'main';
    expect(await judge(fake.github, proposal, opening)).toMatchObject({ isPassed: false });
    expect(other.comments).toHaveLength(1);
  });
});

describe('a proposal that changes the judge', () => {
  const code = (difference: Difference, merge: Partial<Merge> = {}): Sources =>
    sources(difference, { changed: [PAGE, CODE], ...merge });

  test('needs the label for any difference, and the comment names the files to read', async () => {
    await judge(fake.github, proposal, code(aDifference()));
    expect([state(), description()]).toEqual(['failure', `Fails: a changed judge without the label "${LABEL}"`]);
    expect(body()).toContain(`> **This changes the judge** (\`${CODE}\`): read its code, too.`);
    fake.pull.labels = [LABEL];
    await judge(fake.github, proposal, code(aDifference()));
    expect(description()).toBe('Passes: a changed judge, approved by label');
  });

  test('is approved for one artifact: another one for the same commit needs the label again', async () => {
    await judge(fake.github, proposal, code(aDifference()));
    fake.pull.labels = [LABEL];
    fake.artifact = zipSync({ 'guardrails.json': strToU8('{ }') });
    await judge(fake.github, proposal, code(aDifference()));
    expect([state(), fake.pull.labels]).toEqual(['failure', []]);
  });

  test('must contain the default branch, because its code must have read the merge', async () => {
    const compare = jest.fn(nothing.compare);
    await judge(fake.github, proposal, { ...code(aDifference(), { isUpToDate: false }), compare });
    expect(compare).not.toHaveBeenCalled();
    expect(state()).toBe('failure');
    expect(body()).toContain('lacks commits of the default branch');
    expect(body()).toContain('This changes the judge');
  });

  test('is compared by what its code wrote; any other is read by our code, and its artifact is not', async () => {
    const compare = jest.fn(nothing.compare);
    await judge(fake.github, proposal, { ...code(aDifference()), compare });
    fake.artifact = null;
    await judge(fake.github, proposal, { ...nothing, compare });
    expect(compare.mock.calls.map(([, proposed]) => proposed)).toEqual([strToU8('{}'), null]);
    expect(body()).not.toContain('This changes the judge');
  });
});

describe('a hostile artifact', () => {
  const small = strToU8('{}');
  const changesCode = sources(aDifference(), { changed: [CODE] });

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
    const compare = jest.fn(opening.compare);
    await judge(fake.github, proposal, { ...changesCode, compare });
    expect(compare).not.toHaveBeenCalled();
    expect(state()).toBe('failure');
    expect(body()).toMatch(
      /## Guardrails: not judged\n\n> .*\n\n- (?:The (?:artifact|workflow) |guardrails\.json is )/,
    );
    expect(body()).not.toMatch(/^ +at /m);
  });

  test('with problems full of Markdown and mentions does nothing, and the comment fits', async () => {
    const evil = '@everyone <h1>approved</h1> ![x](https://evil.example) ``` \u202E$'.repeat(200);
    const at = { file: evil, line: 1, column: 1 };
    const problem = { code: 'a', at, message: evil, allowed: evil, fix: evil };
    const problems = Array.from({ length: 500 }, () => problem);
    await judge(fake.github, proposal, {
      ...sources(aDifference(), { changed: Array.from({ length: 500 }, () => evil) }),
      compare: () => Promise.reject(new Rejected(evil, problems)),
    });
    expect(Buffer.byteLength(body())).toBeLessThanOrEqual(MOST_BYTES);
    expect(tagsOf(body()).filter((tag) => !/^<\/?(?:span|details|summary)>$|^<!--/.test(tag))).toEqual([]);
    expect(proseOf(body())).not.toMatch(/@everyone|https:\/\//);
  });

  test('with hostile names gives a comment that fits', async () => {
    const changes = Array.from({ length: 3_000 }, () => anOpening({ targets: ['@x<b>'.repeat(500)] }));
    await judge(fake.github, proposal, sources(aDifference({ changes })));
    expect(Buffer.byteLength(body())).toBeLessThanOrEqual(MOST_BYTES);
  });
});
