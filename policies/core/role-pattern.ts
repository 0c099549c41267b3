import { z } from 'zod';

/**
 * A pattern of the ARNs of some roles, never of all: with its path, and for every partition, whatever partition the
 * given ARN has.
 */
export const rolePatternSchema = z
  .string()
  .regex(/^arn:(?:\*|aws[a-z-]*):iam::(?:\*|\d{12}):role\/(?=[*?/]*[^*?/])[\w+=,.@/*?-]+$/, {
    error: 'the ARN of a role with its path, or a pattern that names more than `*`, such as `arn:*:iam::*:role/ci/*`',
  })
  .overwrite(everyPartition);

/** The same ARN, or pattern, in every partition. */
export function everyPartition(arn: string): string {
  return arn.replace(/^arn:[^:]*/, 'arn:*');
}
