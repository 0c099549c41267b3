import { holdsWhenAbsent, requires } from './core/absence';
import { rule } from './core/rule';

/** Condition keys that correct requests often omit, and why. */
const NORMALLY_ABSENT: readonly (readonly [key: string, reason: string])[] = [
  [
    's3:x-amz-server-side-encryption',
    // https://docs.aws.amazon.com/AmazonS3/latest/userguide/default-encryption-faq.html, since January 2023
    'S3 encrypts every object by default, so clients do not send the header',
  ],
  ['s3:x-amz-server-side-encryption-aws-kms-key-id', 'S3 uses the default key of the bucket if the request names none'],
];

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
      .flatMap(([, { key, pointer, operatorName }]) => {
        const [, reason] = NORMALLY_ABSENT.find(([name]) => name === key.toLowerCase()) ?? [];
        return reason === undefined
          ? []
          : [{ pointer, message: `\`${operatorName}\` denies requests without \`${key}\`: ${reason}` }];
      }),
});
