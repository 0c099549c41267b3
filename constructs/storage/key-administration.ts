import { AccountRootPrincipal, PolicyStatement } from 'aws-cdk-lib/aws-iam';

/**
 * What the account may delegate to its administrators: configuring the key.
 *
 * Not encrypting and decrypting, and no grants, by which administrators could give themselves both. Not disabling or
 * deleting the key: whoever must do that changes this policy first. No aliases either: what names a key by one would use
 * another key if it moved. `PutKeyPolicy` has no condition, because KMS refuses a policy that its writer could not change
 * again.
 *
 * Source: https://docs.aws.amazon.com/kms/latest/developerguide/key-policy-default.html#key-policy-default-allow-administrators
 */
const ADMINISTRATION = [
  'kms:CancelKeyDeletion',
  'kms:DescribeKey',
  'kms:EnableKey',
  'kms:EnableKeyRotation',
  'kms:GetKeyPolicy',
  'kms:GetKeyRotationStatus',
  'kms:ListGrants',
  'kms:ListKeyPolicies',
  'kms:ListKeyRotations',
  'kms:ListResourceTags',
  'kms:PutKeyPolicy',
  'kms:RevokeGrant',
  'kms:RotateKeyOnDemand',
  'kms:TagResource',
  'kms:UntagResource',
  'kms:UpdateKeyDescription',
];

/** The statement of a key's policy by which the account administers the key without using it. */
export function keyAdministration(): PolicyStatement {
  return new PolicyStatement({
    sid: 'Administration',
    principals: [new AccountRootPrincipal()],
    actions: ADMINISTRATION,
    resources: ['*'],
  });
}

/**
 * The statement of a key's policy by which only some principals of the account give it an alias, or take it away.
 *
 * @param deployers patterns of `aws:PrincipalArn`
 */
export function keyAliases(deployers: readonly string[]): PolicyStatement {
  return new PolicyStatement({
    sid: 'Alias',
    principals: [new AccountRootPrincipal()],
    actions: ['kms:CreateAlias', 'kms:DeleteAlias', 'kms:UpdateAlias'],
    resources: ['*'],
    conditions: { ArnLike: { 'aws:PrincipalArn': [...deployers] } },
  });
}
