import { z } from 'zod';

/** A time in the format that IAM compares reliably: ISO 8601 in UTC, to the second. Text order is the order of time. */
export const instantSchema = z
  .string()
  .refine(isInstant, { error: 'a time in UTC to the second, such as 2027-03-31T00:00:00Z' })
  .describe('A time in UTC, to the second, such as 2027-03-31T00:00:00Z');

/** Whether a text is such a time, on a day that exists. */
export function isInstant(text: string): boolean {
  if (!/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/.test(text)) return false;
  const date = new Date(text);
  return !Number.isNaN(date.getTime()) && date.toISOString() === text.replace('Z', '.000Z');
}

/** `2027-03-31T00:00:00Z` → `20270331T000000Z`: a time in a format that a `Sid` allows. */
export function compactInstant(instant: string): string {
  return instant.replace(/[-:]/g, '');
}
