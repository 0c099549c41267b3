import { requires } from './core/absence';
import { rule } from './core/rule';

export const forAllValues = rule({
  id: 'for-all-values',
  summary: 'A statement with `ForAllValues` also requires the key to be present, by `Null`',
  why: '`ForAllValues` is true if the key is absent, so the statement applies to every request without the key.',
  fix: 'add `"Null": { "<key>": "false" }`, or use `ForAnyValue`',
  severity: 'error',
  find: (document) =>
    document.conditions
      .filter(([statement, { operator, key }]) => operator?.set === 'ForAllValues' && !requires(statement, key))
      .map(([, { pointer, key, operatorName }]) => ({
        pointer,
        message: `\`${operatorName}\` is true if \`${key}\` is absent`,
        fix: `add \`"Null": { "${key}": "false" }\`, or use \`ForAnyValue\``,
      })),
});
