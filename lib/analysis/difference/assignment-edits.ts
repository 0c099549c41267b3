import type { GuardrailsFile, GuardrailsPeople } from '../../model/guardrails-file';
import { groupBy } from '../../model/group-by';
import { namesOf, NO_SUBJECT, type AccessEdit } from './access-edit';

type Assigned = GuardrailsPeople['assignments'][number];
type Inherited = GuardrailsPeople['inherited'][number];

/** The state of assignments, with what is above each account. */
export interface AssignedState {
  readonly facts: GuardrailsPeople;
  /** The ids of the targets above a target, and its own. */
  readonly pathOf: (target: string) => readonly string[];
}

/** Ids of targets up to the root. */
export function pathReader({ targets }: GuardrailsFile): AssignedState['pathOf'] {
  const parents = new Map(targets.map(({ id, parent }) => [id, parent]));
  return (target) => {
    const path: string[] = [];
    for (let at: string | undefined = target; at !== undefined && !path.includes(at); at = parents.get(at))
      path.push(at);
    return path;
  };
}

/**
 * Who has a permission set where, and no longer. What comes to a unit is one entry with its accounts, because it reaches
 * later ones, too. An account that is new is no opening for those who had the same in every account of its units.
 *
 * @param names the earlier state is in the names of the later one
 * @param added the ids of accounts that only the later state has
 */
export function findAssignmentEdits(
  before: AssignedState,
  after: AssignedState,
  added: ReadonlySet<string>,
): readonly AccessEdit[] {
  const gained = missingIn(before.facts.assignments, after.facts.assignments);
  const lost = missingIn(after.facts.assignments, before.facts.assignments);
  const given = missingIn(before.facts.inherited, after.facts.inherited);
  const taken = missingIn(after.facts.inherited, before.facts.inherited);
  const isFollowing = (one: Assigned): boolean =>
    added.has(one.account) && before.facts.inherited.some((rule) => isBelow(one, rule, after.pathOf));
  const left = gained.filter((one) => !given.some((rule) => isBelow(one, rule, after.pathOf)));
  return [
    ...tellRules(
      'granted',
      given.map((rule) => [rule, accountsBelow(rule, gained, after)]),
    ),
    ...tellPlaces(
      left.filter((one) => !isFollowing(one)),
      GETS,
    ),
    ...tellPlaces(left.filter(isFollowing), FOLLOWS),
    ...tellRules(
      'revoked',
      taken.map((rule) => [rule, accountsBelow(rule, lost, before)]),
    ),
    ...tellPlaces(
      lost.filter((one) => !taken.some((rule) => isBelow(one, rule, before.pathOf))),
      LOSES,
    ),
  ];
}

/** Those of the second that the first lacks. */
function missingIn<Item>(first: readonly Item[], second: readonly Item[]): readonly Item[] {
  const known = new Set(first.map(idOf));
  return second.filter((one) => !known.has(idOf(one)));
}

/** Equal in whatever order a file has its fields. */
function idOf(item: unknown): string {
  return JSON.stringify(Object.entries(item as object).sort(([a], [b]) => (a < b ? -1 : 1)));
}

function isBelow(one: Assigned, rule: Inherited, pathOf: AssignedState['pathOf']): boolean {
  const isSame = one.group === rule.group && one.permissionSet === rule.permissionSet;
  return isSame && pathOf(one.account).includes(rule.target);
}

function accountsBelow(rule: Inherited, places: readonly Assigned[], { pathOf }: AssignedState): readonly string[] {
  return places.filter((one) => isBelow(one, rule, pathOf)).map(({ account }) => account);
}

/** Of one group, all permission sets that reach the same accounts are one entry. */
function tellRules(
  kind: 'granted' | 'revoked',
  rules: readonly (readonly [Inherited, readonly string[]])[],
): readonly AccessEdit[] {
  const alike = groupBy(rules, ([{ group, target }, accounts]) => JSON.stringify([group, target, accounts]));
  const [start, verb, until] =
    kind === 'granted' ? ['Grants', 'get', 'now'] : ['Revokes', 'no longer get', 'until now'];
  return [...alike.values()].flatMap((same) =>
    same.slice(0, 1).map(([{ group, target }, accounts]): AccessEdit => {
      const permissionSets = same.map(([{ permissionSet }]) => permissionSet);
      const now = accounts.length === 0 ? '' : `: ${until} ${namesOf(accounts)}`;
      return {
        ...{ ...NO_SUBJECT, kind, isOpening: kind === 'granted', group, permissionSets, accounts },
        summary: `${start}: the people of \`${group}\` ${verb} ${namesOf(permissionSets)} in every account below \`${target}\`, also in later ones${now}.`,
      };
    }),
  );
}

interface Words extends Pick<AccessEdit, 'kind' | 'isOpening'> {
  readonly start: string;
  readonly verb: string;
  readonly end: string;
}

const GETS: Words = { kind: 'granted', isOpening: true, start: 'Grants', verb: 'get', end: '' };
const LOSES: Words = { kind: 'revoked', isOpening: false, start: 'Revokes', verb: 'no longer get', end: '' };
const FOLLOWS: Words = {
  ...{ kind: 'added', isOpening: false, start: 'Follows', verb: 'get' },
  end: ', as in every account of its units',
};

/** Of one group, all permission sets that it gets in the same accounts are one entry. */
function tellPlaces(places: readonly Assigned[], { kind, isOpening, start, verb, end }: Words): readonly AccessEdit[] {
  const bySet = [...groupBy(places, ({ permissionSet, group }) => JSON.stringify([permissionSet, group])).values()];
  const alike = groupBy(bySet, (same) => JSON.stringify([same[0]?.group, same.map(({ account }) => account)]));
  return [...alike.values()].map((sets): AccessEdit => {
    const [first = []] = sets;
    const [group, accounts] = [first[0]?.group ?? '', first.map(({ account }) => account)];
    const permissionSets = sets.flatMap((same) => same.slice(0, 1).map(({ permissionSet }) => permissionSet));
    return {
      ...{ ...NO_SUBJECT, kind, isOpening, group, permissionSets, accounts },
      summary: `${start}: the people of \`${group}\` ${verb} ${namesOf(permissionSets)} in ${namesOf(accounts)}${end}.`,
    };
  });
}
