import { findDifference } from '../../../../lib/analysis/difference/difference';
import type { Difference } from '../../../../lib/analysis/difference/difference-file';
import type {
  GuardrailsFile,
  GuardrailsManagementPolicy,
  GuardrailsTarget,
} from '../../../../lib/model/guardrails-file';
import { aFile, anAccount, aUnit, fromAws } from './a-file';

const ACCESS = 'public_access_block_configuration';

/** An S3 policy from one guardrail, which is named after its target. */
function s3(target: string, setting: Readonly<Record<string, unknown>>): GuardrailsManagementPolicy {
  return {
    name: `${target}-s3-1`,
    type: 'S3_POLICY',
    targets: [target],
    content: { s3_attributes: { [ACCESS]: setting } },
    guardrails: { '': [`of-${target}`] },
  };
}

const TARGETS = [aUnit('A'), aUnit('B'), anAccount('one', 'A'), anAccount('two', 'A'), anAccount('three', 'B')];

function file(
  settings: readonly GuardrailsManagementPolicy[],
  targets: readonly GuardrailsTarget[] = TARGETS,
  more: Partial<GuardrailsFile> = {},
): GuardrailsFile {
  return aFile(targets, { settings, ...more });
}

const effective = (before: GuardrailsFile, after: GuardrailsFile): Difference['effective'] =>
  findDifference(before, after).effective;

function summariesOf(before: GuardrailsFile, after: GuardrailsFile): readonly string[] {
  return effective(before, after).map(({ summary, guardrails }) => `${summary} (${guardrails.join()})`);
}

