import type { DifferenceChange } from '../../analysis/difference/difference-file';
import type { Decision, RequestLine } from '../../analysis/evaluate/request-line';

/** How somebody makes a value of foreign origin harmless, and shows it as one. */
export type Quote = (value: string) => string;

/** A call as a sentence for people. */
export function describeWitness({ witness, before, after }: DifferenceChange, quote: Quote): string {
  return `${describeRequest(witness, quote)}: ${describeDecision(before, quote)} before, ${describeDecision(after, quote)} now`;
}

function describeRequest(
  { principal, account, action, resource, resources, context }: RequestLine,
  quote: Quote,
): string {
  const on = resource ?? resources?.map(({ arn }) => arn).join(', ');
  const keys = Object.entries(context ?? {}).map(
    ([key, value]) =>
      `${quote(key)} = ${[value]
        .flat()
        .map((one) => quote(String(one)))
        .join(' or ')}`,
  );
  return [
    quote(principal),
    account === null ? '' : ` in ${quote(account)}`,
    ` calls ${quote(action)}`,
    on === undefined || on === '*' ? '' : ` on ${quote(on)}`,
    keys.length === 0 ? '' : `, with ${keys.join(', ')}`,
  ].join('');
}

function describeDecision({ decision, exempt, by, missing }: Decision, quote: Quote): string {
  if (decision === 'permitted') return exempt === null ? 'permitted' : `permitted (${exempt})`;
  if (decision === 'undecided') return `undecided for lack of ${missing.map(quote).join(', ')}`;
  const guardrails = [...new Set(by.flatMap((one) => one.guardrails))];
  const names = guardrails.length > 0 ? guardrails : [...new Set(by.map(({ document, target }) => document ?? target))];
  return `denied by ${names.map(quote).join(', ')}`;
}
