/**
 * The patterns of an exemption for a role or user; empty for other callers. A role of Identity Center ends in random
 * characters, and has the Region of Identity Center in its path unless that is us-east-1. In a pattern, `*` also matches
 * slashes, but not the slash that the path without a Region lacks, so both forms have a pattern.
 *
 * Source: https://docs.aws.amazon.com/singlesignon/latest/userguide/referencingpermissionsets.html
 *
 * @param account a number, or `*` for all accounts
 * @param name what follows the account in the principal's ARN
 */
export function exemptionPatterns(account: string, name: string): readonly string[] {
  if (!/^(?:role|user)\//.test(name)) return [];
  const role = /^(role\/aws-reserved\/sso\.amazonaws\.com\/)([a-z0-9-]+\/)?(AWSReservedSSO_.+_)[0-9a-f]{16}$/.exec(
    name,
  );
  const [, path = '', region = '', set = ''] = role ?? [];
  const names = role === null ? [name] : [...(region === '' ? [`${path}${set}*`] : []), `${path}*/${set}*`];
  return names.map((one) => `arn:*:iam::${account}:${one}`);
}
