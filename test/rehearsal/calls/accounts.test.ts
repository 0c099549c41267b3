import { chooseAccount } from '../../../rehearsal/calls/accounts';
import { aRehearsedExample } from '../a-rehearsed-example';

const { file } = aRehearsedExample();

describe('the account in which a guardrail is rehearsed', () => {
  test('is the one with the fewest policies', () => {
    expect(chooseAccount(file, 'root')?.name).toBe('audit');
    expect(chooseAccount(file, 'Workloads')?.name).toBe('shop-development');
  });

  test('is the target itself if that is an account', () => {
    expect(chooseAccount(file, 'log-archive')?.name).toBe('log-archive');
  });

  test('has a number and is not closed', () => {
    const without = (change: object) => ({
      ...file,
      targets: file.targets.map((target) => (target.id === 'audit' ? { ...target, ...change } : target)),
    });
    expect(chooseAccount(without({ state: 'closed' }), 'audit')).toBeUndefined();
    expect(chooseAccount(without({ accountId: null }), 'audit')).toBeUndefined();
    expect(chooseAccount(file, 'audit')).toBeDefined();
  });
});
