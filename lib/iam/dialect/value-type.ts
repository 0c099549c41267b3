import type { ConditionOperator } from '../conditions/operators';
import { rule } from './core/rule';
import { parseTemplate, variablesOf } from '../patterns/template';

const VALUES: Partial<Record<ConditionOperator['family'], { readonly pattern: RegExp; readonly name: string }>> = {
  Bool: { pattern: /^(true|false)$/i, name: '`true` or `false`' },
  Null: { pattern: /^(true|false)$/i, name: '`true` or `false`' },
  Numeric: { pattern: /^-?\d+(\.\d+)?$/, name: 'a number' },
};

export const valueType = rule({
  id: 'value-type',
  summary: '`Bool` and `Null` have the values `true` or `false`, and numeric operators have numbers',
  why: 'Any other value never matches. `Null` tests whether the key is absent, so the values of the key do not belong there.',
  fix: 'write `"true"`, `"false"` or a number, or use a string operator',
  severity: 'error',
  find: (document) =>
    document.conditions.flatMap(([, { operator, operatorName, values }]) => {
      const expected = operator === undefined ? undefined : VALUES[operator.family];
      if (expected === undefined) return [];
      return values
        .filter(({ value }) => !expected.pattern.test(value) && variablesOf(parseTemplate(value)).length === 0)
        .map(({ pointer, value }) => ({
          pointer,
          message: `the value \`${value}\` of \`${operatorName}\` is not ${expected.name}`,
        }));
    }),
});