describe('effective settings', () => {
  test('are reported once for all accounts with the same change', () => {
    const [before, after] = ['none', 'all'].map((value) => file([s3('A', { '@@assign': value })]));
    if (before === undefined || after === undefined) throw new Error('two files');
    expect(effective(before, after)).toEqual([
      {
        targets: ['A'],
        accounts: ['one', 'two'],
        type: 'S3_POLICY',
        path: ['s3_attributes', ACCESS],
        before: 'none',
        after: 'all',
        guardrails: ['of-A'],
        summary: `In 2 accounts, the S3 setting s3_attributes/${ACCESS} changes from none to all.`,
      },
    ]);
  });

  test('are added and removed', () => {
    const [none, some] = [file([]), file([s3('one', { '@@assign': 'all' })])];
    expect(summariesOf(none, some)).toEqual([
      `In account one, the S3 setting s3_attributes/${ACCESS} is now set to all (previously not set). (of-one)`,
    ]);
    expect(summariesOf(some, none)).toEqual([
      `In account one, the S3 setting s3_attributes/${ACCESS} is no longer set (previously all). (of-one)`,
    ]);
  });

  test('do not change if a policy moves to an equivalent level or a list is reordered', () => {
    const [unit, accounts] = [
      file([s3('A', { '@@assign': ['x', 'y'] })]),
      file([s3('one', { '@@assign': ['y', 'x'] }), s3('two', { '@@assign': ['x', 'y'] })]),
    ];
    expect(effective(unit, accounts).filter(({ accounts: existing }) => existing.length > 0)).toEqual([]);
  });

  test('are compared for future accounts', () => {
    const [before, after] = [file([s3('C', { '@@assign': 'all' })], [aUnit('C')]), file([], [aUnit('C')])];
    expect(summariesOf(before, after)).toEqual([
      `In future accounts in C, the S3 setting s3_attributes/${ACCESS} is no longer set (previously all). (of-C)`,
    ]);
  });

  test('that are lists are described by added and removed values', () => {
    const [before, after, none] = [['a', 'b', 'c', 'd'], ['b', 'e', 'c', 'd'], []].map((list) =>
      file([s3('one', { '@@assign': list })]),
    );
    if (before === undefined || after === undefined || none === undefined) throw new Error('three files');
    const setting = `In account one, the S3 setting s3_attributes/${ACCESS}`;
    expect(summariesOf(before, after)).toEqual([`${setting} now includes e and no longer includes a. (of-one)`]);
    expect(summariesOf(before, none)).toEqual([
      `${setting} no longer includes a, b, c and 1 more and is now empty. (of-one)`,
    ]);
  });

  test('are compared for an account that moves and gets a new name', () => {
    const settings = [s3('A', { '@@assign': 'a' }), s3('B', { '@@assign': 'b' })];
    const number = { accountId: '222222222222' };
    const before = file(settings, [aUnit('A'), aUnit('B'), anAccount('one', 'A', number)]);
    const after = file(settings, [aUnit('A'), aUnit('B'), anAccount('uno', 'B', number)]);
    expect(summariesOf(before, after)).toEqual([
      `In account uno, the S3 setting s3_attributes/${ACCESS} changes from a to b. (of-A,of-B)`,
    ]);
  });

  test('name the guardrail that stops policies below it from setting them', () => {
    const own = s3('one', { '@@assign': 'own' });
    const free = s3('A', { '@@assign': 'unit' });
    const limited = s3('A', { '@@assign': 'unit', '@@operators_allowed_for_child_policies': ['@@none'] });
    expect(summariesOf(file([free, own]), file([limited, own]))).toEqual([
      `In account one, the S3 setting s3_attributes/${ACCESS} changes from own to unit. (of-A,of-one)`,
    ]);
  });

  test('name the guardrail that limits them at a higher level of the policy', () => {
    const own = s3('three', { '@@assign': 'own' });
    const limit = { '@@operators_allowed_for_child_policies': ['@@none'] };
    const locked = { ...s3('B', {}), content: limit };
    expect(summariesOf(file([own]), file([locked, own]))).toEqual([
      `In account three, the S3 setting s3_attributes/${ACCESS} is no longer set (previously own). (of-B,of-three)`,
    ]);
  });

  test('name only the guardrails of the setting, in a policy from several guardrails', () => {
    const both = (tag: string): GuardrailsManagementPolicy => ({
      name: 'root-tag-1',
      type: 'TAG_POLICY',
      targets: ['root'],
      content: {
        tags: { 'cost/center': { tag_key: { '@@assign': tag } }, owner: { tag_key: { '@@assign': 'Owner' } } },
      },
      guardrails: { '/tags/cost~1center': ['costs'], '/tags/owner': ['owners'] },
    });
    const [change] = effective(file([both('a')]), file([both('b')]));
    expect(change).toMatchObject({ path: ['tags', 'cost/center', 'tag_key'], guardrails: ['costs'] });
  });

  test('are compared for the management account, and until AWS closes it for each account', () => {
    const management: GuardrailsTarget = { id: 'management', kind: 'management-account', parent: 'root' };
    const closed = { state: 'closed' as const };
    const old = [
      ...[management, aUnit('A'), anAccount('one', 'A'), anAccount('closing', 'A')],
      anAccount('reopened', 'A', closed),
    ];
    const now = [
      ...[management, aUnit('A'), anAccount('one', 'A'), anAccount('closing', 'A', closed)],
      ...[anAccount('reopened', 'A'), anAccount('new', 'A')],
    ];
    const found = effective(file([], old), file([s3('root', { '@@assign': 'all' })], now));
    expect(found.map(({ accounts }) => accounts)).toEqual([['management', 'one', 'closing', 'reopened']]);
    // A file without placements says what AWS said.
    const since = effective(fromAws(file([], old)), file([s3('root', { '@@assign': 'all' })], now));
    expect(since.map(({ accounts }) => accounts)).toEqual([['management', 'one', 'closing', 'reopened']]);
  });

  test('do not change if an id in them becomes known', () => {
    const before = file([s3('A', { '@@assign': 'for {organization.id}' })]);
    const organization = { ...before.organization, id: 'o-known' };
    const after = file([s3('A', { '@@assign': 'for o-known' })], TARGETS, { organization });
    expect(summariesOf(before, after)).toEqual([]);
  });

  test('of a foreign file are read without placeholders', () => {
    const foreign = (settings: readonly GuardrailsManagementPolicy[]): GuardrailsFile => {
      const { formatVersion, organization, targets, documents } = file([]);
      const bare = settings.map(({ name, type, targets: places, content }) => ({
        name,
        type,
        targets: places,
        content,
      }));
      return { formatVersion, organization, targets, documents, ...(bare.length === 0 ? {} : { settings: bare }) };
    };
    expect(summariesOf(foreign([]), foreign([s3('B', { '@@assign': '{organization.id}' })]))).toEqual([
      `In account three, the S3 setting s3_attributes/${ACCESS} is now set to {organization.id} (previously not set). ()`,
    ]);
  });

  test('are computed once for all accounts of a unit', () => {
    const readsFor = (accounts: number): number => {
      let reads = 0;
      const counted = (value: string): GuardrailsFile => {
        const policy = s3('A', { '@@assign': value });
        const content = new Proxy(policy.content, {
          ownKeys: (written) => {
            reads += 1;
            return Reflect.ownKeys(written);
          },
        });
        const below = Array.from({ length: accounts }, (_, index) => anAccount(`account-${index}`, 'A'));
        const { placements, ...foreign } = file([{ ...policy, content }], [aUnit('A'), ...below]);
        expect(placements).toEqual([]);
        return foreign;
      };
      expect(effective(counted('none'), counted('all'))).toMatchObject([{ accounts: { length: accounts } }]);
      return reads;
    };
    expect(readsFor(1_000)).toBe(readsFor(1));
  });
});
