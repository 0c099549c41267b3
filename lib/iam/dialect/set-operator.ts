import { rule } from './core/rule';

/**
 * Keys that the service reference lists as single-valued, and AWS's examples use with a set operator.
 *
 * Source: https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_scps_examples_ram.html
 */
const ALSO_SEVERAL = ['ram:principal'];

export const setOperator = rule({
  id: 'set-operator',
  summary:
    'A multivalued key has a set operator, a single-valued key has none, and set operators are not combined with `IfExists`',
  why: 'AWS does not document what an operator without a set operator does with several values, or what `IfExists` does with a set operator.',
  fix: 'write `ForAnyValue:` or `ForAllValues:` before the operator of a multivalued key, and only there',
  severity: 'error',
  find: (document, { reference }) =>
    document.conditions.flatMap(([, { operator, operatorName, key, pointer }]) => {
      if (operator === undefined || operator.family === 'Null') return [];
      const several = ALSO_SEVERAL.includes(key.toLowerCase()) ? undefined : reference.isMultiValued(key);
      if (operator.set !== null && operator.ifExists)
        return [{ pointer, message: `\`${operatorName}\` has both a set operator and \`IfExists\`` }];
      if (several === true && operator.set === null)
        return [{ pointer, message: `\`${key}\` is multivalued, but \`${operatorName}\` has no set operator` }];
      if (several === false && operator.set !== null)
        return [
          {
            pointer,
            message: `\`${key}\` is single-valued, but \`${operatorName}\` has a set operator`,
            // Of one value, "any" means the same as no set operator.
            severity: operator.set === 'ForAnyValue' ? 'warning' : 'error',
          },
        ];
      return [];
    }),
});
