import { compareFindings } from '../../../rehearsal/scenarios/drift';
import { compareAnswers } from '../../../rehearsal/scenarios/ask-recover';

describe('what `rampart drift` finds', () => {
  test('is right if it is what was there before and what was changed', () => {
    expect(compareFindings(['policy-missing a'], ['account-moved b'], ['account-moved b', 'policy-missing a'])).toEqual(
      [],
    );
  });

  test('is wrong if it misses a change, or names another one', () => {
    expect(compareFindings([], ['account-moved b'], ['account-moved c'])).toEqual([
      '`rampart drift` missed account-moved b',
      '`rampart drift` also found account-moved c',
    ]);
  });
});

describe('what `rampart recover` says', () => {
  const account = (key: string, state: 'fine' | 'missing', next: string | null) =>
    ({ key, state, next }) as Parameters<typeof compareAnswers>[0]['accounts'][number];

  test('is right if each account has its state and its step, and all others are fine', () => {
    const accounts = [account('a', 'missing', 'npx cdk deploy Accounts'), account('b', 'fine', null)];
    expect(compareAnswers({ accounts }, { a: { state: 'missing', next: 'npx cdk deploy' } })).toEqual([]);
    expect(compareAnswers({ accounts }, {})).toHaveLength(1);
    expect(compareAnswers({ accounts }, { a: { state: 'missing', next: 'npx cdk import' } })).toHaveLength(1);
  });

  test('is wrong if it leaves an account out', () => {
    expect(compareAnswers({ accounts: [] }, { a: { state: 'missing', next: '' } })).toEqual([
      '`rampart recover` does not name a',
    ]);
  });
});
