import type { AlgebraRequest } from '../../iam/algebra/axis';
import type { SummarizedSet } from '../../iam/algebra/summary';
import type { ActionNames } from './action-names';
import { documentedCalls, touches } from './documented-calls';
import { bestKnown } from './examples';

/** An action, and a resource that it touches. */
export type LikelyCall = Pick<AlgebraRequest, 'action' | 'resource'>;

/** Calls of a request set that AWS makes and readers know, the best example first. */
export function likelyCalls(
  names: ActionNames,
  { predicates, witness, contains }: SummarizedSet,
): readonly LikelyCall[] {
  const documented = documentedCalls({ names, predicates });
  const best = documented === null ? undefined : bestKnown(documented.actions, (action) => action);
  if (documented === null || best === undefined) return [];
  const onSame = touches(best, witness.resource)
    ? best
    : bestKnown(
        documented.actions.filter((action) => touches(action, witness.resource)),
        (action) => action,
      );
  const others = documented.predicates
    .filter(({ key, operator }) => key === 'resource' && (operator === 'is' || operator === 'matches'))
    .flatMap(({ values }) => values.filter((value) => touches(best, value)))
    .map(exampleOf);
  return [
    ...(onSame === undefined ? [] : [{ action: onSame, resource: witness.resource }]),
    ...others.slice(0, 1).map((resource) => ({ action: best, resource })),
  ].filter((call) => contains({ ...witness, ...call }));
}

/** `arn:*:ec2:*:*:volume/*` → `arn:aws:ec2:us-east-1:111122223333:volume/example`. AWS reserves the number for examples. */
function exampleOf(pattern: string): string {
  const [scheme = '', partition = '', service = '', region = '', account = '', ...name] = pattern.split(':');
  const filled = [
    partition.replace('*', 'aws'),
    service,
    region.replace('*', 'us-east-1'),
    account.replace('*', '111122223333'),
  ];
  return [scheme, ...filled, name.join(':').replace(/\*+/g, 'example').replaceAll('?', 'x')].join(':');
}
