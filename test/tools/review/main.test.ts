import { join } from 'node:path';
import { compareAt } from '../../../tools/review/main';
import { Rejected } from '../../../tools/review/read-artifact';
import { aFolder } from '../../lib/cli/an-io';
import { aRepository, aSilentIo, aSmallOrganization, gitIn } from '../../lib/cli/states/a-repository';

const folder = aFolder();
const organization = aSmallOrganization(folder);
aRepository(folder);
const base = gitIn(folder, 'rev-parse', 'HEAD');
const compare = compareAt(organization, aSilentIo(aFolder()));

describe('a proposed guardrails.json', () => {
  test.each([
    ['no JSON', 'nonsense', /guardrails\.json:1:1: this cannot be read as JSON/],
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
