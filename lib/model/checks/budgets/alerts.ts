import { ALERTS } from '../../account-budget';
import type { Configuration } from '../../configuration';
import type { PropertyPath } from '../../organization';
import type { Problem } from '../../problem';
import { describePosition } from '../describe-position';
import { defaultsAbove, writtenBudgets, type BudgetDraft, type WrittenBudget } from './written-budgets';

/**
 * How many thresholds a budget may have. AWS's pages say five where a budget is created, and ten where a notification is
 * described: this is what both allow.
 *
 * Sources: https://docs.aws.amazon.com/aws-cost-management/latest/APIReference/API_budgets_CreateBudget.html and
 * https://docs.aws.amazon.com/aws-cost-management/latest/APIReference/API_budgets_Notification.html
 */
export const MOST_THRESHOLDS = 5;

const LISTS = ['actual', 'forecast'] as const;

/** Each threshold and each address once: AWS refuses the same notification twice, and a person is told once. */
export function findRepeatedAlerts(configuration: Configuration): readonly Problem[] {
  return writtenBudgets(configuration).flatMap(({ yaml, path, fields }) => [
    ...LISTS.flatMap((list) =>
      repeated(fields[list] ?? [], (percent) => percent).map(({ value, first, index }) => ({
        code: 'duplicate-threshold',
        at: yaml.locate([...path, list, index]),
        message: `the threshold \`${value}\` is listed twice; the first is at ${describePosition(yaml.locate([...path, list, first]))}`,
        fix: 'remove one of the two',
      })),
    ),
    ...repeated(fields.addresses ?? [], (address) => address.toLowerCase()).map(({ value, first, index }) => ({
      code: 'duplicate-address',
      at: yaml.locate([...path, 'addresses', index]),
      message: `\`${value}\` is listed twice; the first is at ${describePosition(yaml.locate([...path, 'addresses', first]))}`,
      allowed: 'each address once; its case does not matter',
      fix: 'remove one of the two',
    })),
  ]);
}

interface Repeated<Value> {
  readonly value: Value;
  readonly first: number;
  readonly index: number;
}

function repeated<Value>(
  values: readonly (Value | null)[],
  identify: (value: Value) => string | number,
): readonly Repeated<Value>[] {
  const taken = new Map<string | number, number>();
  return values.flatMap((value, index) => {
    if (value === null) return [];
    const first = taken.get(identify(value));
    taken.set(identify(value), first ?? index);
    return first === undefined ? [] : [{ value, first, index }];
  });
}

/**
 * A budget has no more thresholds than AWS takes, with those that come from the defaults above. Where somebody wrote thresholds,
 * so that one list is blamed once, and not for every account below.
 */
export function findTooManyThresholds(configuration: Configuration): readonly Problem[] {
  return writtenBudgets(configuration).flatMap((written): readonly Problem[] => {
    const { yaml, path, fields } = written;
    const [own] = LISTS.filter((list) => fields[list] !== undefined);
    if (own === undefined) return [];
    const [actual, forecast] = LISTS.map((list) => countThresholds(list, written, configuration));
    if (actual == null || forecast == null || actual + forecast <= MOST_THRESHOLDS) return [];
    const at: PropertyPath = [...path, own];
    return [
      {
        code: 'too-many-thresholds',
        at: yaml.locateKey(at),
        message: `the budget has ${actual + forecast} thresholds: ${actual} of \`actual\` and ${forecast} of \`forecast\``,
        allowed: `at most ${MOST_THRESHOLDS} together: AWS takes no more`,
        fix: 'remove thresholds; an empty list is none',
      },
    ];
  });
}

/** Null: it is not known. Without a list anywhere, the defaults count. */
function countThresholds(
  list: (typeof LISTS)[number],
  { fields, unit }: WrittenBudget,
  configuration: Configuration,
): number | null {
  const above = unit === null ? [] : defaultsAbove(unit, configuration);
  const given: readonly (BudgetDraft | null)[] = [fields, ...above];
  const nearest = given.find((one) => one === null || one[list] !== undefined);
  if (nearest === null) return null;
  const percentages = nearest === undefined ? ALERTS[list] : nearest[list];
  return percentages?.length ?? null;
}
