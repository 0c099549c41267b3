import { splitArn, type ArnParts } from '../arn';
import { arnParts, compileGlob } from '../glob';
import { isEverything, parseTemplate, patternOf, variablesOf } from '../template';
import { comparison } from './comparison';

/**
 * Each of the six parts is compared by itself, with wildcards; `ArnEquals` and `ArnLike` do the same.
 *
 * AWS does not say what a value of fewer than six parts, such as `*` or `arn:aws:iam::*`, matches: then it cannot be
 * told. A request's value that is no ARN matches no pattern.
 *
 * Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html#Conditions_ARN
 */
export const arnLike = comparison<ArnParts | 'no ARN'>({
  variables: true,
  wildcards: true,
  mistake(value) {
    // A variable may bring parts of its own.
    const whole = variablesOf(parseTemplate(value)).length === 0;
    return whole && splitArn(value) === null
      ? 'an ARN has six parts: arn:partition:service:region:account:resource'
      : null;
  },
  read: (value) => splitArn(value) ?? 'no ARN',
  matcher(pieces) {
    const parts = arnParts(patternOf(pieces));
    if (parts.length < 6) return () => null;
    const checks: (readonly [number, (part: string) => boolean])[] = [];
    // The last parts tell most ARNs apart, so they are compared first.
    for (const [index, part] of [...parts.entries()].reverse()) {
      if (!isEverything(part)) checks.push([index, compileGlob(part)]);
    }
    return (arn) => {
      if (arn === 'no ARN') return false;
      for (const [index, matches] of checks) if (!matches(arn[index] ?? '')) return false;
      return true;
    };
  },
});
