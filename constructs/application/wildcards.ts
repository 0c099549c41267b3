import { Stack, Validations } from 'aws-cdk-lib';
import type { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { IConstruct } from 'constructs';
import { withoutReferences } from './without-references';

/** Why a resource of the service has a wildcard in the policy of an application's role. */
const REASONS: readonly (readonly [beginning: string, reason: string])[] = [
  ['arn:aws:s3:', 'The application owns every object of the store, or the store was granted to it as a whole.'],
  [
    'arn:aws:kms:',
    "The key of another application is not known here. The encryption context names that application's bucket, and the key's " +
      'own policy must let the role in.',
  ],
  [
    'arn:aws:logs:',
    "Lambda makes the streams and chooses their names. The groups are those of the application's own functions, by the " +
      'beginning of their names.',
  ],
];

/** Acknowledges each wildcard among the resources of statements where they become a policy. */
export function acknowledgeWildcards(policy: IConstruct, statements: readonly PolicyStatement[]): void {
  const resources = statements.flatMap((statement) => statement.resources.map((one) => textOf(policy, one)));
  for (const resource of new Set(resources.filter((one) => one.includes('*')))) {
    const [, reason] = REASONS.find(([beginning]) => resource.startsWith(beginning)) ?? [];
    if (reason === undefined) throw new Error(`no reason is written down for the wildcard in ${resource}`);
    Validations.of(policy).acknowledge({ id: `AwsSolutions::AwsSolutions-IAM5[Resource::${resource}]`, reason });
  }
}

/** A text as cdk-nag writes it: a reference is its name in angle brackets. */
export function textOf(scope: IConstruct, text: string): string {
  return String(withoutReferences(Stack.of(scope).resolve(text), (name) => `<${name}>`));
}
