import { RemovalPolicy, Tags } from 'aws-cdk-lib';
import { PolicyDocument, type PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { Alias, Key } from 'aws-cdk-lib/aws-kms';
import { Construct } from 'constructs';
import { keyAdministration, keyAliases } from '../storage/key-administration';

export interface BackupKeyProps {
  readonly description: string;
  /** Begins with `alias/`. */
  readonly alias: string;
  /** The tag by which guardrails know the key. */
  readonly tag: { readonly key: string; readonly value: string };
  /** Patterns of `aws:PrincipalArn` of those who may create, move and delete the alias. */
  readonly deployers: readonly string[];
  /** Who uses the key, and how. */
  readonly uses: readonly PolicyStatement[];
}

/**
 * A key on which backups hang, rotated every year, retained, and its alias, which only its deployers move. The account
 * administers it without using, disabling or deleting it; guardrails leave its policy to the platform, and know it by its tag.
 */
export class BackupKey extends Construct {
  readonly key: Key;

  constructor(scope: Construct, id: string, { description, alias, tag, deployers, uses }: BackupKeyProps) {
    super(scope, id);
    const removalPolicy = RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE;
    this.key = new Key(this, 'Key', {
      description,
      enableKeyRotation: true,
      policy: new PolicyDocument({
        statements: [keyAdministration(), keyAliases(deployers), ...uses],
      }),
      removalPolicy,
    });
    Tags.of(this.key).add(tag.key, tag.value);
    new Alias(this, 'Alias', { aliasName: alias, targetKey: this.key, removalPolicy });
  }
}
