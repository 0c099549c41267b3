/**
 * The difference of two chains for readers: the same exact result as `compare`, in as few request sets and predicates as
 * can be found. docs/decisions/0005 describes how it works.
 */
import type { Statement } from '../statement';
import type { KeyAxis, MemberAxis } from './axis';
import { intersect, intersectAll, listed, merge, remainder, subtractAll, TooManyBoxes } from './box';
import type { Box } from './box';
import { certainPart, openReasons } from './certainty';
import type { Cells } from './cells';
import { effectOf, lostPermissions } from './chain-effect';
import type { ChainEffect } from './chain-effect';
import { deniesMissingIn } from './chain';
import type { Chain, ChainStatements, StatementsByNumber } from './chain';
import { coversOf } from './cover';
import type { Cover } from './cover';
import { compareByClass } from './compare-by-class';
import type { Case, ClassFinding, ComparedClasses, SharedOptions, View, WorldOptions } from './compare-by-class';
import { describeBox, limitsOf } from './request-set';
import type { Change, Limit, RequestSet, DescribedBox } from './request-set';
import type { Space } from './space';
import { predicatesForKey, predicatesForMembers } from './predicates';
import type { Predicate } from './predicates';

/**
 * Requests whose decisions changed in the same way. `limits` and `predicates` describe the cover; `contains` and the
 * witness are exact.
 */
export interface SummarizedBox extends DescribedBox {
  /** All of these are true. */
  readonly predicates: readonly Predicate[];
  /** The statements of the denying chain that deny these requests and that the other chain does not have. */
  readonly decisive: readonly Statement[];
  /** The statements of the permitting chain that deny other requests of the cover, which are not part of the change. */
  readonly others: readonly Statement[];
}

export type SummarizedSet = RequestSet<SummarizedBox>;

/** Two chains, the one before first. */
type Pair = readonly [before: Chain, after: Chain];

/**
 * Whether chains permit none of some actions, to any caller, if some predicates are true. False also if this cannot be
 * decided, or not in reasonable time.
 *
 * @param actions patterns
 */
export function permitNone(
  chains: readonly { readonly chain: Chain; readonly world: WorldOptions }[],
  actions: readonly string[],
  predicates: readonly Predicate[],
  options: SharedOptions,
): boolean {
  const clauses = predicates.flatMap(({ clause }) => clause ?? []);
  if (clauses.length < predicates.length) return false;
  // Compared with a chain without statements, each statement is a difference, so all of them are considered.
  const compared = compareByClass<Pair, 'permitted'>(
    chains.map(({ chain, world }) => ({ chains: [[[]], chain], world })),
    { ...options, onlyActions: actions, knownActions: [] },
    ({ space, chains: [empty, chain], boxes }) => {
      const effect = effectOf(chain, empty, boxes);
      return space.boxesOf(clauses).every((box) => permitsNothing(box, space, effect)) ? [] : ['permitted'];
    },
    clauses,
  );
  return compared.length === 0;
}

interface SummaryOptions extends SharedOptions {
  /**
   * The owners of a statement. Another statement of the same owner is not an independent reason to deny. Default: all
   * statements have the same owner.
   */
  readonly ownersOf?: (statement: Statement) => readonly string[];
}

/** Compares many pairs of chains. Results that several pairs share are computed and returned once. */
export function summarizeDifferences(
  cases: readonly Case<Pair>[],
  { ownersOf = () => [''], ...options }: SummaryOptions,
): readonly ComparedClasses<SummarizedBox>[] {
  return compareByClass<Pair, SummarizedBox>(cases, options, (view) => {
    const [old, now] = view.chains;
    const [oldEffect, newEffect] = [effectOf(old, now, view.boxes), effectOf(now, old, view.boxes)];
    const sources = sourcesIn([old, now]);
    const sourcesOf = (number: number): readonly Statement[] => sources.get(number) ?? [];
    const directionOf = (
      permitting: ChainStatements,
      denying: ChainStatements,
      effects: Direction['effects'],
    ): Direction => {
      const decisive = deniesMissingIn(permitting, denying);
      const owners = new Set(decisive.flatMap(sourcesOf).flatMap(ownersOf));
      const isIndependent = (number: number): boolean =>
        denying.denies.has(number) ||
        !sourcesOf(number)
          .flatMap(ownersOf)
          .some((owner) => owners.has(owner));
      return { view, sourcesOf, decisive, reasons: [...permitting.denies.keys()].filter(isIndependent), effects };
    };
    return [
      ...changesOf(
        'denied',
        directionOf(old, now, { permitting: oldEffect, denying: newEffect }),
        lostPermissions(oldEffect, newEffect),
      ),
      ...changesOf(
        'permitted',
        directionOf(now, old, { permitting: newEffect, denying: oldEffect }),
        lostPermissions(newEffect, oldEffect),
      ),
    ];
  });
}

/** The given statements of each number, in all places. */
function sourcesIn(chains: readonly ChainStatements[]): StatementsByNumber {
  const sources = new Map<number, readonly Statement[]>();
  for (const { denies, allows } of chains)
    for (const [number, given] of [denies, ...allows].flatMap((all) => [...all]))
      sources.set(number, [...(sources.get(number) ?? []), ...given]);
  return sources;
}

/** One direction of a change: from the chain that permits to the chain that denies. */
interface Direction {
  readonly view: View<Pair>;
  readonly sourcesOf: (statement: number) => readonly Statement[];
  readonly effects: { readonly permitting: ChainEffect; readonly denying: ChainEffect };
  /** The Deny statements that only the denying chain has. */
  readonly decisive: readonly number[];
  /** The Deny statements of the permitting chain, without earlier or later versions of the decisive ones. */
  readonly reasons: readonly number[];
}

