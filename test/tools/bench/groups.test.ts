import { choose, describeGroups } from '../../../tools/bench/groups';

const groups = {
  parse: { summary: 'parse organizations', content: 1 },
  plan: { summary: 'plan', content: 2 },
  diff: { summary: 'compare', content: 3 },
};

describe('the groups of the bench', () => {
  test.each([
    [[], [1, 2, 3]],
    [['plan'], [2]],
    [
      ['diff', 'parse', 'parse'],
      [1, 3],
    ],
  ])('%j chooses %j', (names, contents) => {
    expect(choose(groups, names)).toEqual(contents);
  });

  test('an unknown name is an error that lists what is allowed', () => {
    expect(choose(groups, ['plan', 'toString'])).toBe('unknown group `toString`; allowed: parse, plan, diff');
  });

  test('are listed one a line', () => {
    expect(describeGroups(groups)).toBe('Groups:\n  parse  parse organizations\n  plan   plan\n  diff   compare');
  });
});
