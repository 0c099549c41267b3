import { MANY_TEXTS, memoize } from '../memoize';
import { textOf } from '../patterns/template';
import { comparison, type ValueComparison } from './comparison';
import type { Ordering } from './numeric';

/** The formats of https://www.w3.org/TR/NOTE-datetime. A time requires a time zone. */
const DATE = /^(\d{4})(?:-(\d\d)(?:-(\d\d)(?:T(\d\d):(\d\d)(?::(\d\d)(\.\d+)?)?(Z|[+-]\d\d:\d\d))?)?)?$/;

/** Seconds since 1970. Four digits could also be a year, so they are not accepted. */
const EPOCH = /^(?!\d{4}$)\d{1,12}(?:\.\d+)?$/;

/** Converts an ISO 8601 date or seconds since 1970 to milliseconds since 1970; null if the text is neither or ambiguous. */
export const readDate = memoize((text: string): number | null => {
  if (EPOCH.test(text)) return Math.round(Number(text) * 1000);
  const match = DATE.exec(text);
  if (match === null || /^\d{4}$/.test(text)) return null;
  const [
    ,
    year = '',
    month = '01',
    day = '01',
    hours = '00',
    minutes = '00',
    seconds = '00',
    fraction = '',
    zone = 'Z',
  ] = match;
  const time = Date.parse(`${year}-${month}-${day}T${hours}:${minutes}:${seconds}${fraction.slice(0, 4)}${zone}`);
  return Number.isNaN(time) || !isDay(Number(year), Number(month), Number(day)) ? null : time;
}, MANY_TEXTS);

/** Whether the day exists. `Date` would read February 31 as March 3. */
function isDay(year: number, month: number, day: number): boolean {
  return new Date(Date.UTC(year, month - 1, day)).getUTCDate() === day;
}

export function dateComparison(ordering: Ordering): ValueComparison {
  return comparison<number>({
    variables: false,
    wildcards: false,
    mistake: (value) =>
      readDate(value) === null
        ? 'it is neither an ISO 8601 date with a time zone nor a number of seconds since 1970'
        : null,
    read: readDate,
    matcher: (pieces) => {
      const limit = readDate(textOf(pieces));
      return limit === null ? () => null : (value) => ordering(value, limit);
    },
  });
}
