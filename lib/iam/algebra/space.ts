/** The space of the requests of one action class. */
import { literalSetsOf } from './literal-sets';
import { cellOf } from './axis';
import type { Axis, RequestWithoutAction, KeyAxis } from './axis';
import { intersect, isCovered, limited, listed, subtractAll } from './box';
import type { Box } from './box';
import type { CallerSet } from './callers';
import { cell, NO_CELLS } from './cells';
import { conditionClauses } from './clause';
import type { Clause } from './clause';
import { impossibleBoxes } from './impossible';
import { isAlwaysPresent, planKeys } from './key-plan';
import type { Examples, ReadKeyValues, ValueClassesCache } from './key-plan';
import { Layout, narrow } from './layout';
import type { ConditionBlock } from '../statement';
import { spend } from './work';

/** The possible requests, apart from what the statements say. */
interface World {
  /** The callers. Empty: anyone. */
  readonly callers: readonly CallerSet[];
  readonly examples: Examples;
  readonly cache: ValueClassesCache;
  readonly valuesOf: ReadKeyValues;
}

/**
 * The space of all requests of one action class: the product of its axes, divided finely enough to distinguish all
 * statements. Each statement is a union of boxes in it. The axes are independent of each other, except for combinations
 * that are impossible or that no caller sends.
 */
export class Space {
  readonly axes: readonly Axis[];
  /** The cells of each axis that some caller can send. */
  readonly full: Box;
  /** Combinations that no request has. */
  readonly impossible: readonly Box[];
  /** What each caller can send, apart from impossible combinations. Empty: anything. */
  readonly callers: readonly { readonly name: string; readonly box: Box }[];
  private readonly layout: Layout;

  constructor(clauses: readonly Clause[], { callers, examples, cache, valuesOf }: World) {
    const used = new Set(clauses.flatMap(keysOf));
    const sent = callers.map((caller) => clausesOfCaller(caller, used));
    const plans = planKeys([...clauses, ...sent.flat()], examples, cache, valuesOf);
    this.layout = new Layout(clauses, plans);
    this.axes = this.layout.axes;
    this.callers = callers.flatMap(({ name }, index) => {
      const box = this.boxOfCaller(sent[index] ?? []);
      return box === undefined ? [] : [{ name, box }];
    });
    this.full = callers.length === 0 ? this.layout.everything : this.hull();
    this.impossible = impossibleBoxes(this.layout, clauses).flatMap((box) => listed(intersect(box, this.full)));
  }

  /** The boxes in which all of some clauses are true. */
  boxesOf(clauses: readonly Clause[]): readonly Box[] {
    let boxes: readonly Box[] = this.full.includes(NO_CELLS) ? [] : [this.full];
    for (const clause of clauses) {
      const alternatives = literalSetsOf(clause, this.layout);
      spend(boxes.length * alternatives.length * this.axes.length);
      boxes = limited(boxes.flatMap((box) => alternatives.flatMap((literals) => listed(narrow(box, literals)))));
    }
    return boxes;
  }

  /** The parts of a box that may contain requests: possible ones that some caller sends. */
  possibleParts(box: Box): readonly Box[] {
    return this.sentParts(box).flatMap((part) => subtractAll([part], this.impossible));
  }

  /** Whether a box has a part that may contain requests. */
  isPossible(box: Box): boolean {
    return this.sentParts(box).some((part) => !isCovered(part, this.impossible));
  }

  /** The parts of a box that some caller sends. They may contain impossible combinations. */
  sentParts(box: Box): readonly Box[] {
    return this.callers.length === 0 ? [box] : this.callers.flatMap((each) => listed(intersect(each.box, box)));
  }

  /** The box without limits on equal keys that are always met there, such as if one of the keys is absent. */
  relaxed(box: Box): Box {
    let relaxed = box;
    for (const [place, axis] of this.axes.entries()) {
      if (axis.kind !== 'equal') continue;
      const wider = relaxed.with(place, this.full[place] ?? NO_CELLS);
      if (!subtractAll([wider], [relaxed]).some((added) => this.isPossible(added))) relaxed = wider;
    }
    return relaxed;
  }

  /** Whether the box certainly contains a request. If it is limited on an axis that cannot be decided, it does not. */
  contains(box: Box, request: RequestWithoutAction): boolean {
    const decided = this.axes.every(({ kind }, place) => kind !== 'opaque' || box[place] === this.full[place]);
    return decided && this.mayContain(box, request);
  }

  /** Whether the box contains a request, assuming that all undecidable comparisons are as the box requires. */
  mayContain(box: Box, request: RequestWithoutAction): boolean {
    return this.axes.every((axis, place) => {
      if (axis.kind === 'opaque') return true;
      const at = cellOf(axis, request);
      return at !== undefined && ((box[place] ?? NO_CELLS) & cell(at)) !== NO_CELLS;
    });
  }

  /** The axis of a single-valued key. */
  keyAxis(key: string): KeyAxis | undefined {
    const axis = this.axes[this.layout.placeOfKey(key) ?? -1];
    return axis?.kind === 'key' ? axis : undefined;
  }

  /** The box of a caller's requests. Clauses that a box cannot represent are ignored, so it may be larger. */
  private boxOfCaller(clauses: readonly Clause[]): Box | undefined {
    let box: Box | undefined = this.layout.everything;
    for (const clause of clauses) {
      if (!this.layout.usesOnlyKeyAxes(clause)) continue;
      const [literals, ...others] = literalSetsOf(clause, this.layout);
      if (others.length > 0) continue;
      box = box === undefined || literals === undefined ? undefined : narrow(box, literals);
    }
    return box;
  }

  private hull(): Box {
    const boxes = this.callers.map(({ box }) => box);
    return this.axes.map((_, place) => boxes.reduce((all, box) => all | (box[place] ?? NO_CELLS), NO_CELLS));
  }
}

/** The keys that a clause uses. */
function keysOf(clause: Clause): readonly string[] {
  if (clause.kind === 'opaque') return [];
  const values = clause.kind === 'comparing' ? clause.values : [];
  return [clause.key, ...values.flatMap((value) => (value.kind === 'equal' ? [value.other] : []))];
}

/** Memoized, because every space has the same few callers. */
const known = new WeakMap<ConditionBlock, readonly Clause[]>();

function clausesOfConditions(conditions: ConditionBlock): readonly Clause[] {
  const clauses = known.get(conditions) ?? conditionClauses(conditions, true);
  known.set(conditions, clauses);
  return clauses;
}

/** The clauses about a caller, for the keys that the statements use. Other keys make no difference. */
function clausesOfCaller({ conditions, presence }: CallerSet, used: ReadonlySet<string>): readonly Clause[] {
  const presences = [...used].flatMap((key): readonly Clause[] => {
    const sent = presence(key);
    if (sent === 'sometimes' || isAlwaysPresent(key)) return [];
    return [{ kind: 'presence', key, name: key, whenAbsent: sent === 'never', whenPresent: sent === 'always' }];
  });
  const own = clausesOfConditions(conditions).filter((clause) => keysOf(clause).every((key) => used.has(key)));
  return [...own, ...presences];
}
