import { loadCatalogue } from '../../iam/catalogue-loader';
import type { ControlPolicyType } from '../../iam/grammar/parse-policy';
import type { Chain } from '../../iam/regions/chain';
import { compareBriefly, permitsNone, type BriefRegion } from '../../iam/regions/brief';
import type { CompareOptions } from '../../iam/regions/compare';
import type { Undecided } from '../../iam/regions/examine';
import type { Partition } from '../../iam/regions/partition';
import { resourceControlPolicies, serviceControlPolicies } from '../../iam/regions/policy-types';
import type { Change } from '../../iam/regions/region';
import type { Word } from '../../iam/regions/words';
import { remember } from '../../iam/remember';
import type { Statement } from '../../iam/statement';
import { groupBy } from '../../model/group-by';
import type { Directory } from '../decide-directory';
import { CONTROL_KINDS } from '../policy-room';
import { joinNames, missingNames, namesOf, type ActionNames } from './action-names';
import type { Authors, ReadChain } from '../read-chains';
import { groupPlaces, type Group } from './groups';
import type { Place } from './places';
import { findWitness, STRANGER, type Judges, type Witness } from './witness';

/** One thing that changed: the same for all its actions, wherever it holds. */
export interface FoundChange {
  readonly kind: Change;
  readonly type: ControlPolicyType;
  readonly names: ActionNames;
  readonly words: readonly Word[];
  /** That deny, on the side that denies. Nobody: nothing allows it there. */
  readonly by: Owners;
  /** That deny some of what is told on the other side, for reasons of their own. */
  readonly others: Owners;
  readonly places: ReadonlySet<Place>;
  /** The exact regions, and for whom. */
  readonly regions: readonly FoundRegion[];
  readonly witness: Witness;
}

/** Whose statements they are: guardrails', and of those that are nobody's the documents. */
export interface Owners {
  readonly guardrails: readonly string[];
  readonly documents: readonly string[];
}

export interface FoundRegion {
  readonly region: BriefRegion;
  readonly group: Group;
}

/** Something of which nothing is known but that it may have changed. */
export interface FoundDoubt {
  readonly kind: Change | null;
  readonly type: ControlPolicyType;
  /** Null: whichever. */
  readonly names: ActionNames | null;
  readonly reason: string;
  readonly places: ReadonlySet<Place>;
  readonly guardrails: readonly string[];
}

export interface FoundChanges {
  readonly changes: readonly FoundChange[];
  readonly doubts: readonly FoundDoubt[];
}

/** What both states are looked at with. */
export interface Comparing {
  readonly places: readonly Place[];
  readonly chains: readonly [before: ReadChain, after: ReadChain];
  readonly authors: Authors;
  readonly directory: Directory;
  readonly judges: Judges;
}

/** Everything that is decided otherwise, as far as policies of statements decide it. */
export function findChanges(comparing: Comparing): FoundChanges {
  const { places, chains, directory } = comparing;
  const cache = new Map<string, Partition | undefined>();
  const optionsFor = remember(({ type, number, before, after }: Group): CompareOptions => {
    // Whom resource control policies bind may be a stranger, whom no other policy denies anything.
    const principals = exampleArns([before, after], type === 'SERVICE_CONTROL_POLICY' ? number : STRANGER);
    return {
      ...optionsOf(type, number),
      cache,
      examples: (key) => (key === 'aws:principalarn' ? principals : []),
    };
  }, Infinity);
  const found = CONTROL_KINDS.flatMap(({ type }) =>
    groupPlaces(type, places, chains, directory).map((group) => compareGroup(group, comparing, optionsFor(group))),
  );
  return {
    changes: merged(
      found.flatMap(({ changes }) => changes),
      optionsFor,
    ),
    doubts: mergedDoubts(found.flatMap(({ doubts }) => doubts)),
  };
}

function compareGroup(group: Group, { authors, judges }: Comparing, options: CompareOptions): FoundChanges {
  const { type, before, after, places } = group;
  const ownersOf = (statements: readonly Statement[]): Owners => {
    const found = statements.flatMap((statement) => authors.get(statement) ?? []);
    const nobodys = found.filter(({ guardrails }) => guardrails.length === 0);
    return {
      guardrails: union(found.map(({ guardrails }) => guardrails)),
      documents: union(nobodys.map(({ document }) => [document])),
    };
  };
  const comparison = compareBriefly(before, after, {
    ...options,
    knownActions: actionNames(),
    ownersOf: (statement) => {
      const { guardrails, documents } = ownersOf([statement]);
      return [...guardrails, ...documents];
    },
  });
  const changes: FoundChange[] = [];
  const { undecided } = comparison;
  const doubted = undecided.length === 0 ? [] : ownersOf(changedStatements(before, after)).guardrails;
  const doubts = undecided.map((doubt) => doubtOf(doubt, group, doubted));
  for (const region of [...comparison.permitted, ...comparison.denied]) {
    const witness = findWitness(region, group, judges);
    const shared = { type, names: namesOf(region.actions), places };
    const by = ownersOf(region.decisive);
    if (witness === undefined) {
      const reason = 'no request was found that is decided otherwise: policies of the other type may deny all of it';
      doubts.push({ ...shared, kind: region.change, reason, guardrails: by.guardrails });
      continue;
    }
    changes.push({
      ...shared,
      kind: region.change,
      words: region.words,
      by,
      others: without(ownersOf(region.others), by),
      regions: [{ region, group }],
      witness,
    });
  }
  return { changes, doubts };
}

function optionsOf(type: ControlPolicyType, account: string): CompareOptions {
  return type === 'SERVICE_CONTROL_POLICY' ? serviceControlPolicies(account) : resourceControlPolicies();
}

