/**
 * `aws:PrincipalAccount` is the account in `aws:PrincipalArn` if a request has the latter. So ARNs are also classified by
 * the accounts that policies name.
 *
 * Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html#condition-keys-principalaccount
 */
import type { PlainValue } from './clause';
import { textValue } from './text-classes';
import type { TextValue } from './text-classes';

export const PRINCIPAL_ARN = 'aws:principalarn';
export const PRINCIPAL_ACCOUNT = 'aws:principalaccount';

/** The ARNs whose account matches a value of `aws:PrincipalAccount`; undefined if no pattern can express them. */
export function inArn(value: PlainValue): TextValue | undefined {
  if (value.kind !== 'text' || value.mode !== 'glob' || value.pattern.includes(':')) return undefined;
  return textValue('arn', `arn:*:*:*:${value.pattern}:*`);
}
