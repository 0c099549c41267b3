import { conditionsOn } from './core/absence';
import { rule } from './core/rule';

export const nullAndNegated = rule({
  id: 'null-and-negated',
  summary: 'A deny that requires a key to be absent does not also compare its value',
  why: 'Both conditions must be true, so only an absent key is denied. A wrong value passes, although the statement looks like "absent or wrong".',
  fix: 'remove the `Null`, because a negated operator is true if the key is absent, or write two statements',
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
        message: `\`Null\` requires \`${key}\` to be absent, so the values in the other condition are never denied`,
      })),
});
