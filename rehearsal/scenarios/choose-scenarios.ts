import { UserMistake } from '../../lib/cli/input/user-mistake';
import { didYouMean, listValues } from '../../lib/model/suggest';
import type { RehearsalScenario } from './scenario';

/**
 * The scenarios of some names and those that they need, in the order of all.
 *
 * @param names null: all
 * @throws UserMistake if there is no scenario of a name
 */
export function chooseScenarios(
  scenarios: readonly RehearsalScenario[],
  names: readonly string[] | null,
): readonly RehearsalScenario[] {
  if (names === null) return scenarios;
  const known = scenarios.map(({ name }) => name);
  const unknown = names.filter((name) => !known.includes(name));
  if (unknown.length > 0)
    throw new UserMistake(
      unknown.map((name) => ({
        message: `--scenario: there is no scenario \`${name}\``,
        allowed: listValues(known, known.length),
        ...didYouMean(name, known),
      })),
    );
  const chosen = new Set(names);
  // Whatever a scenario needs comes before it.
  for (const { name, needs } of [...scenarios].reverse())
    if (chosen.has(name) && needs !== undefined) chosen.add(needs);
  return scenarios.filter(({ name }) => chosen.has(name));
}
