import { findOperator, takesWildcards } from '../../../../iam/conditions/operators';
import { changingEntries, describeEntry, type ConditionEntry } from '../condition-entries';
import { changingEach } from '../lists';
import type { MutantOperator } from '../mutant-operator';
import { narrowed, widened } from '../../../../iam/patterns/variations';

export const widenValue: MutantOperator = {
  id: 'widen-value',
  summary: 'Appends a star to a pattern in a condition, or replaces a segment with a star',
  mutate: (statement) =>
    changingEntries(statement, (entry) => changed(entry, (value) => (isPattern(entry) ? widened(value) : []))),
};

export const narrowValue: MutantOperator = {
  id: 'narrow-value',
  summary: 'Removes a star from a pattern in a condition',
  mutate: (statement) =>
    changingEntries(statement, (entry) => changed(entry, (value) => (isPattern(entry) ? narrowed(value) : []))),
};

export const flipBoolean: MutantOperator = {
  id: 'flip-boolean',
  summary: 'Turns true into false, or false into true, in Bool and Null',
  mutate: (statement) =>
    changingEntries(statement, (entry) =>
      changed(entry, (value) => (value === 'true' ? ['false'] : value === 'false' ? ['true'] : [])),
    ),
};

export const shiftDate: MutantOperator = {
  id: 'shift-date',
  summary: 'Shifts a time by a second, in both directions',
  mutate: (statement) =>
    changingEntries(statement, (entry) => changed(entry, (value) => (isFamily(entry, 'Date') ? shifted(value) : []))),
};

export const shiftNumber: MutantOperator = {
  id: 'shift-number',
  summary: 'Shifts a number by one, in both directions',
  mutate: (statement) =>
    changingEntries(statement, (entry) =>
      changed(entry, (value) =>
        isFamily(entry, 'Numeric') ? [String(Number(value) + 1), String(Number(value) - 1)] : [],
      ),
    ),
};

/** Values are compared as text, however they are written. */
function changed(
  entry: ConditionEntry,
  change: (value: string) => readonly string[],
): ReturnType<Parameters<typeof changingEntries>[1]> {
  return changingEach(entry.values.map(String), change).map(({ old, now = '', list }) => ({
    change: `turns ${old} into ${now} in ${describeEntry(entry)}`,
    now: [{ ...entry, values: list }],
  }));
}

function isPattern({ operator }: ConditionEntry): boolean {
  const found = findOperator(operator);
  return found !== null && takesWildcards(found);
}

function isFamily({ operator }: ConditionEntry, family: 'Date' | 'Numeric'): boolean {
  return findOperator(operator)?.family === family;
}

function shifted(value: string): readonly string[] {
  const time = Date.parse(value);
  if (Number.isNaN(time)) return [];
  return [1000, -1000].map((step) => new Date(time + step).toISOString().replace('.000Z', 'Z'));
}
