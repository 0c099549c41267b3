import { Stack } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import { MAXIMUM_INLINE_POLICY } from '../../lib/iam/size';
import { withoutReferences } from './without-references';

/** How long a policy may be, in characters without spaces. */
interface PolicyLimit {
  readonly characters: number;
  /** Whose limit it is, for messages. */
  readonly of: string;
  readonly remedy: string;
}

const FEWER_GRANTS = 'grant to fewer accounts, or keep what others need in a store or an application of its own';

/**
 * The limits on the policies of an application, and of permission sets.
 *
 * Sources: https://docs.aws.amazon.com/AmazonS3/latest/userguide/add-bucket-policy.html,
 * https://docs.aws.amazon.com/kms/latest/developerguide/resource-limits.html,
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html and
 * https://docs.aws.amazon.com/singlesignon/latest/userguide/limits.html
 */
export const POLICY_LIMITS = {
  bucket: { characters: 20_480, of: 'S3', remedy: FEWER_GRANTS },
  key: { characters: 32_768, of: 'KMS', remedy: FEWER_GRANTS },
  role: {
    characters: 10_240,
    of: 'IAM',
    remedy: 'grant fewer stores to it, or make two applications of it',
  },
  trust: {
    characters: 2_048,
    of: 'IAM, unless the quota is raised,',
    remedy: 'run fewer pods and workflows with it, or make two applications of it',
  },
  permissionSet: {
    characters: MAXIMUM_INLINE_POLICY,
    of: 'IAM Identity Center',
    remedy: 'allow and deny fewer things in one permission set; for an application, grant fewer stores to its people',
  },
} as const satisfies Record<string, PolicyLimit>;

/**
 * Makes the synth fail if a policy is too long.
 *
 * What only the deployment knows is counted at its greatest length.
 *
 * @param what the policy, for the message
 */
export function limit(scope: IConstruct, what: string, document: object, to: PolicyLimit): void {
  scope.node.addValidation({
    validate: () => {
      const { length } = JSON.stringify(withoutReferences(Stack.of(scope).resolve(document), longest));
      return length > to.characters
        ? [`${what} has up to ${length} characters, and ${to.of} takes ${to.characters}: ${to.remedy}`]
        : [];
    },
  });
}

/** An account's number, also that of a parameter or an import. */
const NUMBER = 'n'.repeat('111122223333'.length);

/** The ARN of a key; that of a bucket is at most as long. */
const ARN = 'n'.repeat('arn:aws:kms:ap-southeast-3:111122223333:key/11111111-2222-3333-4444-555555555555'.length);

const REGION = 'ap-southeast-3';

/** The longest text that a reference stands for. */
function longest(name: string): string {
  if (name === 'AWS::Partition') return 'aws';
  if (name === 'AWS::Region') return REGION;
  return name.endsWith('.Arn') ? ARN : NUMBER;
}
