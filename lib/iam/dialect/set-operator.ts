import { rule } from './core/rule';

export const setOperator = rule({
  id: 'set-operator',
  summary: 'A key of several values has a set operator, a key of one value has none, and neither goes with `IfExists`',
  why: 'AWS does not say what a plain operator does with several values, nor `IfExists` within a set operator.',
  fix: 'write `ForAnyValue:` or `ForAllValues:` before the operator of a multi-valued key, and only there',
  severity: 'error',
  find: (document, { reference }) =>
    document.conditions.flatMap(([, { operator, operatorName, key, pointer }]) => {
      if (operator === undefined || operator.family === 'Null') return [];
      const several = reference.isMultiValued(key);
      if (operator.set !== null && operator.ifExists)
        return [{ pointer, message: `\`${operatorName}\` has both a set operator and \`IfExists\`` }];
      if (several === true && operator.set === null)
        return [{ pointer, message: `'${key}' holds several values, but \`${operatorName}\` has no set operator` }];
      if (several === false && operator.set !== null)
        return [{ pointer, message: `'${key}' holds one value, but \`${operatorName}\` has a set operator` }];
      return [];
    }),
});
