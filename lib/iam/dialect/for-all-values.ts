import { requires } from './core/absence';
import { rule } from './core/rule';

export const forAllValues = rule({
  id: 'for-all-values',
  summary: '`ForAllValues` demands that the key is there, by `Null`',
  why: 'It is true of an empty set: the statement applies to every request that does not carry the key at all.',
  fix: 'add `"Null": { "<key>": "false" }`, or use `ForAnyValue`',
  severity: 'error',
  find: (document) =>
    document.conditions
      .filter(([statement, { operator, key }]) => operator?.set === 'ForAllValues' && !requires(statement, key))
      .map(([, { pointer, key, operatorName }]) => ({
        pointer,
        message: `\`${operatorName}\` is true where '${key}' is absent`,
        fix: `add \`"Null": { "${key}": "false" }\`, or use \`ForAnyValue\``,
      })),
});
