/**
 * The difference of two chains for readers: the same exact answer as `compare`, in as few regions and words as are found
 * (docs/decisions/0005 tells how the answer is made).
 */
import type { Statement } from '../statement';
import type { KeyAxis, MemberAxis } from './axis';
import { intersect, intersectAll, listed, merge, subtractAll, TooManyBoxes } from './box';
import type { Box } from './box';
import { certainPart, openReasons } from './certain';
import type { Cells } from './cells';
import { denyingAlone, lost, sideOf } from './sides';
import type { Side } from './sides';
import type { Chain, ChainStatements, StatementsByNumber } from './chain';
import { coversOf } from './cover';
import type { Cover } from './cover';
import { comparisonOf, examine } from './examine';
import type { Case, ChainComparison, Examined, ClassFinding, SharedOptions, View, WorldOptions } from './examine';
import { limitsOf, shapeOf } from './request-set';
import type { Change, Limit, RequestSet, RequestShape } from './request-set';
import type { Space } from './space';
import { predicatesForKey, predicatesForMembers } from './predicates';
import type { Predicate } from './predicates';

/** Requests that changed alike. `limits` and `words` are those of the cover; `contains` and the witness are exact. */
export interface SummaryShape extends RequestShape {
  /** All of these hold. */
  readonly predicates: readonly Predicate[];
  /** That deny, of the side that denies, and do not stand in the other. */
  readonly decisive: readonly Statement[];
  /** That deny some of what is told on the side that permits, which is no part of the change. */
  readonly others: readonly Statement[];
}

export type SummarizedSet = RequestSet<SummaryShape>;

/** Two chains, the one before first. */
export type Pair = readonly [before: Chain, after: Chain];

/**
 * Whether chains permit none of some actions where some words hold, whoever calls. No answer is `false`, as is none in
 * reasonable time.
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
  // Beside a chain without a word each of its statements is a difference: all are looked at.
  const examined = examine<Pair, 'permitted'>(
    chains.map(({ chain, world }) => ({ chains: [[[]], chain], world })),
    { ...options, onlyActions: actions, knownActions: [] },
    ({ space, standings: [nothing, standing], boxes }) => {
      const side = sideOf(standing, nothing, boxes);
      return space.boxesOf(clauses).every((box) => permitsNothing(box, space, side)) ? [] : ['permitted'];
    },
    clauses,
  );
  return examined.length === 0;
}

export interface SummaryOptions extends SharedOptions {
  /** Who wrote a statement. What its author wrote in other words is no reason of its own to deny. Default: all by one. */
  readonly ownersOf?: (statement: Statement) => readonly string[];
}

export function summarizeDifference(
  before: Chain,
  after: Chain,
  options: SummaryOptions & WorldOptions,
): ChainComparison<SummaryShape> {
  return comparisonOf(summarizeDifferences([{ chains: [before, after], world: options }], options));
}

/** Many pairs of chains at once: what several have in common is worked out, and told, once. */
export function summarizeDifferences(
  cases: readonly Case<Pair>[],
  { ownersOf = () => [''], ...options }: SummaryOptions,
): readonly Examined<SummaryShape>[] {
  return examine<Pair, SummaryShape>(cases, options, (view) => {
    const [old, now] = view.standings;
    const [left, right] = [sideOf(old, now, view.boxes), sideOf(now, old, view.boxes)];
    const sources = sourcesIn([old, now]);
    const sourcesOf = (number: number): readonly Statement[] => sources.get(number) ?? [];
    const settingOf = (permitting: ChainStatements, denying: ChainStatements, sides: Setting['sides']): Setting => {
      const decisive = denyingAlone(denying, permitting);
      const owners = new Set(decisive.flatMap(sourcesOf).flatMap(ownersOf));
      const isAside = (number: number): boolean =>
        denying.denies.has(number) ||
        !sourcesOf(number)
          .flatMap(ownersOf)
          .some((owner) => owners.has(owner));
      return { view, sourcesOf, decisive, reasons: [...permitting.denies.keys()].filter(isAside), sides };
    };
    return [
      ...changesOf('denied', settingOf(old, now, { permitting: left, denying: right }), lost(left, right)),
      ...changesOf('permitted', settingOf(now, old, { permitting: right, denying: left }), lost(right, left)),
    ];
  });
}

/** The statements behind each number, wherever they stand. */
function sourcesIn(standings: readonly ChainStatements[]): StatementsByNumber {
  const sources = new Map<number, readonly Statement[]>();
  for (const { denies, allows } of standings)
    for (const [number, given] of [denies, ...allows].flatMap((all) => [...all]))
      sources.set(number, [...(sources.get(number) ?? []), ...given]);
  return sources;
}

