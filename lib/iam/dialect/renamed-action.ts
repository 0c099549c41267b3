import { globMatches } from '../patterns/glob';
import { isLookedUp, isPattern } from './core/actions';
import { rule } from './core/rule';

/** How AWS renamed actions. The old names still work. */
const RENAMED = [
  ['Master', 'Administrator'],
  ['Whitelist', 'Allowlist'],
] as const;

export const renamedAction = rule({
  id: 'renamed-action',
  summary: 'If an action has an old and a new name, both are denied',
  why: 'AWS keeps the old action when it adds the new one. A caller who is denied only one of them can use the other.',
  fix: 'add the other name',
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
                message: `\`${value}\` is denied, but its other name \`${twin}\` is not`,
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
