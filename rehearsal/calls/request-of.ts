import type { RequestLine } from '../../lib/analysis/evaluate/request-line';
import type { RehearsedCall } from './call';
import type { RehearsedCaller } from './callers';

/** Where, when and by whom a call is made. */
export interface CallCircumstances {
  /** The number of the caller's and the resource's account. */
  readonly account: string;
  readonly caller: RehearsedCaller;
  /** The home Region. */
  readonly region: string;
  readonly now: Date;
}

/**
 * The call as a request for the evaluator: with the condition keys that the emulator sends, and with the caller as AWS
 * names it (the role of a role session).
 */
export function requestOf(call: RehearsedCall, { account, caller, region, now }: CallCircumstances): RequestLine {
  return {
    id: `${caller.label} ${call.does}`,
    account,
    principal: caller.arn,
    action: call.action,
    resource: call.resource,
    resourceAccount: account,
    context: {
      'aws:CurrentTime': now.toISOString(),
      // AWS does not send it for long-term credentials. Each guardrail's proof shows that absent and false are the same.
      'aws:MultiFactorAuthPresent': caller.kind === 'user-with-mfa',
      'aws:RequestedRegion': call.region ?? region,
      'aws:SecureTransport': call.byTls ?? true,
      'aws:SourceIp': '127.0.0.1',
      ...call.context,
    },
  };
}
