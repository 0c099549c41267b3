import { z } from 'zod';

/** A time in UTC, to the second, as IAM compares it. */
export const instantSchema = z.iso.datetime({
  precision: 0,
  error: 'a time in UTC to the second, such as `2027-03-31T00:00:00Z`',
});
