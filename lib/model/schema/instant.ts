import { z } from 'zod';

/** A time in UTC, to the second, as IAM compares it. */
export const instantSchema = z.iso.datetime({
  precision: 0,
  error: 'a time in UTC to the second, such as `2027-03-31T00:00:00Z`',
});

/** Parts of a time as people write it: a day, and perhaps an hour with or without seconds, fractions and an offset. */
const WRITTEN = /^(\d{4})-(\d{2})-(\d{2})(?:[T ]\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:\d{2})?)?$/;

/** The likely fix of a time that is not of that form. */
export function fixInstant(given: string): string | undefined {
  const [, year, month, day] = WRITTEN.exec(given.trim()) ?? [];
  if (year === undefined || month === undefined || day === undefined) return undefined;
  const days = new Date(Date.UTC(Number(year), Number(month), 0)).getUTCDate();
  if (Number(month) < 1 || Number(month) > 12) return `\`${month}\` is no month`;
  if (Number(day) < 1 || Number(day) > days) return `\`${year}-${month}\` has ${days} days`;
  const time = given.trim().replace(' ', 'T');
  const isDay = !time.includes('T');
  const at = new Date(isDay || /(?:Z|[+-]\d{2}:\d{2})$/.test(time) ? time : `${time}Z`);
  return Number.isNaN(at.getTime()) ? undefined : `write \`'${at.toISOString().replace(/\.\d{3}Z$/, 'Z')}'\``;
}
