import { RemovalPolicy } from 'aws-cdk-lib';
import { PolicyDocument, type PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { Alias, Key } from 'aws-cdk-lib/aws-kms';
import { Construct } from 'constructs';
import { keyAdministration, keyAliases } from '../storage/key-administration';

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
 * A key that encrypts logs, rotated every year and never deleted with its stack, and its alias. Other stacks name the key by
 * the alias, so only its deployers may move it.
 */
export class ArchiveKey extends Construct {
  readonly key: Key;
  readonly alias: Alias;

  constructor(scope: Construct, id: string, { description, alias, deployers, uses }: ArchiveKeyProps) {
    super(scope, id);
    this.key = new Key(this, 'Key', {
      description,
      enableKeyRotation: true,
      policy: new PolicyDocument({
        statements: [keyAdministration(), keyAliases(deployers), ...uses],
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
