import { globMatches } from '../patterns/glob';
import { holdsWhenAbsent, requires } from './core/absence';
import type { ConditionView, StatementView } from './core/document';
import { rule } from './core/rule';

/** A condition key that correct requests for an action often omit. */
interface OmittedKey {
  readonly key: string;
  readonly action: string;
  /** Why they omit it. */
  readonly reason: string;
  /** What such a request asks for. A deny that does not except this value denies the request on purpose. Default: unknown. */
  readonly means?: string;
  /** To deny requests without the key makes sense. */
  readonly isChoice?: true;
  readonly fix?: string;
}

const OMITTED: readonly OmittedKey[] = [
  {
    // https://docs.aws.amazon.com/AmazonS3/latest/userguide/default-encryption-faq.html, since January 2023
    key: 's3:x-amz-server-side-encryption',
    action: 's3:PutObject',
    reason: 'S3 encrypts every object by default, so clients do not send the header',
  },
  {
    key: 's3:x-amz-server-side-encryption-aws-kms-key-id',
    action: 's3:PutObject',
    reason: 'S3 uses the default key of the bucket if the request names none',
  },
  {
    // https://docs.aws.amazon.com/AmazonS3/latest/userguide/create-bucket-faq.html, since April 2023
    key: 's3:x-amz-object-ownership',
    action: 's3:CreateBucket',
    reason: 'new buckets are `BucketOwnerEnforced` by default, so clients do not send the header',
    means: 'BucketOwnerEnforced',
  },
  {
    // https://docs.aws.amazon.com/AmazonS3/latest/API/API_CreateBucketConfiguration.html
    key: 's3:locationconstraint',
    action: 's3:CreateBucket',
    reason: 'a request for a bucket in us-east-1 has no location',
    means: 'us-east-1',
    isChoice: true,
    fix: 'compare `aws:RequestedRegion` instead, which every request contains',
  },
];

/** A statement that denies only requests without the key would deny nothing if it required the key. */
const ABSENCE_FIX = 'remove the statement and set the default, or deny only wrong values of the key';

export const absentKeyIsNormal = rule({
  id: 'absent-key-is-normal',
  summary: 'A deny does not match requests that omit a key which correct requests omit',
  why: 'The deny blocks every client that relies on the default, and most clients do.',
  fix: 'add `Null` with `false` for the key, so that only a wrong value is denied',
  severity: 'error',
  find: (document) =>
    document.conditions
      .filter(
        ([statement, condition]) =>
          statement.effect === 'Deny' && holdsWhenAbsent(condition) && !requires(statement, condition.key),
      )
      .flatMap(([statement, condition]) => {
        const { key, pointer, operatorName } = condition;
        const omitted = OMITTED.find(
          (one) => one.key === key.toLowerCase() && concerns(statement, one) && !isMeant(condition, one),
        );
        if (omitted === undefined) return [];
        const message = `\`${operatorName}\` denies requests without \`${key}\`: ${omitted.reason}`;
        const fix = condition.operator?.family === 'Null' ? ABSENCE_FIX : omitted.fix;
        return [{ pointer, message, ...(fix === undefined ? {} : { fix }) }];
      }),
});

function concerns({ actions, notActions }: StatementView, { action }: OmittedKey): boolean {
  const matches = ({ value }: { readonly value: string }): boolean => globMatches(value, action, { ignoreCase: true });
  return notActions.length > 0 ? !notActions.some(matches) : actions.some(matches);
}

/** Whether the deny is also meant for requests without the key. */
function isMeant({ operator, values }: ConditionView, { means, isChoice }: OmittedKey): boolean {
  if (operator?.family === 'Null') return isChoice === true;
  if (means === undefined) return false;
  return operator?.negated === true && !values.some(({ value }) => globMatches(value, means, { ignoreCase: true }));
}
