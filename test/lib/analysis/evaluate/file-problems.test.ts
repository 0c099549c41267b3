import { findFileProblems } from '../../../../lib/analysis/evaluate/file-problems';
import type { GuardrailsFile } from '../../../../lib/model/guardrails-file';
import { aFile, deny, scp } from './builders';

type Target = GuardrailsFile['targets'][number];

const problemsOf = (file: GuardrailsFile): readonly string[] =>
  findFileProblems(file).map(({ at, message }) => `${at}: ${message}`);

/** The example with more targets. */
function withTargets(...more: readonly Target[]): GuardrailsFile {
  return aFile([], { targets: [...aFile([]).targets, ...more] });
}

describe('findFileProblems', () => {
  test('finds none in the example', () => {
    expect(
      problemsOf(
        aFile([
          { ...scp('Workloads', deny('s3:*')), guardrails: { '/Statement/0': ['a'], '/Statement/0/Action': ['b'] } },
        ]),
      ),
    ).toEqual([]);
  });

  test.each<[Target, string]>([
    [{ id: 'x', kind: 'account', parent: 'root', accountId: '12' }, '/targets/6/accountId: `12` is not an id of AWS'],
    [{ id: 'x', kind: 'account' }, '/targets/6: `x` has no parent'],
    [
      { id: 'x', kind: 'account', parent: 'Workload' },
      '/targets/6/parent: the parent of `x` is `Workload`, which is neither the root nor a unit',
    ],
    [
      { id: 'x', kind: 'unit', parent: 'shop' },
      '/targets/6/parent: the parent of `x` is `shop`, which is neither the root nor a unit',
    ],
    [{ id: 'shop', kind: 'account', parent: 'root' }, '/targets/6/id: two targets have the id `shop`'],
    [
      { id: 'x', kind: 'account', parent: 'root', accountId: '222222222222' },
      '/targets/6/accountId: two accounts have the number `222222222222`',
    ],
    [
      { id: 'x', kind: 'management-account', parent: 'root' },
      '/targets/6/kind: `x` is a second management account; the first is `management`',
    ],
    [{ id: 'top', kind: 'root' }, '/targets: there are 2 roots'],
    [
      { id: 'x', kind: 'unit', parent: 'x' },
      '/targets/6/parent: the parents of `x` do not lead to the root within 5 units',
    ],
  ])('refuses the target %j', (target, problem) => {
    expect(problemsOf(withTargets(target))).toEqual([problem]);
  });

  test('refuses two units with one id of AWS', () => {
    const units = ['x', 'y'].map((id): Target => ({ id, kind: 'unit', parent: 'root', awsId: 'ou-ab12-cdefgh34' }));
    expect(problemsOf(withTargets(...units))).toEqual([
      '/targets/7/awsId: two targets have the id of AWS `ou-ab12-cdefgh34`',
    ]);
  });

  test('accepts a management account with another number than the organization has', () => {
    const { targets } = aFile([]);
    const moved = targets.map((target) =>
      target.kind === 'management-account' ? { ...target, accountId: '999999999999' } : target,
    );
    expect(problemsOf(aFile([], { targets: moved }))).toEqual([]);
    const second: Target = { id: 'x', kind: 'account', parent: 'root', accountId: '111111111111' };
    expect(problemsOf(aFile([], { targets: [...moved, second] }))).toEqual([]);
    const unnumbered = targets.map((target) =>
      target.kind === 'management-account' ? { ...target, accountId: null } : target,
    );
    expect(problemsOf(aFile([], { targets: [...unnumbered, second] }))).toEqual([
      expect.stringContaining('/targets/6/accountId: `x` has the number of the management account, `111111111111`'),
    ]);
  });

  test.each<[string, Partial<Target>, string]>([
    ['root', { awsId: 'ou-ab12-cdefgh34' }, '/targets/0/awsId: `ou-ab12-cdefgh34` is not an id of AWS'],
    ['unit', { awsId: 'OU-ab12-cdefgh34' }, '/targets/1/awsId: `OU-ab12-cdefgh34` is not an id of AWS'],
    ['account', { accountId: '1'.repeat(13) }, '/targets/3/accountId: `1111111111111` is not an id of AWS'],
  ])('refuses an id of a wrong form: of a %s', (kind, change, problem) => {
    const { targets } = aFile([]);
    const first = targets.find((target) => target.kind === kind);
    const changed = targets.map((target) => (target === first ? { ...target, ...change } : target));
    expect(problemsOf(aFile([], { targets: changed }))).toEqual([problem]);
  });

  test('refuses ids of a wrong form of the organization', () => {
    const organization = { id: 'o-UPPERCASE1', managementAccount: '1111 1111 1111' };
    expect(findFileProblems(aFile([], { organization })).map(({ at, fix }) => [at, fix])).toEqual([
      ['/organization/id', 'write `o-uppercase1`'],
      ['/organization/managementAccount', "write `'111111111111'`"],
    ]);
  });

  test('accepts units nested five deep, not six', () => {
    const units = Array.from({ length: 6 }, (_, index): Target => ({
      id: `u${index}`,
      kind: 'unit',
      parent: index === 0 ? 'root' : `u${index - 1}`,
    }));
    const account: Target = { id: 'deep', kind: 'account', parent: 'u4' };
    expect(problemsOf(withTargets(...units.slice(0, 5), account))).toEqual([]);
    expect(problemsOf(withTargets(...units))).toHaveLength(1);
  });

  test('stops at a hundred problems', () => {
    const lost = Array.from({ length: 50_000 }, (_, index): Target => ({
      id: `u${index}`,
      kind: 'unit',
      parent: 'nowhere',
    }));
    expect(problemsOf(withTargets(...lost))).toHaveLength(100);
  });

  test('survives 100,000 nested units', () => {
    const units = Array.from({ length: 100_000 }, (_, index): Target => ({
      id: `u${index}`,
      kind: 'unit',
      parent: index === 0 ? 'root' : `u${index - 1}`,
    }));
    expect(problemsOf(withTargets(...units))).toHaveLength(100);
  });

  test('refuses a document with an unknown target, with an unknown place, or that AWS would refuse', () => {
    const file = aFile([
      scp('Workload', deny('s3:*')),
      { ...scp('root', deny('s3:*')), guardrails: { '/Statement/1': ['a'] } },
      scp('root', deny('s3'), deny('s3:*', { StringEqual: { 'aws:x': 'a' } })),
    ]);
    expect(problemsOf(file)).toEqual([
      '/documents/0/targets/0: `scp-Workload` is attached to `Workload`, which is not a target',
      '/documents/1/guardrails/~1Statement~11: `scp-root` has nothing at `/Statement/1`',
      '/documents/2/content/Statement/0/Action: `"s3"` is not an action',
      '/documents/2/content/Statement/1/Condition/StringEqual: `"StringEqual"` is not a condition operator',
    ]);
  });
});
