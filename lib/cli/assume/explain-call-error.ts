import type { Mistake } from '../input/user-mistake';
import { explainClock } from './explain-clock';
import { explainSilence } from './explain-silence';
import { quoteAws } from './quote-aws';
import type { Source, ThrownBySdk } from './sdk-error';

/** AWS's names for credentials that it does not know. */
const UNKNOWN =
  /^(?:InvalidClientTokenId|UnrecognizedClientException|InvalidAccessKeyId|SignatureDoesNotMatch|InvalidSignatureException|IncompleteSignature(?:Exception)?|AuthFailure)$/;

/** What a person can do about an error that any call to STS may have; undefined: it is none, but a bug of ours. */
export function explainCallError(
  error: ThrownBySdk,
  { source, region, now }: { readonly source: Source; readonly region: string; readonly now: Date },
): Mistake | undefined {
  const { name, message, $metadata } = error;
  const clock = explainClock(error, now);
  if (clock !== undefined) return clock;
  if (/^(?:ExpiredToken(?:Exception)?|RequestExpired)$/.test(name))
    return { message: `the credentials of ${source.described} have expired`, fix: signInAgain(source) };
  if (UNKNOWN.test(name))
    return {
      message: `AWS does not know the credentials of ${source.described}: ${quoteAws(message)}`,
      fix: `check that they are whole, active and of this partition, or ${signInAgain(source)}`,
    };
  const silence = explainSilence(error, `STS in ${region}`);
  if (silence !== undefined) return silence;
  return $metadata === undefined ? undefined : { message: `AWS answers with an error: ${name}: ${quoteAws(message)}` };
}

function signInAgain({ profile }: Source): string {
  return profile === null
    ? 'put new ones into the environment, or remove AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY and AWS_SESSION_TOKEN from it'
    : `sign in again, such as with \`aws sso login --profile ${profile}\``;
}
