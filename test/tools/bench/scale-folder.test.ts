import { join } from 'node:path';
import { parseOrganization } from '../../../lib/model/parse';
import { placedAssignments } from '../../../lib/model/people';
import { describeProblem } from '../../../lib/model/problem';
import { catalogue } from '../../../policies/catalogue';
import { inScaledExample, replaceOnce } from '../../../tools/bench/scale-folder';

test('the scaled example is valid, with its accounts in stacks and units of their own, and people in each', () => {
  const outcome = inScaledExample(200, (parent) => parseOrganization(join(parent, 'organization'), catalogue));
  if (outcome.kind === 'problems') throw new Error(outcome.problems.map(describeProblem).join('\n'));
  const teams = outcome.value.accounts.filter(({ key }) => key.startsWith('team-'));
  expect(teams).toHaveLength(200);
  expect([...new Set(teams.map(({ stack }) => stack))]).toEqual(['Accounts-batch0', 'Accounts-batch1']);
  expect([...new Set(teams.map(({ unit }) => unit))]).toHaveLength(3);
  const placed = placedAssignments(outcome.value).filter(({ account }) => account.startsWith('team-'));
  expect(placed).toHaveLength(4 * 200);
});

test('a text that the example no longer has is an error', () => {
  expect(() => replaceOnce('units:\n', 'accounts:\n', '')).toThrow('the example does not have it once: accounts:');
});
