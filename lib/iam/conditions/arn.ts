import { splitArn, type ArnParts } from '../patterns/arn';
import { arnParts, compileGlob } from '../patterns/glob';
import { isEverything, patternOf } from '../patterns/template';
import { comparison } from './comparison';

/**
 * Compares each of the six parts separately, with wildcards. `ArnEquals` and `ArnLike` are identical.
 *
 * AWS accepts a value with fewer than six parts, such as `*` or `arn:aws:iam::*`, but does not document what it matches,
 * so the result is null.
 *
 * Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html#Conditions_ARN
 */
export const arnLike = comparison<ArnParts>({
  variables: true,
  wildcards: true,
  mistake: () => null,
  read: splitArn,
  matcher(pieces) {
    const parts = arnParts(patternOf(pieces));
    if (parts.length < 6) return () => null;
    const checks: (readonly [number, (part: string) => boolean])[] = [];
    // ARNs differ mostly in their last parts, so these are compared first.
    for (const [index, part] of [...parts.entries()].reverse()) {
      if (!isEverything(part)) checks.push([index, compileGlob(part)]);
    }
    return (arn) => {
      for (const [index, matches] of checks) if (!matches(arn[index] ?? '')) return false;
      return true;
    };
  },
});
