import { strToU8, zipSync } from 'fflate';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { comparison } from '../../../tools/review/compare';
import { review } from '../../../tools/review/main';
import { mergeInto } from '../../../tools/review/merge';
import { Rejected } from '../../../tools/review/read-artifact';
import { aSmallOrganization, gitIn } from '../../lib/cli/input/states/a-repository';
import { rampart } from '../../lib/cli/an-io';
import { ACCOUNT, aHostedRepository, cloneOf, commitOn, write, type Edit } from './a-clone';
import { aGitHub, aPull, type FakeGitHub } from './a-github';

const PRODUCTION: Edit = ['  Sandbox: {}', '  Sandbox: {}\n  Production: {}'];
const GUARDED: Edit = ['guardrails:\n', 'guardrails:\n  Production:\n    deny-internet-access:\n'];
const SHOP = 'organization/accounts/shop.yaml';
const LABEL_MISSING = 'without the label "guardrails: opening approved"';

let fake: FakeGitHub;
beforeEach(async () => {
  fake = await aGitHub();
});
afterEach(() => {
  fake.close();
});

/** Has a commit judged against what the clone has checked out. */
function reviewOf(commit: string, clone: string): Promise<string> {
  fake.pulls.splice(0, fake.pulls.length, aPull(7, { head: commit }));
  const environment = {
    GITHUB_SERVER_URL: 'https://github.example',
    GITHUB_API_URL: fake.url,
    GITHUB_TOKEN: 't',
    GITHUB_REPOSITORY: 'o/r',
    PROPOSED_RUN: '1',
    PROPOSED_COMMIT: commit,
    DEFAULT_BRANCH: 'main',
  };
  return review(environment, clone);
}
const states = () => fake.statuses.map(({ state }) => state);
const body = () => fake.pull.comments[0]?.body ?? '';

/** Edits the small organization of a repository. */
const edit =
  (...edits: readonly Edit[]) =>
  (folder: string): void =>
    void aSmallOrganization(folder, ...edits);

