import type { SharedConfig } from '../../aws/shared-config';
import { didYouMean, listValues } from '../../model/suggest';
import type { Mistake } from '../input/user-mistake';
import { quoteAws } from './quote-aws';
import { explainSilence } from './explain-silence';
import type { Source, ThrownBySdk } from './sdk-error';

/** The chain's error, and those of its parts. */
const PROVIDER = /(?:Credentials|Token)Provider|^ProviderError$|^CredentialsError$/;

/** What a person can do if the SDK finds no credentials to begin with; undefined: it found some. */
export function explainSourceError(
  error: ThrownBySdk,
  source: Source,
  { profiles }: Pick<SharedConfig, 'profiles'>,
): Mistake | undefined {
  if (!PROVIDER.test(error.name)) return undefined;
  const { message } = error;
  const profile = source.profile ?? 'default';
  if (source.profile !== null && source.profile !== 'default' && !profiles.has(source.profile))
    return {
      message: `there is no profile \`${source.profile}\` in ~/.aws/config or ~/.aws/credentials`,
      allowed: listValues(profiles.keys()),
      ...didYouMean(source.profile, profiles.keys()),
    };
  if (/multi-factor authentication/i.test(message))
    return {
      message: `profile \`${profile}\` assumes a role with an MFA code, for which nobody is asked here`,
      fix: 'name the profile that it starts from (its `source_profile`), and give --mfa here',
    };
  if (/\bSSO\b|sso login|Token is expired/i.test(message))
    return {
      message: `the sign-in of profile \`${profile}\` by Identity Center is missing or has ended`,
      fix: `run \`aws sso login --profile ${profile}\``,
    };
  if (/aws login|reauthenticate|re-authenticate/i.test(message))
    return {
      message: `the sign-in of profile \`${profile}\` has ended`,
      fix: `run \`aws login --profile ${profile}\``,
    };
  if (/Could not load credentials from any providers/.test(message) || /Could not resolve credentials/.test(message))
    return {
      message: `there are no AWS credentials: neither in the environment, nor by ${source.described}`,
      fix: 'sign in (`aws sso login`, or `aws login`), and name the profile with --profile or AWS_PROFILE',
    };
  return (
    explainSilence(error, 'the source of the credentials') ?? {
      message: `${source.described} gives no credentials: ${quoteAws(message)}`,
      fix: 'try `aws sts get-caller-identity` with the same profile',
    }
  );
}
