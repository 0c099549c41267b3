import { RemovalPolicy, Tags } from 'aws-cdk-lib';
import { AnyPrincipal, Effect, PolicyDocument, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { Key } from 'aws-cdk-lib/aws-kms';
import type { Construct } from 'constructs';
import { keyAdministration } from '../storage/key-administration';
import { admit, numbered } from './admitted';
import type { OwnStore } from './application';
import { limit, POLICY_LIMITS } from './policy-limits';
import { byS3, inContextOf } from './reach';
import { WRITE_WITH_KEY } from './store-actions';

export interface ApplicationKeyProps {
  readonly application: string;
  readonly region: string;
  readonly stores: readonly OwnStore[];
  /** The tag by which guardrails know the key. */
  readonly tag: { readonly key: string; readonly value: string };
}

/** Everything that KMS does with a key or lets others do with it. */
const USE = [
  'kms:CreateGrant',
  'kms:Decrypt',
  'kms:DeriveSharedSecret',
  'kms:Encrypt',
  'kms:GenerateDataKey*',
  'kms:GenerateMac',
  'kms:ReEncrypt*',
  'kms:Sign',
  'kms:Verify*',
];

/**
 * The key of an application's stores, rotated every year and never deleted with its stack.
 *
 * The account administers it without using it, and nobody makes grants. Who is on a store's list uses it, but only through
 * S3, and only for the bucket of that store: S3 names it in the encryption context. What each may do there, and whether it
 * reads or writes, is the business of the bucket's policy and of its own. Nobody asks KMS for the key without S3, so there is
 * no `kms:DescribeKey`: it has no encryption context, and the account can delegate it.
 *
 * Without a store that is open, all use is denied. The key has no alias: S3's policies compare ARNs, so a client that names
 * an alias is refused. Imported key material is not supported: it does not rotate by itself, and CloudFormation cannot
 * import it.
 *
 * Sources: https://docs.aws.amazon.com/kms/latest/developerguide/conditions-kms.html#conditions-kms-via-service and
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/UsingKMSEncryption.html#encryption-context
 */
export class ApplicationKey extends Key {
  constructor(scope: Construct, id: string, { application, region, stores, tag }: ApplicationKeyProps) {
    const open = stores.filter(({ isRetired }) => !isRetired);
    const policy = new PolicyDocument({
      statements: [
        keyAdministration(),
        ...(open.length === 0
          ? [denyUse()]
          : open.flatMap((store, index) => use(`UseForStore${index + 1}`, store, region))),
      ],
    });
    super(scope, id, {
      description: `Encrypts the stores of the application ${application}`,
      enableKeyRotation: true,
      policy,
      removalPolicy: RemovalPolicy.RETAIN,
    });
    limit(this, `the policy of the key of ${application}`, policy, POLICY_LIMITS.key);
    Tags.of(this).add(tag.key, tag.value);
  }
}

function use(sid: string, { bucketName, readers, writers }: OwnStore, region: string): readonly PolicyStatement[] {
  return admit([...readers, ...writers]).map(
    ({ principals, conditions }, index) =>
      new PolicyStatement({
        sid: numbered(sid, index),
        principals,
        actions: WRITE_WITH_KEY,
        resources: ['*'],
        conditions: { ...conditions, StringEquals: byS3(region), StringLike: inContextOf([bucketName]) },
      }),
  );
}

function denyUse(): PolicyStatement {
  return new PolicyStatement({
    sid: 'ClosedForEverybody',
    effect: Effect.DENY,
    principals: [new AnyPrincipal()],
    actions: USE,
    resources: ['*'],
  });
}
