import type { Mistake } from '../input/user-mistake';
import { explainSilence } from './explain-silence';
import { quoteAws } from './quote-aws';
import type { ThrownBySdk } from './sdk-error';
import type { KnownSignIn } from './sign-in';
import type { SetStep } from './step';

/** What a person can do if Identity Center gives no session. The SDK's provider keeps of its errors the names and texts only. */
export function explainSignInError(
  error: ThrownBySdk,
  { given, account, permissionSet }: SetStep,
  { howTo }: Pick<KnownSignIn, 'howTo'>,
): Mistake {
  const { message } = error;
  if (/has expired|Token is expired|Cannot refresh/.test(message))
    return { message: 'your sign-in by Identity Center has ended', fix: howTo };
  if (/UnauthorizedException/.test(message))
    return { message: 'Identity Center does not take your sign-in anymore: it has ended, or was revoked', fix: howTo };
  if (/SSO session|SSO Token|sso login/.test(message))
    return { message: 'you have not signed in by Identity Center on this machine', fix: howTo };
  if (/ForbiddenException|ResourceNotFoundException/.test(message))
    return {
      message: `Identity Center gives you no session of \`${permissionSet}\` in account ${account} (\`${given}\`): you are in no group that has it there, or it is not deployed`,
      fix: 'see what you have with `npx rampart assume --list`, and check the group in Identity Center',
    };
  if (/TooManyRequestsException/.test(message))
    return { message: 'Identity Center has too many requests at the moment', fix: 'try again in a minute' };
  return (
    explainSilence(error, 'Identity Center') ?? { message: `Identity Center gives no session: ${quoteAws(message)}` }
  );
}
