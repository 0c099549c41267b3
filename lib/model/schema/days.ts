import { z } from 'zod';

/** The largest number of days in a lifecycle rule. https://docs.aws.amazon.com/AmazonS3/latest/API/API_LifecycleExpiration.html */
export const MAXIMUM_RETENTION_DAYS = 2_147_483_647;

/** A whole number of days, from one. */
export function days(maximum: number): z.ZodInt {
  const error = `a whole number of days, 1 to ${maximum}`;
  return z.int({ error }).min(1, { error }).max(maximum, { error });
}