/** What is known where a change is told. */
interface Setting {
  readonly view: View<Pair>;
  readonly sourcesOf: (statement: number) => readonly Statement[];
  readonly sides: { readonly permitting: Side; readonly denying: Side };
  /** The statements that deny on one side alone. */
  readonly decisive: readonly number[];
  /** Those that deny on the other side, and are not what the decisive ones were or have become. */
  readonly reasons: readonly number[];
}

function changesOf(change: Change, setting: Setting, boxes: readonly Box[]): readonly ClassFinding<SummaryShape>[] {
  const { space } = setting.view;
  const certain = certainPart(space, boxes);
  const real = merge(certain).filter((box) => space.possibleParts(box).length > 0);
  const covers = coversOf(real, space, isFreeIn(setting));
  const told = covers.flatMap((cover) => tell(change, setting, cover));
  const shapes = told.filter((each) => each !== undefined);
  const unseen = shapes.length < told.length ? ['no request was found that would show a difference'] : [];
  const reasons = [...unseen, ...openReasons(space, boxes, certain)];
  return [...shapes, ...reasons.map((reason) => ({ change, reason }))];
}

/**
 * Whether a box may be told as a whole: nothing in it is permitted on the side that denies, and what is denied on the
 * other side as well is so for reasons of its own. What a changed guardrail leaves as it was is no part of the change.
 */
function isFreeIn({ view: { space, boxes }, sides, reasons }: Setting): (box: Box) => boolean {
  const { permitting, denying } = sides;
  const denied = reasons.flatMap((number) => boxes.get(number) ?? []);
  return (box) => {
    if (!permitsNothing(box, space, denying)) return false;
    const unchanged = [...subtractAll([box], permitting.allowed), ...intersectAll([box], permitting.denied)];
    return subtractAll(unchanged, denied).every((part) => space.possibleParts(part).length === 0);
  };
}

/** Whether a side denies whatever in a box some caller may send. */
function permitsNothing(box: Box, space: Space, { allowed, denied }: Side): boolean {
  try {
    const permitted = subtractAll(intersectAll([box], allowed), denied);
    return permitted.every((part) => space.possibleParts(part).length === 0);
  } catch (error) {
    // Then it is told at greater length.
    if (error instanceof TooManyBoxes) return false;
    throw error;
  }
}

/** The regions of a cover: one for each of the alternatives that its words need. */
function tell(change: Change, setting: Setting, cover: Cover): readonly (SummaryShape | undefined)[] {
  const { space } = setting.view;
  return alternativesOf(cover.box, space).flatMap(({ box, predicates }) => {
    const exact = cover.exact.flatMap((each) => listed(intersect(each, box)));
    const real = exact.filter((each) => space.possibleParts(each).length > 0);
    if (real.length === 0) return [];
    const shapes = real.map((each) => shapeOf(change, space, space.relaxed(each)));
    const shown = shapes.find((shape) => shape !== undefined);
    if (shown === undefined || shapes.includes(undefined)) return [undefined];
    return [
      {
        ...shown,
        limits: limitsOf(space, box),
        predicates,
        callers: [...new Set(shapes.flatMap((shape) => shape?.callers ?? []))],
        contains: (request) => shapes.some((shape) => shape?.contains(request) === true),
        ...statementsOf(setting, box, real),
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
      const word: Predicate = {
        key: name,
        operator: cells === 1n ? 'isNot' : 'is',
        values: [`\${${other}}`],
        clause: null,
      };
      alternatives = alternatives.map((each) => ({ ...each, predicates: [...each.predicates, word] }));
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
  const wordings = predicatesForKey(axis, cells);
  return alternatives.flatMap(({ box, predicates }) =>
    wordings.map((wording) => ({
      box: box.with(place, wording.cells),
      predicates: [...predicates, ...wording.predicates],
    })),
  );
}

function statementsOf(
  { view, sourcesOf, decisive, reasons }: Setting,
  told: Box,
  exact: readonly Box[],
): Pick<SummaryShape, 'decisive' | 'others'> {
  const meets = (number: number, boxes: readonly Box[]): boolean =>
    (view.boxes.get(number) ?? []).some((box) =>
      boxes.some((each) => listed(intersect(box, each)).some((part) => view.space.possibleParts(part).length > 0)),
    );
  const rest = subtractAll([told], exact);
  return {
    decisive: decisive.filter((number) => meets(number, exact)).flatMap(sourcesOf),
    others: reasons.filter((number) => meets(number, rest)).flatMap(sourcesOf),
  };
}
