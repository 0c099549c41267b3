import { globMatches } from '../patterns/glob';
import { isLookedUp, isPattern } from './core/actions';
import { rule } from './core/rule';

/** How AWS renamed actions; the old name goes on working. */
const RENAMED = [
  ['Master', 'Administrator'],
  ['Whitelist', 'Allowlist'],
] as const;

export const renamedAction = rule({
  id: 'renamed-action',
  summary: 'Where an action has an old and a new name, both are denied',
  why: 'AWS keeps the old action beside the new one. Whoever is denied only one of them uses the other.',
  fix: 'name both',
  severity: 'error',
  find: ({ statements }, { reference }) =>
    statements
      .filter(({ effect }) => effect === 'Deny')
      .flatMap(({ actions }) =>
        actions
          .filter((entry) => isLookedUp(entry) && !isPattern(entry) && reference.actionExists(entry.value))
          .flatMap(({ pointer, value }) =>
            twins(value)
              .filter((twin) => reference.actionExists(twin))
              .filter(
                (twin) =>
                  !statements.some(
                    (other) =>
                      other.effect === 'Deny' &&
                      other.actions.some((entry) => globMatches(entry.value, twin, { ignoreCase: true })),
                  ),
              )
              .map((twin) => ({
                pointer,
                message: `'${value}' is denied, but not its other name '${twin}'`,
                fix: `add \`${twin}\``,
              })),
          ),
      ),
});

function twins(name: string): readonly string[] {
  return RENAMED.flatMap((pair) =>
    [pair, [pair[1], pair[0]] as const]
      .filter(([from]) => name.includes(from))
      .map(([from, to]) => name.replace(from, to)),
  );
}
