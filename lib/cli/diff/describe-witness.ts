import type { DifferenceChange } from '../../analysis/difference/difference-file';
import type { Decision, RequestLine } from '../../analysis/evaluate/request-line';
import { code, type Span } from '../../report/report';

type Part = string | Span;

/** The call that shows a change, as a sentence without its end. */
export function describeWitness({ witness, before, after }: DifferenceChange): readonly Part[] {
  return [
    ...describeRequest(witness),
    ': ',
    ...describeDecision(before),
    ' before, ',
    ...describeDecision(after),
    ' now',
  ];
}

function describeRequest({ principal, account, action, resource, resources, context }: RequestLine): readonly Part[] {
  const on = resource ?? resources?.map(({ arn }) => arn).join(', ');
  const keys = Object.entries(context ?? {}).map(([key, value]) => [
    code(key),
    ' = ',
    ...joined(
      [value].flat().map((one) => [code(String(one))]),
      ' or ',
    ),
  ]);
  return [
    code(principal),
    ...(account === null ? [] : [' in ', code(account)]),
    ' calls ',
    code(action),
    ...(on === undefined || on === '*' ? [] : [' on ', code(on)]),
    ...(keys.length === 0 ? [] : [', with ', ...joined(keys, ', ')]),
  ];
}

function describeDecision({ decision, exempt, by, missing }: Decision): readonly Part[] {
  if (decision === 'permitted') return [exempt === null ? 'permitted' : `permitted (${exempt})`];
  if (decision === 'undecided') return ['undecided without ', ...named(missing)];
  const guardrails = by.flatMap((one) => one.guardrails);
  const names = guardrails.length > 0 ? guardrails : by.map(({ document, target }) => document ?? target);
  return [new Set(names).size > 1 ? 'denied by each of ' : 'denied by ', ...named(names)];
}

function named(names: readonly string[]): readonly Part[] {
  return joined(
    [...new Set(names)].map((name) => [code(name)]),
    ', ',
  );
}

function joined(parts: readonly (readonly Part[])[], separator: string): readonly Part[] {
  return parts.flatMap((part, index) => (index === 0 ? part : [separator, ...part]));
}
