import { UserMistake } from '../../../lib/cli/input/user-mistake';
import { SCENARIOS } from '../../../rehearsal/scenarios';
import { chooseScenarios } from '../../../rehearsal/scenarios/choose-scenarios';

const namesOf = (names: readonly string[] | null) => chooseScenarios(SCENARIOS, names).map(({ name }) => name);

describe('chooseScenarios', () => {
  test('chooses all without names', () => {
    expect(chooseScenarios(SCENARIOS, null)).toEqual(SCENARIOS);
  });

  test('chooses those of the names with what they need, in the order of all', () => {
    expect(namesOf(['pipeline', 'recover'])).toEqual(['account-vended', 'recover', 'pipeline']);
    expect(namesOf(['grant-removed'])).toEqual(['grant-added', 'grant-removed']);
  });

  test('refuses a name that no scenario has', () => {
    expect(() => namesOf(['recovr'])).toThrow(UserMistake);
    expect(() => namesOf(['recovr'])).toThrow('did you mean `recover`?');
  });
});

describe('the scenarios', () => {
  test('have names of their own, and need only earlier ones', () => {
    const names = SCENARIOS.map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
    SCENARIOS.forEach(({ needs }, index) => {
      if (needs !== undefined) expect(names.slice(0, index)).toContain(needs);
    });
  });

  test('edit nothing after a command has written into the configuration', () => {
    const first = SCENARIOS.findIndex(({ name }) => name === 'account-vended');
    expect(SCENARIOS.slice(first).filter(({ edit }) => edit !== undefined)).toEqual([]);
  });
});