function changesOf(
  change: Change,
  direction: Direction,
  boxes: readonly Box[],
): readonly ClassFinding<SummarizedBox>[] {
  const { space } = direction.view;
  const certain = certainPart(space, boxes);
  const real = merge(certain).filter((box) => space.isPossible(box));
  const covers = coversOf(real, space, isCoverIn(direction));
  const described = covers.flatMap((cover) => describeCover(change, direction, cover));
  const found = described.filter((each) => each !== undefined);
  const unseen = found.length < described.length ? ['no request was found that shows the difference'] : [];
  const reasons = [...unseen, ...openReasons(space, boxes, certain)];
  return [...found, ...reasons.map((reason) => ({ change, reason }))];
}

/**
 * Whether a box may be described as a whole: the denying chain permits nothing in it, and the part that the permitting
 * chain also denies has independent reasons. The unchanged part of a changed guardrail is not part of the change.
 */
function isCoverIn({ view: { space, boxes }, effects, reasons }: Direction): (box: Box) => boolean {
  const { permitting, denying } = effects;
  const denied = reasons.flatMap((number) => boxes.get(number) ?? []);
  return (box) => {
    if (!permitsNothing(box, space, denying)) return false;
    const unchanged = [...subtractAll([box], permitting.allowed), ...intersectAll([box], permitting.denied)];
    return hasNoRequest(remainder(unchanged, denied), space);
  };
}

/** Whether a chain denies everything in a box that some caller can send. */
function permitsNothing(box: Box, space: Space, { allowed, denied }: ChainEffect): boolean {
  try {
    return hasNoRequest(remainder(intersectAll([box], allowed), denied), space);
  } catch (error) {
    // The result is then correct, but longer.
    if (error instanceof TooManyBoxes) return false;
    throw error;
  }
}

function hasNoRequest(boxes: Iterable<Box>, space: Space): boolean {
  for (const box of boxes) if (space.isPossible(box)) return false;
  return true;
}

/** The sets of a cover, one for each alternative that its predicates need. */
function describeCover(change: Change, direction: Direction, cover: Cover): readonly (SummarizedBox | undefined)[] {
  const { space } = direction.view;
  return alternativesOf(cover.box, space).flatMap(({ box, predicates }) => {
    const exact = cover.exact.flatMap((each) => listed(intersect(each, box)));
    const real = exact.filter((each) => space.isPossible(each));
    if (real.length === 0) return [];
    const parts = real.map((each) => describeBox(change, space, space.relaxed(each)));
    const shown = parts.find((part) => part !== undefined);
    if (shown === undefined || parts.includes(undefined)) return [undefined];
    return [
      {
        ...shown,
        limits: limitsOf(space, box),
        predicates,
        callers: [...new Set(parts.flatMap((part) => part?.callers ?? []))],
        contains: (request) => parts.some((part) => part?.contains(request) === true),
        ...statementsOf(direction, box, real),
      },
    ];
  });
}

interface Alternative {
  readonly box: Box;
  readonly predicates: readonly Predicate[];
}

function alternativesOf(box: Box, space: Space): readonly Alternative[] {
  const limits = limitsOf(space, box);
  const members = new Map<string, (Limit & { axis: MemberAxis })[]>();
  let alternatives: readonly Alternative[] = [{ box, predicates: [] }];
  for (const { axis, cells, possible } of limits) {
    if (axis.kind === 'member') members.set(axis.key, [...(members.get(axis.key) ?? []), { axis, cells, possible }]);
    if (axis.kind === 'key') alternatives = dividedBy(axis, { cells, possible }, alternatives, space);
    if (axis.kind === 'equal') {
      const [name = '', other = ''] = axis.name.split(' and ');
      const predicate: Predicate = {
        key: name,
        operator: cells === 1n ? 'isNot' : 'is',
        values: [`\${${other}}`],
        clause: null,
      };
      alternatives = alternatives.map((each) => ({ ...each, predicates: [...each.predicates, predicate] }));
    }
  }
  const more = [...members.values()].flatMap(predicatesForMembers);
  return alternatives.map((each) => ({ ...each, predicates: [...each.predicates, ...more] }));
}

function dividedBy(
  axis: KeyAxis,
  cells: { readonly cells: Cells; readonly possible: Cells },
  alternatives: readonly Alternative[],
  space: Space,
): readonly Alternative[] {
  const place = space.axes.indexOf(axis);
  const described = predicatesForKey(axis, cells);
  return alternatives.flatMap(({ box, predicates }) =>
    described.map((each) => ({
      box: box.with(place, each.cells),
      predicates: [...predicates, ...each.predicates],
    })),
  );
}

function statementsOf(
  { view, sourcesOf, decisive, reasons }: Direction,
  cover: Box,
  exact: readonly Box[],
): Pick<SummarizedBox, 'decisive' | 'others'> {
  const meets = (number: number, boxes: readonly Box[]): boolean =>
    (view.boxes.get(number) ?? []).some((box) =>
      boxes.some((each) => listed(intersect(box, each)).some((part) => view.space.isPossible(part))),
    );
  const rest = subtractAll([cover], exact);
  return {
    decisive: decisive.filter((number) => meets(number, exact)).flatMap(sourcesOf),
    others: reasons.filter((number) => meets(number, rest)).flatMap(sourcesOf),
  };
}
