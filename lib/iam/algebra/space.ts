import { literalSetsOf } from './literal-sets';
import { cellOf } from './axis';
import type { Axis, RequestWithoutAction, KeyAxis } from './axis';
import { intersect, limited, listed, subtractAll } from './box';
import type { Box } from './box';
import type { CallerSet } from './callers';
import { cell, NO_CELLS } from './cells';
import { conditionClauses } from './clause';
import type { Clause } from './clause';
import { impossibleBoxes } from './impossible';
import { isAlwaysThere, planKeys } from './key-plan';
import type { Examples, ValueClassesCache } from './key-plan';
import { Layout, narrow } from './layout';
import type { ConditionBlock } from '../statement';

/** What the world is like beside the statements. */
export interface World {
  /** Who may call; empty: anybody whatever. */
  readonly callers: readonly CallerSet[];
  readonly examples: Examples;
  readonly cache: ValueClassesCache;
}

/**
 * The space of all requests of one action class: the product of its axes, divided finely enough for all statements in
 * question. Statements become unions of boxes in it. The axes are independent of each other, but for combinations that
 * are impossible or that no caller sends.
 */
export class Space {
  readonly axes: readonly Axis[];
  /** All that some caller may send, axis by axis. */
  readonly full: Box;
  /** Combinations that no request has. */
  readonly impossible: readonly Box[];
  /** What each caller may send, beyond what is impossible anyway. Empty: anything. */
  readonly callers: readonly { readonly name: string; readonly box: Box }[];
  private readonly layout: Layout;

  constructor(clauses: readonly Clause[], { callers, examples, cache }: World) {
    const asked = new Set(clauses.flatMap(keysOf));
    const sent = callers.map((caller) => clausesOfCaller(caller, asked));
    const plans = planKeys([...clauses, ...sent.flat()], examples, cache);
    this.layout = new Layout(clauses, plans);
    this.axes = this.layout.axes;
    this.callers = callers.flatMap(({ name }, index) => {
      const box = this.boxOfCaller(sent[index] ?? []);
      return box === undefined ? [] : [{ name, box }];
    });
    this.full = callers.length === 0 ? this.layout.everything : this.hull();
    this.impossible = impossibleBoxes(this.layout, clauses).flatMap((box) => listed(intersect(box, this.full)));
  }

  /** The union of boxes in which all of some clauses hold. */
  boxesOf(clauses: readonly Clause[]): readonly Box[] {
    let boxes: readonly Box[] = this.full.includes(NO_CELLS) ? [] : [this.full];
    for (const clause of clauses) {
      const alternatives = literalSetsOf(clause, this.layout);
      boxes = limited(boxes.flatMap((box) => alternatives.flatMap((literals) => listed(narrow(box, literals)))));
    }
    return boxes;
  }

  /** The parts of a box in which there may be requests: what is possible, and sent by some caller. */
  possibleParts(box: Box): readonly Box[] {
    return this.sentParts(box).flatMap((part) => subtractAll([part], this.impossible));
  }

  /** The parts of a box that some caller sends, if they are possible. */
  sentParts(box: Box): readonly Box[] {
    return this.callers.length === 0 ? [box] : this.callers.flatMap((each) => listed(intersect(each.box, box)));
  }

  /** The box without conditions on equal keys that hold there anyway, as they do where one of the keys is absent. */
  relaxed(box: Box): Box {
    let relaxed = box;
    for (const [place, axis] of this.axes.entries()) {
      if (axis.kind !== 'equal') continue;
      const wider = relaxed.with(place, this.full[place] ?? NO_CELLS);
      if (subtractAll([wider], [relaxed]).every((added) => this.possibleParts(added).length === 0)) relaxed = wider;
    }
    return relaxed;
  }

  /** Whether a request lies in the box. A box that is not full on an axis that cannot be decided holds none for sure. */
  contains(box: Box, request: RequestWithoutAction): boolean {
    const decided = this.axes.every(({ kind }, place) => kind !== 'opaque' || box[place] === this.full[place]);
    return decided && this.mayContain(box, request);
  }

  /** Whether a request lies in the box, if what cannot be decided is so. */
  mayContain(box: Box, request: RequestWithoutAction): boolean {
    return this.axes.every((axis, place) => {
      if (axis.kind === 'opaque') return true;
      const at = cellOf(axis, request);
      return at !== undefined && ((box[place] ?? NO_CELLS) & cell(at)) !== NO_CELLS;
    });
  }

  /** The axis of a key with one value. */
  keyAxis(key: string): KeyAxis | undefined {
    const axis = this.axes[this.layout.placeOfKey(key) ?? -1];
    return axis?.kind === 'key' ? axis : undefined;
  }

  /** The box of what a caller sends. What cannot be drawn as one is left out: then the caller may send more. */
  private boxOfCaller(clauses: readonly Clause[]): Box | undefined {
    let box: Box | undefined = this.layout.everything;
    for (const clause of clauses) {
      if (!this.layout.isDrawn(clause)) continue;
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

/** The keys that a clause looks at. */
function keysOf(clause: Clause): readonly string[] {
  if (clause.kind === 'opaque') return [];
  const values = clause.kind === 'comparing' ? clause.values : [];
  return [clause.key, ...values.flatMap((value) => (value.kind === 'equal' ? [value.other] : []))];
}

/** The same few callers are looked at in each space. */
const known = new WeakMap<ConditionBlock, readonly Clause[]>();

function clausesOfConditions(conditions: ConditionBlock): readonly Clause[] {
  const clauses = known.get(conditions) ?? conditionClauses(conditions, true);
  known.set(conditions, clauses);
  return clauses;
}

/** What a caller sends of the keys that are asked for: the others make no difference. */
function clausesOfCaller({ conditions, presence }: CallerSet, asked: ReadonlySet<string>): readonly Clause[] {
  const presences = [...asked].flatMap((key): readonly Clause[] => {
    const sent = presence(key);
    if (sent === 'sometimes' || isAlwaysThere(key)) return [];
    return [{ kind: 'presence', key, name: key, whenAbsent: sent === 'never', whenPresent: sent === 'always' }];
  });
  const own = clausesOfConditions(conditions).filter((clause) => keysOf(clause).every((key) => asked.has(key)));
  return [...own, ...presences];
}
