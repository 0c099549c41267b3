import { findOperator } from '../../../../iam/conditions/operators';
import { changingEntries, describeEntry, entriesOf, withEntries, type ConditionEntry } from '../condition-entries';
import { withoutEach } from '../lists';
import type { MutantOperator } from '../mutant-operator';

export const dropCondition: MutantOperator = {
  id: 'drop-condition',
  summary: 'Removes one key of one condition operator',
  mutate: (statement) => changingEntries(statement, (entry) => [{ change: `drops ${describeEntry(entry)}`, now: [] }]),
};

export const dropOperator: MutantOperator = {
  id: 'drop-operator',
  summary: 'Removes a condition operator with several keys',
  mutate: (statement) => {
    const entries = entriesOf(statement);
    const operators = [...new Set(entries.map(({ operator }) => operator))];
    return operators.flatMap((operator) => {
      const rest = entries.filter((entry) => entry.operator !== operator);
      const changed = rest.length < entries.length - 1 ? withEntries(statement, rest) : undefined;
      return changed === undefined ? [] : [{ change: `drops ${operator}`, statement: changed }];
    });
  },
};

export const dropValue: MutantOperator = {
  id: 'drop-value',
  summary: 'Removes one of several values of a condition key',
  mutate: (statement) =>
    changingEntries(statement, (entry) =>
      entry.values.length < 2
        ? []
        : withoutEach(entry.values).map(({ old, list }) => ({
            change: `drops ${String(old)} from ${describeEntry(entry)}`,
            now: [{ ...entry, values: list }],
          })),
    ),
};

export const toggleIfExists: MutantOperator = {
  id: 'toggle-if-exists',
  summary: 'Adds IfExists to a condition operator, or removes it',
  mutate: (statement) =>
    changingEntries(statement, (entry) => {
      if (entry.operator === 'Null') return [];
      const has = entry.operator.endsWith('IfExists');
      return renamed(entry, has ? entry.operator.slice(0, -'IfExists'.length) : `${entry.operator}IfExists`);
    }),
};

/** Both ways. */
const OPPOSITES: readonly (readonly [string, string])[] = [
  ['StringEquals', 'StringNotEquals'],
  ['StringEqualsIgnoreCase', 'StringNotEqualsIgnoreCase'],
  ['StringLike', 'StringNotLike'],
  ['NumericEquals', 'NumericNotEquals'],
  ['NumericLessThan', 'NumericGreaterThanEquals'],
  ['NumericLessThanEquals', 'NumericGreaterThan'],
  ['DateEquals', 'DateNotEquals'],
  ['DateLessThan', 'DateGreaterThanEquals'],
  ['DateLessThanEquals', 'DateGreaterThan'],
  ['IpAddress', 'NotIpAddress'],
  ['ArnEquals', 'ArnNotEquals'],
  ['ArnLike', 'ArnNotLike'],
];

export const negateOperator: MutantOperator = {
  id: 'negate-operator',
  summary: 'Turns a condition operator into its opposite',
  mutate: (statement) => changingEntries(statement, (entry) => exchanged(entry, OPPOSITES)),
};

const NEIGHBORS: readonly (readonly [string, string])[] = [
  ['StringEquals', 'StringLike'],
  ['StringNotEquals', 'StringNotLike'],
  ['NumericLessThan', 'NumericLessThanEquals'],
  ['NumericGreaterThan', 'NumericGreaterThanEquals'],
  ['DateLessThan', 'DateLessThanEquals'],
  ['DateGreaterThan', 'DateGreaterThanEquals'],
  ['ArnEquals', 'ArnLike'],
  ['ArnNotEquals', 'ArnNotLike'],
];

export const neighboringOperator: MutantOperator = {
  id: 'adjacent-operator',
  summary: 'Exchanges Equals and Like, and whether a bound is included',
  mutate: (statement) => changingEntries(statement, (entry) => exchanged(entry, NEIGHBORS)),
};

export const exchangeSetOperator: MutantOperator = {
  id: 'exchange-set-operator',
  summary: 'Exchanges ForAllValues and ForAnyValue',
  mutate: (statement) =>
    changingEntries(statement, (entry) => {
      const [set, operator] = entry.operator.split(':');
      if (operator === undefined) return [];
      return renamed(entry, `${set === 'ForAllValues' ? 'ForAnyValue' : 'ForAllValues'}:${operator}`);
    }),
};

type Changes = ReturnType<Parameters<typeof changingEntries>[1]>;

function renamed(entry: ConditionEntry, operator: string): Changes {
  return [{ change: `turns ${describeEntry(entry)} into ${operator}`, now: [{ ...entry, operator }] }];
}

function exchanged(entry: ConditionEntry, pairs: readonly (readonly [string, string])[]): Changes {
  const found = findOperator(entry.operator);
  if (found === null) return [];
  const { name } = found;
  const others = pairs.flatMap(([one, other]) => (one === name ? [other] : other === name ? [one] : []));
  return others.flatMap((other) => renamed(entry, entry.operator.replace(name, other)));
}
