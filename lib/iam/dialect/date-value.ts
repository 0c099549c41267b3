import { parseTemplate, variablesOf } from '../patterns/template';
import type { TextEntry } from './core/document';
import { rule } from './core/rule';

const ISO = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/;
const EPOCH = /^\d+$/;

export const dateValue = rule({
  id: 'date-value',
  summary: 'Dates are in ISO 8601 format in UTC, or in seconds since 1970, and each key uses only one of the two',
  why: 'Tools disagree about a date without a time zone, and about a date that does not exist.',
  fix: 'write the date in the form `2027-03-31T00:00:00Z`',
  severity: 'error',
  find: (document) => {
    const byKey = new Map<string, TextEntry[]>();
    for (const [, { operator, key, values }] of document.conditions)
      if (operator?.family === 'Date')
        byKey.set(key.toLowerCase(), [...(byKey.get(key.toLowerCase()) ?? []), ...values]);
    return [...byKey.values()].flatMap((values) => {
      const dates = values.filter(({ value }) => variablesOf(parseTemplate(value)).length === 0);
      const odd = dates.filter(({ value }) => !isDate(value));
      const epoch = dates.find(({ value }) => EPOCH.test(value));
      const mixed = epoch !== undefined && dates.some(({ value }) => ISO.test(value));
      return [
        ...odd.map(({ pointer, value }) => ({ pointer, message: `\`${value}\` is not a time in UTC` })),
        ...(mixed
          ? [
              {
                pointer: epoch.pointer,
                message: `\`${epoch.value}\` is in seconds, but other values of the key are in ISO 8601 format`,
              },
            ]
          : []),
      ];
    });
  },
});

function isDate(text: string): boolean {
  if (EPOCH.test(text)) return true;
  const instant = new Date(text);
  return ISO.test(text) && !Number.isNaN(instant.getTime()) && instant.toISOString().startsWith(text.slice(0, 19));
}
