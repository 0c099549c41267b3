import type { LandingZoneDraft } from '../configuration';
import { groupBy } from '../group-by';
import type { Unit } from '../organization';
import { ROOT } from '../organization';
import type { Position, Problem } from '../problem';
import { didYouMean, listValues } from '../suggest';
import { memoize } from './memoize';
import { describePosition } from './describe-position';

/**
 * The greatest depth of units below the root.
 *
 * Source: https://docs.aws.amazon.com/organizations/latest/userguide/orgs_reference_limits.html
 */
const MAX_DEPTH = 5;

/** The units whose position below the root is known. */
export interface UnitTree {
  /** Parents before their children; siblings in the order of the file. */
  readonly units: readonly Unit[];
  readonly byId: ReadonlyMap<string, Unit>;
  readonly byKey: ReadonlyMap<string, Unit>;
  /** The keys of units whose position is unknown, because of a mistake that has been reported. */
  readonly lost: ReadonlySet<string>;
  /** False if the units could not be read at all. */
  readonly isKnown: boolean;
  readonly problems: readonly Problem[];
}

/** Puts each unit below its parent. */
export function resolveUnits(landingZone: LandingZoneDraft): UnitTree {
  const declared = declareUnits(landingZone);
  const { units, problems } = descend(declared);
  const byKey = new Map(units.map((unit) => [unit.key, unit]));
  return {
    units,
    byId: new Map(units.map((unit) => [unit.id, unit])),
    byKey,
    isKnown: landingZone.draft.units !== null,
    lost: new Set([...declared.keys()].filter((key) => !byKey.has(key))),
    problems: [
      ...findUnknownParents(declared),
      ...findCycles(declared),
      ...problems,
      ...findDuplicateNames(units, declared),
    ],
  };
}

/** A unit as it is written. */
interface DeclaredUnit {
  readonly key: string;
  /** Its number in the file. */
  readonly index: number;
  /** A key; undefined: the root; null: a mistake. */
  readonly parent: string | undefined | null;
  readonly name: string;
  readonly awsId: string | null;
  readonly at: Position;
  readonly parentAt: Position;
  readonly nameAt: Position;
}

type DeclaredUnits = ReadonlyMap<string, DeclaredUnit>;

function declareUnits({ yaml, draft }: LandingZoneDraft): DeclaredUnits {
  return new Map(
    Object.entries(draft.units ?? {}).map(([key, unit], index) => [
      key,
      {
        key,
        index,
        parent: unit === null ? null : unit.parent,
        name: unit?.name ?? key,
        awsId: unit?.id ?? null,
        at: yaml.locateKey(['units', key]),
        parentAt: yaml.locate(['units', key, 'parent']),
        nameAt: yaml.locate(['units', key, 'name']),
      },
    ]),
  );
}

function descend(declared: DeclaredUnits): { readonly units: readonly Unit[]; readonly problems: readonly Problem[] } {
  const children = groupBy(declared.values(), ({ parent }) => parent);
  const units: Unit[] = [];
  const problems: Problem[] = [];
  const visit = (parentKey: string | undefined, parent: string, depth: number): void => {
    for (const { key, name, awsId, at } of children.get(parentKey) ?? []) {
      const id = parent === ROOT ? key : `${parent}/${key}`;
      if (depth > MAX_DEPTH) {
        problems.push(tooDeep(id, depth, at));
        continue;
      }
      units.push({ key, id, parent, name, awsId, at });
      visit(key, id, depth + 1);
    }
  };
  visit(undefined, ROOT, 1);
  return { units, problems };
}

function tooDeep(id: string, depth: number, at: Position): Problem {
  return {
    code: 'unit-too-deep',
    at,
    message: `the unit \`${id}\` is ${depth} levels below the root`,
    allowed: `at most ${MAX_DEPTH} levels`,
    fix: 'give it a `parent` further up',
  };
}

function findUnknownParents(declared: DeclaredUnits): readonly Problem[] {
  const explain = memoize((parent: string) => explainUnknownParent(parent, declared));
  return [...declared.values()].flatMap(({ parent, parentAt: at }) =>
    typeof parent === 'string' && !declared.has(parent) ? [{ at, ...explain(parent) }] : [],
  );
}

function explainUnknownParent(parent: string, declared: DeclaredUnits): Omit<Problem, 'at'> {
  const key = parent.slice(parent.lastIndexOf('/') + 1);
  const fix = declared.has(key) ? `write the key alone: \`${key}\`` : undefined;
  return {
    code: 'unknown-unit',
    message: `unknown unit \`${parent}\``,
    allowed: `the key of a unit: ${listValues(declared.keys())}`,
    ...(parent === ROOT
      ? { fix: 'remove `parent`: the unit is then below the root' }
      : fix === undefined
        ? didYouMean(parent, declared.keys())
        : { fix }),
  };
}

/** One problem for each cycle, at the first of its units in the file. */
function findCycles(declared: DeclaredUnits): readonly Problem[] {
  const problems: Problem[] = [];
  const done = new Set<DeclaredUnit>();
  for (const start of declared.values()) {
    const path = new Set<DeclaredUnit>();
    let unit: DeclaredUnit | undefined = start;
    while (unit !== undefined && !done.has(unit) && !path.has(unit)) {
      path.add(unit);
      unit = typeof unit.parent === 'string' ? declared.get(unit.parent) : undefined;
    }
    for (const each of path) done.add(each);
    if (unit === undefined || !path.has(unit)) continue;
    const walked = [...path];
    problems.push(describeCycle(walked.slice(walked.indexOf(unit))));
  }
  return problems;
}

/** @param cycle each unit before its parent; the parent of the last is the first */
function describeCycle(cycle: readonly DeclaredUnit[]): Problem {
  const first = cycle.reduce((least, each) => (each.index < least.index ? each : least));
  const start = cycle.indexOf(first);
  const names = [...cycle.slice(start), ...cycle.slice(0, start), first].map(({ key }) => `\`${key}\``);
  return {
    code: 'unit-cycle',
    at: first.parentAt,
    message: `units are below themselves: ${names.join(' below ')}`,
    fix: 'give one of them another `parent`, or none',
  };
}

function findDuplicateNames(units: readonly Unit[], declared: DeclaredUnits): readonly Problem[] {
  const problems: Problem[] = [];
  for (const siblings of groupBy(units, ({ parent }) => parent).values()) {
    const taken = new Map<string, Unit>();
    for (const unit of siblings) {
      const first = taken.get(unit.name);
      if (first === undefined) taken.set(unit.name, unit);
      else problems.push(describeDuplicate(unit, first, declared.get(unit.key)?.nameAt ?? unit.at));
    }
  }
  return problems;
}

function describeDuplicate({ name, parent }: Unit, first: Unit, at: Position): Problem {
  return {
    code: 'duplicate-unit-name',
    at,
    message: `two units below ${parent === ROOT ? 'the root' : `\`${parent}\``} have the name \`${name}\`; the first is \`${first.key}\` (${describePosition(first.at)})`,
    allowed: 'different names for units with the same parent',
    fix: 'give one of them another `name`',
  };
}
