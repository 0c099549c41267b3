import type { ConditionOperator } from '../conditions/operators';
import { rule } from './core/rule';
import { isVariable } from './core/variables';
import type { Severity } from './core/rule';

type ValueType = 'String' | 'ARN' | 'Bool' | 'Numeric' | 'Date' | 'IPAddress';

/** The types that each operator family compares, as documented. */
const FITS: Readonly<Record<ConditionOperator['family'], readonly ValueType[] | 'all'>> = {
  String: ['String', 'ARN'],
  Numeric: ['Numeric'],
  Date: ['Date'],
  Bool: ['Bool'],
  Arn: ['ARN'],
  IpAddress: ['IPAddress'],
  Binary: 'all',
  Null: 'all',
};

/** AWS documents `aws:EpochTime` for numeric operators too. */
const ALSO_NUMERIC = ['aws:epochtime'];

export const operatorType = rule({
  id: 'operator-type',
  summary: 'A condition operator fits the type of its key',
  why: 'A comparison of another type is false for every value: `Bool` on a text header never denies anything.',
  fix: 'use an operator for the type that AWS documents for the key',
  severity: 'error',
  find: (document, { reference }) =>
    document.conditions.flatMap(([, { operator, operatorName, key, pointer, values }]) => {
      const type = reference.keyType(key)?.replace('ArrayOf', '') as ValueType | undefined;
      if (operator === undefined || type === undefined) return [];
      const fits = FITS[operator.family];
      if (fits === 'all' || fits.includes(type)) return [];
      if (operator.family === 'Numeric' && ALSO_NUMERIC.includes(key.toLowerCase())) return [];
      // AWS compares addresses with variables like that, because IP operators take no variables.
      if (operator.family === 'String' && values.every(isVariable)) return [];
      const severity = severityOf(operator.family, type);
      const effect =
        severity === 'warning' ? 'the result depends on the spelling' : 'the comparison is never true for a value';
      return [
        { pointer, severity, message: `\`${operatorName}\` is used on \`${key}\`, whose type is ${type}: ${effect}` },
      ];
    }),
});

/**
 * Any value can be compared as text, although `10.0` is then different from `10`. A key that is documented as text may
 * contain an ARN or a number.
 */
function severityOf(family: ConditionOperator['family'], type: ValueType): Severity {
  return family === 'String' || (type === 'String' && (family === 'Arn' || family === 'Numeric')) ? 'warning' : 'error';
}
