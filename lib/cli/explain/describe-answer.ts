import type { Decision, RequestLine } from '../../analysis/evaluate/request-line';
import type { Paint } from '../paint';

const EXEMPT: Readonly<Record<NonNullable<Decision['exempt']>, string>> = {
  'management-account': 'no service control policy binds the management account',
  'service-linked-role': 'no guardrail binds service-linked roles',
  'service-principal': 'no service control policy binds services',
  'outside-organization': 'no service control policy binds callers from outside of the organization',
  'never-denied-action': 'no policy can deny this action',
};

/** The decision as one sentence, and what it hangs on. */
export function describeAnswer(
  { decision, exempt, missing }: Decision,
  request: RequestLine,
  paint: Paint,
): readonly string[] {
  const call = describeCall(request);
  if (decision === 'denied') return [`${paint(['red', 'bold'], 'Denied')}: ${call}`];
  if (decision === 'permitted') {
    const why = exempt === null ? 'no guardrail stands in the way' : EXEMPT[exempt];
    return [
      `${paint(['green', 'bold'], 'Permitted')}: ${call}`,
      `${why[0]?.toUpperCase() ?? ''}${why.slice(1)}; other policies may still deny it.`,
    ];
  }
  return [
    `${paint(['yellow', 'bold'], 'Undecided')}: ${call}`,
    `It hangs on ${missing.join(', ')}: tell by --context key=value${missing.includes('resource') ? ' and --resource ARN' : ''}.`,
  ];
}

/** A number may be made up while the real one is not known, so an account that has a name goes by it. */
function describeCall({ principal, account, action, resource }: RequestLine): string {
  const who = account === null ? principal : `${principal.replace(/^arn:[^/]*:(?=[^:]+$)/, '')} in ${account}`;
  return `${who}: ${action}${resource === undefined ? '' : ` on ${resource}`}`;
}
