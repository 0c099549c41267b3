import { UserMistake } from './user-mistake';

/** A day, which is its first instant, or an instant, in UTC. Throws UserMistake for any other text. */
export function parseInstant(option: string, text: string): Date {
  const date = new Date(text);
  const isDate = /^\d{4}-\d\d-\d\d(T\d\d:\d\d:\d\dZ)?$/.test(text) && !Number.isNaN(date.getTime());
  // `Date` takes a day that does not exist, such as February 30, for another one.
  if (isDate && date.toISOString().startsWith(text.slice(0, 19).replace('Z', ''))) return date;
  throw new UserMistake(
    `${option} takes a day or an instant in UTC, such as 2027-03-31 or 2027-03-31T12:00:00Z, not \`${text}\``,
  );
}

/** As IAM compares it: in UTC, to the second, without fractions. */
export function toInstant(date: Date): string {
  return date.toISOString().replace(/\.\d+Z$/, 'Z');
}
