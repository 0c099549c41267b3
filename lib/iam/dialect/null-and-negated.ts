import { conditionsOn } from './core/absence';
import { rule } from './core/rule';

export const nullAndNegated = rule({
  id: 'null-and-negated',
  summary: 'A deny of an absent key does not also compare its value',
  why: 'Both must hold: only the absent key is denied, and a wrong value passes, though the text reads "absent or wrong".',
  fix: 'drop the `Null`, since a negated operator is true of an absent key anyway, or write two statements',
  severity: 'error',
  find: (document) =>
    document.conditions
      .filter(
        ([statement, { key, operator, values }]) =>
          statement.effect === 'Deny' &&
          operator?.family === 'Null' &&
          values.some(({ value }) => value.toLowerCase() === 'true') &&
          conditionsOn(statement, key).some((other) => other.operator?.negated === true),
      )
      .map(([, { pointer, key }]) => ({
        pointer,
        message: `\`Null\` demands that '${key}' is absent, so that its values, compared beside it, are never denied`,
      })),
});
