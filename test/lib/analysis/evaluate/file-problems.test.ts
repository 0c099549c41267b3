import { findFileProblems } from '../../../../lib/analysis/evaluate/file-problems';
import type { GuardrailsFile } from '../../../../lib/model/guardrails-file';
import { aFile, deny, scp } from './builders';

type Target = GuardrailsFile['targets'][number];

const problemsOf = (file: GuardrailsFile): readonly string[] =>
  findFileProblems(file).map(({ pointer, message }) => `${pointer}: ${message}`);

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
    [{ id: 'x', kind: 'account', parent: 'root', accountId: '12' }, '/targets/6/accountId: `12` is no account number'],
    [{ id: 'x', kind: 'account' }, '/targets/6: `x` has no parent'],
    [
      { id: 'x', kind: 'account', parent: 'Workload' },
      '/targets/6/parent: the parent of `x` is `Workload`, which is no root and no unit',
    ],
    [
      { id: 'x', kind: 'unit', parent: 'shop' },
      '/targets/6/parent: the parent of `x` is `shop`, which is no root and no unit',
    ],
    [{ id: 'shop', kind: 'account', parent: 'root' }, '/targets/6/id: `shop` is the id of a target twice'],
    [
      { id: 'x', kind: 'account', parent: 'root', accountId: '222222222222' },
      '/targets/6/accountId: `222222222222` is the number of an account twice',
    ],
    [{ id: 'top', kind: 'root' }, '/targets: there are 2 roots'],
    [{ id: 'x', kind: 'unit', parent: 'x' }, '/targets/6/parent: `x` does not come to the root within 5 units'],
  ])('refuses the target %j', (target, problem) => {
    expect(problemsOf(withTargets(target))).toEqual([problem]);
  });

  test('takes five units one in another, and no more', () => {
    const units = Array.from({ length: 6 }, (_, index): Target => ({
      id: `u${index}`,
      kind: 'unit',
      parent: index === 0 ? 'root' : `u${index - 1}`,
    }));
    const account: Target = { id: 'deep', kind: 'account', parent: 'u4' };
    expect(problemsOf(withTargets(...units.slice(0, 5), account))).toEqual([]);
    expect(problemsOf(withTargets(...units))).toHaveLength(1);
  });

  test('tells a hundred of very many problems, and soon', () => {
    const lost = Array.from({ length: 50_000 }, (_, index): Target => ({
      id: `u${index}`,
      kind: 'unit',
      parent: 'nowhere',
    }));
    expect(problemsOf(withTargets(...lost))).toHaveLength(100);
  });

  test('survives 100,000 units one in another', () => {
    const units = Array.from({ length: 100_000 }, (_, index): Target => ({
      id: `u${index}`,
      kind: 'unit',
      parent: index === 0 ? 'root' : `u${index - 1}`,
    }));
    expect(problemsOf(withTargets(...units))).toHaveLength(100);
  });

  test('refuses a document on a target that is not there, with a place that is not there, that AWS would refuse', () => {
    const file = aFile([
      scp('Workload', deny('s3:*')),
      { ...scp('root', deny('s3:*')), guardrails: { '/Statement/1': ['a'] } },
      scp('root', deny('s3'), deny('s3:*', { StringEqual: { 'aws:x': 'a' } })),
    ]);
    expect(problemsOf(file)).toEqual([
      '/documents/0/targets/0: `scp-Workload` is attached to `Workload`, which is no target',
      '/documents/1/guardrails/~1Statement~11: `/Statement/1` is no place in `scp-root`',
      '/documents/2/content/Statement/0/Action: `"s3"` is not an action',
      '/documents/2/content/Statement/1/Condition/StringEqual: `"StringEqual"` is not a condition operator',
    ]);
  });
});
