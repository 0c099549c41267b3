import { buildDirectory } from '../../../../lib/analysis/evaluate/directory';
import { guardrailsTree } from '../../../../lib/analysis/evaluate/guardrails-tree';
import { matchTargets, shareIds } from '../../../../lib/analysis/evaluate/match-targets';
import type { GuardrailsFile } from '../../../../lib/model/guardrails-file';
import { aFile } from './builders';

const { targets } = aFile([]);
const [root, workloads, production, shop, audit, management] = targets as [
  Target,
  Target,
  Target,
  Target,
  Target,
  Target,
];
type Target = GuardrailsFile['targets'][number];

const withTargets = (...all: readonly Target[]): GuardrailsFile => aFile([], { targets: [...all] });

describe('targets of two states', () => {
  test('match by their ids at AWS, even if they are renamed', () => {
    const store = { ...shop, id: 'store' };
    const { both, added, removed } = matchTargets(
      withTargets(root, shop, management),
      withTargets(root, store, management),
    );
    expect(both.map((pair) => [pair.before.id, pair.after.id])).toEqual([
      ['root', 'root'],
      ['shop', 'store'],
      ['management', 'management'],
    ]);
    expect([...added, ...removed]).toEqual([]);
  });

  test('match by their ids in the file if one of them has no id at AWS yet', () => {
    const unknown = { ...shop, accountId: null };
    expect(matchTargets(withTargets(root, unknown), withTargets(root, shop)).both).toContainEqual({
      before: unknown,
      after: shop,
    });
  });

  test('do not match if they have the same name and different ids at AWS', () => {
    const other = { ...shop, accountId: '444444444444' };
    const { both, added, removed } = matchTargets(withTargets(root, shop), withTargets(root, other));
    expect(both.map(({ after }) => after.id)).toEqual(['root']);
    expect([added, removed]).toEqual([[other], [shop]]);
  });
});

describe('two states that share their ids', () => {
  const unknown = (target: Target): Target => ({ ...target, awsId: null, accountId: null });
  const before = aFile([], {
    organization: { id: null, managementAccount: '111111111111' },
    targets: [root, workloads, production, shop, audit].map(unknown),
    placements: [],
  });
  const after = aFile([], { placements: [] });
  const shared = shareIds(before, after, matchTargets(before, after));

  test('use the ids that only one of them has', () => {
    expect(shared.map(({ organization }) => organization.id)).toEqual(['o-exampleorg1', 'o-exampleorg1']);
    const accounts = shared.map((file) => buildDirectory(guardrailsTree(file)).findAccount('shop')?.number);
    expect(accounts).toEqual(['222222222222', '222222222222']);
  });

  test('replace placeholders alike', () => {
    const texts = shared.map((file) =>
      buildDirectory(guardrailsTree(file)).resolve('{unit.path:Workloads/Production}'),
    );
    expect(texts[0]).toBe('o-exampleorg1/r-ab12/ou-ab12-11111111/ou-ab12-22222222/');
    expect(texts[1]).toBe(texts[0]);
  });

  test('keep the targets that only one of them has', () => {
    expect(shared.map((file) => file.targets.length)).toEqual([5, 6]);
  });
});
