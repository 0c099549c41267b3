import { z } from 'zod';

/**
 * Families of instances that cost hundreds of dollars per day: GPUs (p), large memory (x, u), high frequency (z) and
 * machine learning chips (trn, inf). Source: https://aws.amazon.com/ec2/instance-types/ (2026-11-22).
 */
export const EXPENSIVE_FAMILIES = ['inf', 'p', 'trn', 'u', 'x', 'z'];

/** What may follow the letters: a generation, or the hyphen of `u-6tb1.metal`. */
const NEXT = ['-', '1', '2', '3', '4', '5', '6', '7', '8', '9'];

/** One family by its letters, such as `p`. */
export const familySchema = z.string().regex(/^[a-z]{1,5}$/, { error: 'letters of an instance family, such as `p`' });

/**
 * The patterns of `ec2:InstanceType` for a family: its letters, then a generation. `p*` alone would also match any future
 * family that starts with a p.
 */
export function familyPatterns(families: readonly string[]): readonly string[] {
  return [...families].sort().flatMap((family) => NEXT.map((next) => `${family}${next}*.*`));
}
