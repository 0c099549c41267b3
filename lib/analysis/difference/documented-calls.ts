import type { Predicate } from '../../iam/algebra/predicates';
import { memoize } from '../../iam/memoize';
import { arnsOverlap } from '../../iam/patterns/overlap';
import { loadServiceReference } from '../../iam/service-reference/load';
import { knownNames, type ActionNames } from './action-names';

interface Calls {
  readonly names: ActionNames;
  readonly predicates: readonly Predicate[];
}

/** The calls of a change that AWS makes, by its service reference. */
export interface DocumentedCalls {
  /** The known actions that touch one of the resources. */
  readonly actions: readonly string[];
  /** With only those resources that one of the actions touches. */
  readonly predicates: readonly Predicate[];
}

/**
 * What the service reference leaves of a change: `ec2:RunInstances` never touches a cluster of RDS. Null: nothing. An action
 * that AWS adds later may touch anything.
 */
export function documentedCalls(change: Calls): DocumentedCalls | null {
  const found = calls.get(change);
  if (found !== undefined) return found;
  const documented = findDocumentedCalls(change);
  calls.set(change, documented);
  return documented;
}

/** More resources than a review names. Beyond this limit, the remembered answers are dropped. */
const MANY_PATTERNS = 100;

const calls = new WeakMap<object, DocumentedCalls | null>();

function findDocumentedCalls({ names, predicates }: Calls): DocumentedCalls | null {
  const known = knownNames(names);
  const resources = predicates.filter(isResource);
  if (resources.length === 0 || known.length === 0) return { actions: known, predicates };
  const actions = known.filter((action) => resources.every(({ values }) => values.some((one) => touches(action, one))));
  if (names.openActions !== null) return { actions, predicates };
  if (actions.length === 0) return null;
  return {
    actions,
    predicates: predicates.map((predicate) =>
      isResource(predicate)
        ? { ...predicate, values: predicate.values.filter((one) => actions.some((action) => touches(action, one))) }
        : predicate,
    ),
  };
}

function isResource({ key, operator }: Predicate): boolean {
  return key === 'resource' && (operator === 'is' || operator === 'matches');
}

/** Whether an action can touch a resource that a pattern matches. Of an action that AWS does not document, nothing is known. */
export function touches(action: string, pattern: string): boolean {
  const found = loadServiceReference().action(action);
  if (found === undefined || pattern === '*') return true;
  const isNear = overlapping(pattern);
  return found.resources.some(({ arns }) => arns.some(isNear));
}

/** Memoized, because many actions touch the same few kinds of resources. */
const overlapping = memoize(
  (pattern: string) => memoize((arn: string): boolean => arnsOverlap(pattern, arn)),
  MANY_PATTERNS,
);