describe('a review, from the commit to the comment,', () => {
  test('refuses an opening and says why', async () => {
    const { hosted, clone } = aHostedRepository(PRODUCTION);
    const base = gitIn(clone, 'rev-parse', 'HEAD');
    const commit = commitOn(hosted, 'open', 'main', edit(PRODUCTION, ['    deny-leaving-organization:\n', '']));
    const description = await reviewOf(commit, clone);
    expect(description).toBe(`Fails: 1 opening ${LABEL_MISSING}`);
    expect(states()).toEqual(['pending', 'failure']);
    expect(body()).toContain('## Guardrails: 1 opening\n');
    expect(body()).toContain(`**${description}**`);
    expect(body()).toMatch(/may now call organizations:LeaveOrganization/);
    expect(body()).toContain('denied by `deny-leaving-organization` before, permitted now');
    expect(body()).toContain(`<sub>Compared: \`${base}\` with \`${commit}\`.</sub>`);
  });

  test('passes what changes nothing', async () => {
    const { hosted, clone } = aHostedRepository(PRODUCTION);
    const commit = commitOn(hosted, 'page', 'main', (folder) => {
      write(folder, 'docs/page.md', '# Page\n');
    });
    expect(await reviewOf(commit, clone)).toBe('Passes: nothing changed');
    expect(states()).toEqual(['pending', 'success']);
  });

  test('judges the merge with the default branch as it is now, not the base that the author chose', async () => {
    const { hosted, clone: stale } = aHostedRepository(PRODUCTION);
    const old = gitIn(hosted, 'rev-parse', 'main');
    const leave = commitOn(hosted, 'leave', old, (folder) => {
      write(folder, SHOP, ACCOUNT.replace('Production', 'Sandbox'));
    });
    expect(await reviewOf(leave, stale)).toMatch(/^Passes: /);
    commitOn(hosted, 'main', 'main', edit(PRODUCTION, GUARDED));
    expect(await reviewOf(leave, cloneOf(hosted))).toMatch(/^Fails: \d+ openings? without the label/);
    expect(body()).toContain('denied by `deny-internet-access` before, permitted now');
  });

  test('fails if the two do not merge, and names the file', async () => {
    const { hosted } = aHostedRepository(PRODUCTION);
    const old = gitIn(hosted, 'rev-parse', 'main');
    const commit = commitOn(hosted, 'conflict', old, (folder) => {
      write(folder, SHOP, ACCOUNT.replace('budget: 1', 'budget: 2'));
    });
    commitOn(hosted, 'main', 'main', (folder) => {
      write(folder, SHOP, ACCOUNT.replace('budget: 1', 'budget: 3'));
    });
    expect(await reviewOf(commit, cloneOf(hosted))).toBe('The proposal could not be judged');
    expect(body()).toContain(`does not merge with the default branch: both changed \`${SHOP}\``);
    expect(states()).toEqual(['pending', 'failure']);
  });

  test('does not believe an artifact about files that it can read itself', async () => {
    const { hosted, clone } = aHostedRepository(PRODUCTION);
    const { out } = await rampart(['guardrails', '--organization', join(hosted, 'organization')]);
    fake.artifact = zipSync({ 'guardrails.json': strToU8(out) });
    const open = edit(PRODUCTION, ['    deny-leaving-organization:\n', '']);
    expect(await reviewOf(commitOn(hosted, 'lie', 'main', open), clone)).toBe(`Fails: 1 opening ${LABEL_MISSING}`);
    const withCode = commitOn(hosted, 'lie-with-code', 'main', (folder) => {
      open(folder);
      write(folder, 'constructs/organization/unit.ts', '');
    });
    expect(await reviewOf(withCode, clone)).toBe(`Fails: a changed judge ${LABEL_MISSING}`);
    expect(body()).toContain('`constructs/organization/unit.ts`');
  });

  test('says where the proposed configuration is wrong, without the path of a machine', async () => {
    const { hosted, clone } = aHostedRepository(PRODUCTION);
    const commit = commitOn(hosted, 'wrong', 'main', edit(PRODUCTION, ['deny-root-user', 'deny-rot-user']));
    expect(await reviewOf(commit, clone)).toBe('The proposal could not be judged');
    expect(body()).toMatch(/`organization\/landing-zone\.yaml:\d+:5`: unknown guardrail `deny-rot-user`/);
    const empty = commitOn(hosted, 'empty', 'main', (folder) => {
      gitIn(folder, 'rm', '--quiet', 'organization/landing-zone.yaml');
    });
    await reviewOf(empty, clone);
    expect(body()).toContain('`organization/landing-zone.yaml` is missing');
    expect(body()).not.toContain(tmpdir());
  });

  test('fails without the environment of the workflow', async () => {
    await expect(review({ GITHUB_API_URL: fake.url }, '.')).rejects.toThrow('the environment has no GITHUB_TOKEN');
    expect(states()).toEqual([]);
  });
});

describe('a proposed guardrails.json', () => {
  const { clone } = aHostedRepository(PRODUCTION);
  const merge = mergeInto(clone, gitIn(clone, 'rev-parse', 'HEAD'));

  test.each<[string, string | Buffer, RegExp]>([
    ['not JSON', 'nonsense', /guardrails\.json:1:1: this cannot be read as JSON/],
    ['not UTF-8', Buffer.from([0x7b, 0xff]), /guardrails\.json:1:2: the byte `0xff` is not UTF-8/],
    ['of another version', '{"formatVersion":2}', /the file has formatVersion 2/],
    ['a policy, not a file of guardrails', '{"Version":"2012-10-17","Statement":[]}', /unknown field `Version`/],
  ])('that is %s is rejected, without the path of a machine', async (_name, text, message) => {
    const rejected = comparison(clone)(merge, Buffer.from(text));
    await expect(rejected).rejects.toThrow(Rejected);
    await expect(rejected).rejects.toThrow(message);
    await expect(rejected).rejects.not.toThrow(tmpdir());
  });
});
