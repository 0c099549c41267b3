import { holdsWhenAbsent, requires } from './core/absence';
import { rule } from './core/rule';

/** Keys that good requests leave out, with the reason. */
const NORMALLY_ABSENT: readonly (readonly [key: string, reason: string])[] = [
  [
    's3:x-amz-server-side-encryption',
    // https://docs.aws.amazon.com/AmazonS3/latest/userguide/default-encryption-faq.html, since January 2023
    'S3 encrypts every object by default, so clients do not send the header',
  ],
  ['s3:x-amz-server-side-encryption-aws-kms-key-id', 'a bucket that has a default key uses it without being told'],
];

export const absentKeyIsNormal = rule({
  id: 'absent-key-is-normal',
  summary: 'Nobody is denied for leaving out what good requests leave out',
  why: 'The deny stops every client that relies on the default, which is most of them.',
  fix: 'add `Null` with `false`, so that only a wrong value is denied',
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
          : [{ pointer, message: `\`${operatorName}\` denies requests without '${key}': ${reason}` }];
      }),
});
