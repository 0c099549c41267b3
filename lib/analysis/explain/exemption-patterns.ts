import { IDENTITY_CENTER } from '../../iam/evaluation/principal';

const PATH = `role/${IDENTITY_CENTER}`;

/**
 * The patterns of an exemption for a role or user; empty for other callers. A role of Identity Center ends in random
 * characters, and has the Region of Identity Center in its path unless that is us-east-1. In a pattern, `*` also matches
 * slashes, but not the slash that the path without a Region lacks, so both forms have a pattern. Without the random
 * characters, no pattern is known to match the role: the name of the permission set may have underscores, too.
 *
 * Source: https://docs.aws.amazon.com/singlesignon/latest/userguide/referencingpermissionsets.html
 *
 * @param account a number, or `*` for all accounts
 * @param name what follows the account in the principal's ARN
 */
export function exemptionPatterns(account: string, name: string): readonly string[] {
  if (!/^(?:role|user)\//.test(name)) return [];
  if (!/^role\/(?:.*\/)?AWSReservedSSO_/.test(name)) return [`arn:*:iam::${account}:${name}`];
  const [, region, set] =
    /^role\/(?:aws-reserved\/sso\.amazonaws\.com\/)?([a-z0-9-]+\/)?(AWSReservedSSO_.+_)[0-9a-f]{8,}$/.exec(name) ?? [];
  if (set === undefined) return [];
  const names = [...(region === undefined ? [`${PATH}${set}*`] : []), `${PATH}*/${set}*`];
  return names.map((one) => `arn:*:iam::${account}:${one}`);
}
