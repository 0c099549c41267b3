import type { Predicate } from '../../iam/algebra/predicates';
import { groupBy } from '../../model/group-by';
import { countNames, joinNames } from './action-names';
import { documentedCalls } from './documented-calls';
import type { FoundChange } from './found-change';
import type { PrincipalChange } from './principals';
import { unionOf } from './statement-provenance';

/** Changes of one kind with one cause, as one. */
export interface ChangeGroup {
  readonly change: FoundChange;
  /** The widest one: its callers are the most, then its actions. */
  readonly main: FoundChange;
  /** All of them, the main one first. */
  readonly parts: readonly FoundChange[];
  /** The replaced principal that they all follow from; null: the guardrails that deny are the cause. */
  readonly principal: PrincipalChange | null;
}

/**
 * Groups changes of which one follows from the other: those of a principal that guardrails leave out or no longer leave
 * out, and those that the same guardrails deny.
 */
export function groupChanges(
  changes: readonly FoundChange[],
  principals: readonly PrincipalChange[],
): readonly ChangeGroup[] {
  const causes = changes.map((change) => ({ change, at: principals.findIndex((one) => follows(change, one)) }));
  const groups = groupBy(causes, ({ change: { kind, type, deniedBy }, at }) =>
    JSON.stringify(at < 0 ? [kind, type, deniedBy] : [kind, at]),
  );
  return [...groups.values()].map((alike) =>
    join(
      alike.map(({ change }) => change),
      principals[alike[0]?.at ?? -1] ?? null,
    ),
  );
}

/**
 * Whether a change is nothing more than what the sentence about a principal says: the principal may call what its
 * guardrails deny, or the other way round; or others may change a role that is no longer the platform's.
 */
function follows({ kind, predicates, deniedBy }: FoundChange, { entry, guardrails }: PrincipalChange): boolean {
  if (deniedBy.documents.length > 0 || !deniedBy.guardrails.every((id) => guardrails.has(id))) return false;
  const [caller, resource] = kind === 'permitted' ? [entry.after, entry.before] : [entry.before, entry.after];
  return predicates.some(({ key, operator, values }) => {
    if (operator !== 'matches' && operator !== 'is') return false;
    if (isCallerKey(key)) return values.length > 0 && values.every((value) => value === caller);
    return key === 'resource' && resource !== null && values.every((value) => endOf(value) === endOf(resource));
  });
}

/** `/platform/break-glass`: of a role, and of the instance profile with its name. */
function endOf(arn: string): string {
  return arn.slice(arn.indexOf('/'));
}

function isCallerKey(key: string): boolean {
  return key.toLowerCase() === 'aws:principalarn';
}

function join(alike: readonly FoundChange[], principal: PrincipalChange | null): ChangeGroup {
  // Of a principal, the sentence says what it may call itself.
  const breadth = principal === null ? breadthOf : (change: FoundChange) => 1 - breadthOf(change);
  const isMade = (change: FoundChange): number => (documentedCalls(change) === null ? 0 : 1);
  const parts = [...alike].sort((a, b) => isMade(b) - isMade(a) || breadth(b) - breadth(a) || sizeOf(b) - sizeOf(a));
  const [main] = parts;
  if (main === undefined) throw new Error('invariant: a group is never empty');
  const deniedBy = {
    guardrails: unionOf(parts.map((part) => part.deniedBy.guardrails)),
    documents: unionOf(parts.map((part) => part.deniedBy.documents)),
  };
  const change: FoundChange = {
    ...main,
    names: joinNames(parts.map(({ names }) => names)),
    predicates: main.predicates.filter((predicate) => parts.every((part) => part.predicates.some(isEqual(predicate)))),
    deniedBy,
    alsoDeniedBy: {
      guardrails: unionOf(parts.map((part) => part.alsoDeniedBy.guardrails)),
      documents: unionOf(parts.map((part) => part.alsoDeniedBy.documents)),
    },
    accounts: new Set(parts.flatMap(({ accounts }) => [...accounts])),
    requests: parts.flatMap(({ requests }) => requests),
  };
  return { change, main, parts, principal };
}

/** A change for all callers but some is never shown below one for some callers. */
function breadthOf({ predicates }: FoundChange): number {
  const isForSome = predicates.some(
    ({ key, operator }) => isCallerKey(key) && (operator === 'matches' || operator === 'is'),
  );
  return isForSome ? 0 : 1;
}

function sizeOf({ names, accounts }: FoundChange): number {
  return countNames(names) * accounts.size;
}

function isEqual(predicate: Predicate): (other: Predicate) => boolean {
  const text = textOf(predicate);
  return (other) => textOf(other) === text;
}

function textOf({ key, operator, values }: Predicate): string {
  return JSON.stringify([key, operator, values]);
}
