import { z } from 'zod';

/** An instant as IAM compares it without doubt: ISO 8601 in UTC, to the second. Text order is the order of time. */
export const instantSchema = z
  .string()
  .refine(isInstant, { error: 'an instant in UTC to the second, such as 2027-03-31T00:00:00Z' })
  .describe('An instant in UTC, to the second, such as 2027-03-31T00:00:00Z');

/** Whether a text is such an instant; a day that does not exist is none. */
export function isInstant(text: string): boolean {
  if (!/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/.test(text)) return false;
  const date = new Date(text);
  return !Number.isNaN(date.getTime()) && date.toISOString() === text.replace('Z', '.000Z');
}

/** `2027-03-31T00:00:00Z` → `20270331T000000Z`: an instant that may stand in a `Sid`. */
export function compactInstant(instant: string): string {
  return instant.replace(/[-:]/g, '');
}