/** Principals of an account like those of which policies speak: they read better than what patterns leave open. */
function exampleArns(chains: readonly Chain[], account: string): readonly string[] {
  const patterns = JSON.stringify(chains).match(/arn:[^:"]*:iam::[^:"]*:(?:role|user)[^"]*/g) ?? [];
  const own = [...new Set(patterns)].map((pattern) => {
    const [, , , , , ...name] = pattern.split(':');
    return `arn:aws:iam::${account}:${name.join(':').replace(/[*?]/g, 'x')}`;
  });
  return ['role/developer', 'user/developer', 'root'].map((name) => `arn:aws:iam::${account}:${name}`).concat(own);
}

let names: readonly string[] | undefined;

function actionNames(): readonly string[] {
  names ??= loadCatalogue()
    .actionsMatching('*')
    .map(({ name }) => name);
  return names;
}

function doubtOf(
  { change, actions, reason }: Undecided,
  { type, places }: Group,
  guardrails: readonly string[],
): FoundDoubt {
  return {
    kind: change ?? null,
    type,
    names: actions === undefined ? null : namesOf(actions),
    reason,
    places,
    guardrails,
  };
}

/** Alike over actions, then over places. */
function merged(changes: readonly FoundChange[], optionsFor: (group: Group) => CompareOptions): readonly FoundChange[] {
  const alike = ({ kind, type, words, by }: FoundChange): string =>
    JSON.stringify([kind, type, words.map(({ key, operator, values }) => [key, operator, values]), by]);
  const overActions = [...groupBy(changes, (change) => `${alike(change)} ${placesId(change)}`).values()].map(join);
  return [...groupBy(overActions, alike).values()].flatMap((candidates) => {
    const sums: FoundChange[] = [];
    // The longest list first: the others are more likely to lack some of it than to have more.
    for (const change of [...candidates].sort((a, b) => b.names.actions.size - a.names.actions.size)) {
      const at = sums.findIndex((sum) => isOne(sum, change, optionsFor));
      const sum = sums[at];
      if (sum === undefined) sums.push(change);
      else sums[at] = join([sum, change]);
    }
    return sums;
  });
}

/** Whether two changes read as one: where only one of them has an action, the other denies it in any case. */
function isOne(a: FoundChange, b: FoundChange, optionsFor: (group: Group) => CompareOptions): boolean {
  return (
    isFreeIn(a, missingNames(b.names, a.names), optionsFor) && isFreeIn(b, missingNames(a.names, b.names), optionsFor)
  );
}

/** Above this number it is no longer the same change. */
const MOST_MISSING = 200;

function isFreeIn(
  { kind, words, regions }: FoundChange,
  actions: readonly string[],
  optionsFor: (group: Group) => CompareOptions,
): boolean {
  if (actions.length === 0) return true;
  if (actions.length > MOST_MISSING) return false;
  const groups = new Set(regions.map(({ group }) => group));
  return [...groups].every((group) =>
    permitsNone(kind === 'denied' ? group.after : group.before, actions, words, optionsFor(group)),
  );
}

function mergedDoubts(doubts: readonly FoundDoubt[]): readonly FoundDoubt[] {
  const groups = groupBy(doubts, ({ kind, type, reason }) => JSON.stringify([kind, type, reason]));
  return [...groups.values()].flatMap((alike): readonly FoundDoubt[] => {
    const [first] = alike;
    if (first === undefined) return [];
    return [
      {
        ...first,
        names: joinDoubted(alike.map(({ names }) => names)),
        places: new Set(alike.flatMap(({ places }) => [...places])),
        guardrails: union(alike.map(({ guardrails }) => guardrails)),
      },
    ];
  });
}

function joinDoubted(all: readonly (ActionNames | null)[]): ActionNames | null {
  const known = all.filter((names) => names !== null);
  return known.length < all.length ? null : joinNames(known);
}

function placesId({ places }: FoundChange): string {
  return [...places].map(({ target }) => target).join();
}

function join(alike: readonly FoundChange[]): FoundChange {
  const [first] = alike;
  if (first === undefined) throw new Error('invariant: a group is never empty');
  return {
    ...first,
    names: joinNames(alike.map(({ names }) => names)),
    others: {
      guardrails: union(alike.map(({ others }) => others.guardrails)),
      documents: union(alike.map(({ others }) => others.documents)),
    },
    places: new Set(alike.flatMap(({ places }) => [...places])),
    regions: alike.flatMap(({ regions }) => regions),
  };
}

function without(owners: Owners, others: Owners): Owners {
  return {
    guardrails: owners.guardrails.filter((id) => !others.guardrails.includes(id)),
    documents: owners.documents.filter((name) => !others.documents.includes(name)),
  };
}

/** The statements that stand in one of two chains only, or elsewhere in it. */
function changedStatements(before: Chain, after: Chain): readonly Statement[] {
  const [old, now] = [before, after].map((chain) =>
    chain.flatMap((documents, level) =>
      documents.flatMap(({ Statement: all }) =>
        all.map((statement) => ({ statement, text: `${level} ${JSON.stringify(statement)}` })),
      ),
    ),
  );
  const [oldTexts, nowTexts] = [old, now].map((each) => new Set(each?.map(({ text }) => text)));
  return [
    ...(old ?? []).filter(({ text }) => nowTexts?.has(text) !== true),
    ...(now ?? []).filter(({ text }) => oldTexts?.has(text) !== true),
  ].map(({ statement }) => statement);
}

function union(lists: readonly (readonly string[])[]): readonly string[] {
  return [...new Set(lists.flat())].sort();
}
