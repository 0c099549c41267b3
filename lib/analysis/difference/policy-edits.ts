import { compare } from '../../iam/algebra/compare';
import type { Chain } from '../../iam/algebra/chain';
import type { RequestSet } from '../../iam/algebra/request-set';
import type { Statement } from '../../iam/statement';
import { enumerate } from '../../report/words';
import { actionNames, joinNames, namesOf, patternsOf } from './action-names';

/** What a policy allows more or less than another. */
export interface ComparedPolicies {
  /** What is allowed now and was not, as code in a row; null: nothing. */
  readonly more: string | null;
  readonly less: string | null;
  /** Why it is not known whether there is more; null: it is. */
  readonly undecided: string | null;
}

const SAME: ComparedPolicies = { more: null, less: null, undecided: null };

/**
 * Compares two policies of a role or a person, each alone: exactly, for all requests, those of actions that AWS adds later
 * included.
 */
export function comparePolicies(before: readonly Statement[], after: readonly Statement[]): ComparedPolicies {
  if (JSON.stringify(before) === JSON.stringify(after)) return SAME;
  const { denied, permitted, undecided } = compare(chainOf(before), chainOf(after), { knownActions: actionNames() });
  const reasons = [...new Set(undecided.map(({ reason }) => reason))];
  return {
    more: describe(permitted),
    less: describe(denied),
    undecided: reasons[0] ?? null,
  };
}

function chainOf(statements: readonly Statement[]): Chain {
  return [[{ Version: '2012-10-17', Statement: statements }]];
}

/** `ec2:RunInstances` and `s3:*`, for some requests */
function describe(sets: readonly RequestSet[]): string | null {
  if (sets.length === 0) return null;
  const names = joinNames(sets.map(({ actions }) => namesOf([actions], actions)));
  const known = patternsOf(names);
  const patterns = known.length === 0 ? [names.openActions ?? '*'] : known;
  const isPartial = sets.every(({ limits }) => limits.length > 0);
  return `${enumerate(patterns.map((one) => `\`${one}\``))}${isPartial ? ' for some requests' : ''}`;
}
