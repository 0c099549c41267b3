import type { RequestLine } from '../../analysis/evaluate/request-line';
import type { Attempt } from './call';
import type { Caller } from './callers';

/** What a call is made in. */
export interface Circumstances {
  /** The caller's account, and the resource's: a number. */
  readonly account: string;
  readonly caller: Caller;
  /** The home Region. */
  readonly region: string;
  readonly now: Date;
}

/**
 * The call as the evaluator is asked about it: with the keys that the emulator fills in, and as AWS names the caller, of
 * a role session by the role.
 */
export function requestOf(attempt: Attempt, { account, caller, region, now }: Circumstances): RequestLine {
  return {
    id: `${caller.label} ${attempt.does}`,
    account,
    principal: caller.arn,
    action: attempt.action,
    resource: attempt.resource,
    resourceAccount: account,
    context: {
      'aws:CurrentTime': now.toISOString(),
      // Of long-term credentials AWS sends none: no guardrail tells that from false, which its own proof holds.
      'aws:MultiFactorAuthPresent': caller.kind === 'user-with-mfa',
      'aws:RequestedRegion': attempt.region ?? region,
      'aws:SecureTransport': attempt.byTls ?? true,
      'aws:SourceIp': '127.0.0.1',
      ...attempt.context,
    },
  };
}
