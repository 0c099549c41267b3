import { RemovalPolicy } from 'aws-cdk-lib';
import { AccountRootPrincipal, PolicyDocument, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { Alias, Key } from 'aws-cdk-lib/aws-kms';
import { Construct } from 'constructs';

export interface ArchiveKeyProps {
  readonly description: string;
  /** Begins with `alias/`. */
  readonly alias: string;
  /** Patterns of `aws:PrincipalArn` of those who may create, move and delete the alias. */
  readonly deployers: readonly string[];
  /** Who may encrypt and decrypt. */
  readonly uses: readonly PolicyStatement[];
}

/**
 * What the account may delegate to its administrators: configuring the key.
 *
 * Not encrypting and decrypting, and no grants, by which administrators could give themselves both. Not disabling or
 * deleting the key: whoever must do that changes this policy first. Not the alias either: other stacks name the key by it,
 * and moving it would put another key in its place. `PutKeyPolicy` has no condition, because KMS refuses a policy that its
 * writer could not change again.
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

/** A key that encrypts logs, rotated every year and never deleted with its stack, and its alias. */
export class ArchiveKey extends Construct {
  readonly key: Key;
  readonly alias: Alias;

  constructor(scope: Construct, id: string, { description, alias, deployers, uses }: ArchiveKeyProps) {
    super(scope, id);
    this.key = new Key(this, 'Key', {
      description,
      enableKeyRotation: true,
      policy: new PolicyDocument({
        statements: [
          new PolicyStatement({
            sid: 'Administration',
            principals: [new AccountRootPrincipal()],
            actions: ADMINISTRATION,
            resources: ['*'],
          }),
          new PolicyStatement({
            sid: 'Alias',
            principals: [new AccountRootPrincipal()],
            actions: ['kms:CreateAlias', 'kms:DeleteAlias', 'kms:UpdateAlias'],
            resources: ['*'],
            conditions: { ArnLike: { 'aws:PrincipalArn': [...deployers] } },
          }),
          ...uses,
        ],
      }),
      removalPolicy: RemovalPolicy.RETAIN,
    });
    this.alias = new Alias(this, 'Alias', {
      aliasName: alias,
      targetKey: this.key,
      removalPolicy: RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE,
    });
  }
}
