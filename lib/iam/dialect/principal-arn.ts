import { arnParts } from '../patterns/glob';
import { principalArns } from './core/principal';
import { rule } from './core/rule';

export const PRINCIPAL_FIX =
  'write the ARN of the role, such as `arn:*:iam::*:role/aws-reserved/sso.amazonaws.com/*/AWSReservedSSO_Admin_*`';

export const principalArn = rule({
  id: 'principal-arn',
  summary:
    '`aws:PrincipalArn` is compared with ARNs that it can have: those of users, root users and roles with their paths',
  why:
    "The key never contains the `assumed-role` ARN of a session, and Identity Center's roles have a path. An exemption " +
    'with such a value exempts nobody, and a deny with it denies nobody.',
  fix: PRINCIPAL_FIX,
  severity: 'error',
  find: (document) =>
    principalArns(document).flatMap(({ entry: { pointer, value } }) => {
      const reason = whyNeverPrincipal(value);
      return reason === undefined ? [] : [{ pointer, message: `\`${value}\` never matches: ${reason}` }];
    }),
});

/** Why `aws:PrincipalArn` never has such a value; undefined: it may. */
export function whyNeverPrincipal(value: string): string | undefined {
  const [, , service = '', region = '', account = '', resource] = arnParts(value);
  if (resource === undefined) return undefined;
  if (resource.startsWith('assumed-role/')) return 'the key contains the ARN of the role, not the ARN of the session';
  if (service === 'sts' && !/^(federated-user\/|[*?$])/.test(resource))
    return 'of the principals, only federated users have an ARN of `sts`';
  if (service === 'iam' && region !== '' && region !== '*') return 'IAM ARNs have no Region';
  if (account === '') return 'the account is missing';
  if (resource.startsWith('role/AWSReservedSSO_'))
    return "Identity Center's roles have the path `role/aws-reserved/sso.amazonaws.com/`";
  if (service === 'iam' && /^(group|policy|instance-profile)\//.test(resource))
    return `${resource.split('/')[0] ?? ''} is not a principal`;
  return undefined;
}
