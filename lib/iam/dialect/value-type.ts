import type { ConditionOperator } from '../conditions/operators';
import { rule } from './core/rule';
import { parseTemplate, variablesOf } from '../patterns/template';

const VALUES: Partial<Record<ConditionOperator['family'], { readonly pattern: RegExp; readonly name: string }>> = {
  Bool: { pattern: /^(true|false)$/i, name: '`true` nor `false`' },
  Null: { pattern: /^(true|false)$/i, name: '`true` nor `false`' },
  Numeric: { pattern: /^-?\d+(\.\d+)?$/, name: 'a number nor a variable' },
};

export const valueType = rule({
  id: 'value-type',
  summary: 'Values of `Bool` and `Null` are `true` or `false`, those of numeric operators are numbers',
  why: 'Any other value never matches. `Null` asks whether the key is absent: the values of the key do not belong there.',
  fix: 'write `"true"`, `"false"` or a number; compare other values with a string operator',
  severity: 'error',
  find: (document) =>
    document.conditions.flatMap(([, { operator, operatorName, values }]) => {
      const expected = operator === undefined ? undefined : VALUES[operator.family];
      if (expected === undefined) return [];
      return values
        .filter(({ value }) => !expected.pattern.test(value) && variablesOf(parseTemplate(value)).length === 0)
        .map(({ pointer, value }) => ({
          pointer,
          message: `'${value}' under \`${operatorName}\` is neither ${expected.name}`,
        }));
    }),
});
