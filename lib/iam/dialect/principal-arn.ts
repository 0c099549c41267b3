import { arnParts } from '../patterns/glob';
import { principalArns } from './core/principal';
import { rule } from './core/rule';

export const principalArn = rule({
  id: 'principal-arn',
  summary:
    '`aws:PrincipalArn` is compared with what it can be: the ARN of a user, of a root or of a role with its path',
  why:
    "A session's `assumed-role` ARN never stands in that key, and Identity Center's roles have a path. An exemption by " +
    'such a value exempts nobody; a deny by it denies nobody.',
  fix: 'write the role, such as `arn:*:iam::*:role/aws-reserved/sso.amazonaws.com/*/AWSReservedSSO_Admin_*`',
  severity: 'error',
  find: (document) =>
    principalArns(document).flatMap(({ entry: { pointer, value } }) => {
      const reason = whyNever(value);
      return reason === undefined ? [] : [{ pointer, message: `'${value}' never matches: ${reason}` }];
    }),
});

function whyNever(value: string): string | undefined {
  const [, , service = '', region = '', account = '', resource] = arnParts(value);
  if (resource === undefined) return undefined;
  if (resource.startsWith('assumed-role/')) return 'the key holds the ARN of the role, not that of the session';
  if (service === 'sts' && !/^(federated-user\/|[*?$])/.test(resource))
    return 'only federated users have an ARN of `sts`';
  if (service === 'iam' && region !== '' && region !== '*') return 'ARNs of IAM have no Region';
  if (account === '') return 'the account is missing';
  if (resource.startsWith('role/AWSReservedSSO_'))
    return "Identity Center's roles stand under `role/aws-reserved/sso.amazonaws.com/`";
  if (service === 'iam' && /^(group|policy|instance-profile)\//.test(resource))
    return `${resource.split('/')[0] ?? ''} is no principal`;
  return undefined;
}
