import { compileGlob } from '../../iam/patterns/glob';
import { presenceOf } from '../../iam/evaluation/presence';
import { parsePrincipal } from '../../iam/evaluation/principal';
import { memoize } from '../../iam/memoize';
import type { Organization } from '../../model/organization';
import type { RequestLine } from '../evaluate/request-line';

/** The latest instant that IAM can compare. */
const LAST_INSTANT = '9999-12-31T23:59:59Z';

/**
 * The keys of an ordinary call, unless the request says otherwise: in the home Region, with TLS, not made by an AWS service
 * for the caller, and in a session that is newer than every revocation. AWS sends all but `aws:ViaAWSService` with every
 * call, so without them most answers would depend on them.
 */
export function usualKeys(
  principal: string,
  { homeRegion }: Pick<Organization, 'homeRegion'>,
): NonNullable<RequestLine['context']> {
  return {
    'aws:RequestedRegion': homeRegion,
    'aws:SecureTransport': true,
    'aws:ViaAWSService': false,
    ...(isSession(principal) && { 'aws:TokenIssueTime': LAST_INSTANT }),
  };
}

/** Whether AWS always sends the time at which the caller's credentials were issued. */
const isSession = memoize((principal: string): boolean => {
  const { kind } = parsePrincipal(principal);
  return kind !== 'mistake' && presenceOf('aws:TokenIssueTime', kind) === 'always';
});

/** The request with the usual keys that it neither gives nor lists as unknown. */
export function withUsualKeys(request: RequestLine, organization: Pick<Organization, 'homeRegion'>): RequestLine {
  const given = new Set(Object.keys(request.context ?? {}).map((key) => key.toLowerCase()));
  const unknown = (request.unknown ?? []).map((pattern) => compileGlob(pattern, { ignoreCase: true }));
  const added = Object.entries(usualKeys(request.principal, organization)).filter(
    ([key]) => !given.has(key.toLowerCase()) && !unknown.some((matches) => matches(key)),
  );
  return { ...request, context: { ...Object.fromEntries(added), ...request.context } };
}
