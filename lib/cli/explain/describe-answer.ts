import type { Decision, RequestLine } from '../../analysis/evaluate/request-line';
import type { Paint } from '../paint';

const EXEMPT: Readonly<Record<NonNullable<Decision['exempt']>, string>> = {
  'management-account': 'no service control policy binds the management account',
  'service-linked-role': 'no guardrail binds service-linked roles',
  'service-principal': 'no service control policy binds services',
  'outside-organization': 'no service control policy binds callers from outside the organization',
  'never-denied-action': 'no policy can deny this action',
};

/** The decision, and what it depends on. */
export function describeAnswer(
  { decision, exempt, missing }: Decision,
  request: RequestLine,
  paint: Paint,
): readonly string[] {
  const call = describeCall(request);
  if (decision === 'denied') return [`${paint(['red', 'bold'], 'Denied')}: ${call}`];
  if (decision === 'permitted') {
    const why = exempt === null ? 'no guardrail denies it' : EXEMPT[exempt];
    return [
      `${paint(['green', 'bold'], 'Permitted')}: ${call}`,
      `${why[0]?.toUpperCase() ?? ''}${why.slice(1)}; other policies may still deny it.`,
    ];
  }
  return [
    `${paint(['yellow', 'bold'], 'Undecided')}: ${call}`,
    `Depends on ${missing.join(', ')}; pass ${optionsFor(missing)}.`,
  ];
}

/** How to give what is missing. */
function optionsFor(missing: readonly string[]): string {
  const keys = missing.some((key) => key !== 'resource') ? ['--context key=value'] : [];
  return [...keys, ...(missing.includes('resource') ? ['--resource ARN'] : [])].join(' and ');
}

/** Names the account instead of its number, which may be an example. */
function describeCall({ principal, account, action, resource }: RequestLine): string {
  const who = account === null ? principal : `${principal.replace(/^arn:[^/]*:(?=[^:]+$)/, '')} in ${account}`;
  return `${who}: ${action}${resource === undefined ? '' : ` on ${resource}`}`;
}
