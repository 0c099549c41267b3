import type { ParameterProblem } from '../../policies/core/guardrail';
import { anOrganization } from '../support/an-organization';
import { compiled, find } from './judge';

const ID = 'require-tags';
const guardrail = find(ID);

function check(tags: readonly string[]): readonly ParameterProblem[] {
  return guardrail.check?.(guardrail.parameters.parse({ tags }), anOrganization()) ?? [];
}

function isRefused(tag: string): boolean {
  return !guardrail.parameters.safeParse({ tags: [tag] }).success;
}

test('each tag has statements of its own', () => {
  for (const { Condition } of compiled(ID, { parameters: { tags: ['owner', 'cost-center'] } }))
    expect(Object.keys(Condition?.['Null'] ?? {})).toHaveLength(1);
});

describe('the list of tags', () => {
  test('fails when it is empty', () => {
    expect(check([])).toMatchObject([{ at: ['tags'] }]);
  });

  test.each([
    ['owner', 'Owner'],
    ['cost-center', 'cost_center'],
    ['owner', 'owner'],
  ])('fails with both `%s` and `%s`', (first, second) => {
    expect(check([first, second])).toMatchObject([{ at: ['tags', 1] }]);
  });

  test('may hold keys of which one begins like another', () => {
    expect(check(['owner', 'owner:team'])).toEqual([]);
  });

  test.each(['', 'aws:created-by', 'AWS:created-by', 'own*', 'own?r', '${aws:PrincipalTag/x}', '--', 'x'.repeat(129)])(
    'fails with the key `%s`',
    (tag) => {
      expect(isRefused(tag)).toBe(true);
    },
  );

  test.each(['owner', 'Cost Center', 'example.com/team', 'a=b+c@d'])('may hold the key `%s`', (tag) => {
    expect(isRefused(tag)).toBe(false);
  });
});
