import { strToU8, zipSync } from 'fflate';
import { join } from 'node:path';
import { compareAt, review } from '../../../tools/review/main';
import { Rejected } from '../../../tools/review/read-artifact';
import { aFolder, rampart } from '../../lib/cli/an-io';
import { aRepository, aSilentIo, aSmallOrganization, gitIn } from '../../lib/cli/input/states/a-repository';
import { aGitHub, COMMIT, type FakeGitHub } from './a-github';

const folder = aFolder();
const organization = aSmallOrganization(folder);
aRepository(folder);
const base = gitIn(folder, 'rev-parse', 'HEAD');
const compare = compareAt(organization, aSilentIo(aFolder()));

describe('a proposed guardrails.json', () => {
  test.each([
    ['not JSON', 'nonsense', /guardrails\.json:1:1: this cannot be read as JSON/],
    ['of another version', '{"formatVersion":2}', /the file has formatVersion 2/],
    ['a policy, not a file of guardrails', '{"Version":"2012-10-17","Statement":[]}', /unknown field `Version`/],
  ])('that is %s is rejected, without the path of a machine', async (_name, text, message) => {
    const rejected = compare(base, text);
    await expect(rejected).rejects.toThrow(Rejected);
    await expect(rejected).rejects.toThrow(message);
    await expect(rejected).rejects.not.toThrow(join(aFolder(), '..'));
  });

  test('is rejected where its base is not there', async () => {
    await expect(compare('f'.repeat(40), '{}')).rejects.toThrow(Rejected);
  });
});

describe('a review, from the artifact to the comment,', () => {
  let fake: FakeGitHub;
  beforeEach(async () => {
    fake = await aGitHub();
    fake.base = base;
  });
  afterEach(() => {
    fake.close();
  });

  /** Proposes an edit of the small organization, and has it judged. */
  const propose = async (...edits: readonly (readonly [from: string, to: string])[]): Promise<string> => {
    const { out } = await rampart(['guardrails', '--organization', aSmallOrganization(aFolder(), ...edits)]);
    fake.artifact = zipSync({ 'guardrails.json': strToU8(out) });
    const environment = {
      ...process.env,
      XDG_CACHE_HOME: aFolder(),
      GITHUB_API_URL: fake.url,
      GITHUB_TOKEN: 't',
      GITHUB_REPOSITORY: 'o/r',
      PROPOSED_RUN: '1',
      PROPOSED_COMMIT: COMMIT,
      DEFAULT_BRANCH: 'main',
    };
    return review(environment, organization);
  };
  const states = () => fake.statuses.map(({ state }) => state);

  test('refuses an opening and says why', async () => {
    const description = await propose(['    deny-leaving-organization:\n', '']);
    expect(description).toBe('Fails: 1 opening without the label "guardrails: opening approved"');
    expect(states()).toEqual(['pending', 'failure']);
    const [comment] = fake.comments;
    expect(comment?.body).toContain('## Guardrails: 1 opening\n');
    expect(comment?.body).toContain(`**${description}**`);
    expect(comment?.body).toMatch(/may now call organizations:LeaveOrganization/);
    expect(comment?.body).toContain('denied by `deny-leaving-organization` before, permitted now');
    expect(comment?.body).toContain(`<sub>Compared: \`${base}\` with \`${COMMIT}\`.</sub>`);
  });

  test('passes what changes nothing', async () => {
    expect(await propose()).toBe('Passes: nothing changed');
    expect(states()).toEqual(['pending', 'success']);
  });

  test('fails without the environment of the workflow', async () => {
    await expect(review({ GITHUB_API_URL: fake.url }, organization)).rejects.toThrow(
      'the environment has no GITHUB_TOKEN',
    );
    expect(states()).toEqual([]);
  });
});
