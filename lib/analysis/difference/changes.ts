import { loadServiceReference } from '../../iam/service-reference/load';
import type { ControlPolicyType } from '../../iam/control-policy-type';
import { joinClasses } from '../../iam/algebra/action-class';
import type { Chain } from '../../iam/algebra/chain';
import { summarizeDifferences, type SummarizedSet, type SummarizedBox } from '../../iam/algebra/summary';
import type { CompareOptions } from '../../iam/algebra/compare';
import type { ComparedClasses } from '../../iam/algebra/compare-by-class';
import type { ValueClassesCache } from '../../iam/algebra/key-plan';
import { resourceControlPolicies, serviceControlPolicies } from '../../iam/algebra/policy-types';
import { requestSetOf } from '../../iam/algebra/request-set';
import { memoize } from '../../iam/memoize';
import type { Statement } from '../../iam/statement';
import type { Directory } from '../evaluate/directory';
import { CONTROL_POLICY_KINDS } from '../assemble/policy-quota';
import type { Authors, ReadChain } from '../evaluate/read-chains';
import { namesOf } from './action-names';
import type { FoundChange, FoundChanges, FoundDoubt } from './found-change';
import { groupPlaces, type Group } from './groups';
import { mergeChanges, mergeDoubts } from './merge-changes';
import { ownersReader, withoutOwners, type OwnersOf } from './owners';
import type { ComparedAccount } from './places';
import { findWitness, STRANGER, type Judges } from './witness';

/** What both states are looked at with. */
export interface ComparedStates {
  readonly places: readonly ComparedAccount[];
  readonly chains: readonly [before: ReadChain, after: ReadChain];
  readonly authors: Authors;
  readonly directory: Directory;
  readonly judges: Judges;
}

/** Everything that is decided otherwise, as far as policies of statements decide it. */
export function findChanges({ places, chains, authors, directory, judges }: ComparedStates): FoundChanges {
  const cache: ValueClassesCache = new Map();
  const ownersOf = ownersReader(authors);
  const { changes, doubts } = together(
    CONTROL_POLICY_KINDS.map(({ type }) => {
      const groups = groupPlaces(type, places, chains, directory);
      return compareGroups(groups, { type, cache, ownersOf, judges, optionsFor: optionsReader(type, groups, cache) });
    }),
  );
  return { changes, doubts: mergeDoubts(doubts) };
}

/** What groups of one type are compared with. */
interface GroupTools {
  readonly type: ControlPolicyType;
  readonly cache: ValueClassesCache;
  readonly ownersOf: OwnersOf;
  readonly judges: Judges;
  readonly optionsFor: (group: Group) => CompareOptions;
}

function compareGroups(groups: readonly Group[], tools: GroupTools): FoundChanges {
  const { type, cache, ownersOf, judges, optionsFor } = tools;
  const examined = summarizeDifferences(
    groups.map((group) => ({ chains: [group.before, group.after], world: optionsFor(group) })),
    {
      ...optionsOf(type),
      cache,
      knownActions: actionNames(),
      ownersOf: (statement) => {
        const { guardrails, documents } = ownersOf([statement]);
        return [...guardrails, ...documents];
      },
    },
  );
  // The patterns of all may be too many to be divided together, where those of each are not.
  if (groups.length > 1 && examined.some(({ classes }) => classes.length === 0)) {
    const middle = Math.ceil(groups.length / 2);
    return together([groups.slice(0, middle), groups.slice(middle)].map((half) => compareGroups(half, tools)));
  }
  const findings = groups.map((): SharedFinding[] => []);
  for (const each of examined) {
    const shared = sharedFindings(each, ownersOf);
    for (const index of each.cases) findings[index]?.push(...shared);
  }
  const { changes, doubts } = together(
    groups.map((group, index) => tellIn(group, findings[index] ?? [], ownersOf, judges)),
  );
  return { changes: mergeChanges(changes, optionsFor), doubts };
}

function together(found: readonly FoundChanges[]): FoundChanges {
  return {
    changes: found.flatMap(({ changes }) => changes),
    doubts: found.flatMap(({ doubts }) => doubts),
  };
}

/** What was found, ready to be told of each group. */
type SharedFinding =
  | Pick<FoundDoubt, 'kind' | 'names' | 'reason'>
  | (Pick<FoundChange, 'names' | 'by' | 'others'> & { readonly region: SummarizedSet });

function sharedFindings(
  { classes, findings }: ComparedClasses<SummarizedBox>,
  ownersOf: OwnersOf,
): readonly SharedFinding[] {
  const actions = classes.length === 0 ? undefined : joinClasses(classes);
  const names = actions === undefined ? null : namesOf(classes, actions);
  return findings.map((finding): SharedFinding => {
    if ('reason' in finding) return { kind: finding.change ?? null, names, reason: finding.reason };
    if (actions === undefined || names === null) throw new Error('invariant: a region without actions');
    const by = ownersOf(finding.decisive);
    return { names, region: requestSetOf(finding, actions), by, others: withoutOwners(ownersOf(finding.others), by) };
  });
}

/** Each group has witnesses of its own: policies of the other type may deny in one what they permit in another. */
function tellIn(group: Group, findings: readonly SharedFinding[], ownersOf: OwnersOf, judges: Judges): FoundChanges {
  const { type, places, before, after } = group;
  const changes: FoundChange[] = [];
  const doubts: FoundDoubt[] = [];
  const isDoubted = findings.some((finding) => 'reason' in finding);
  const doubted = isDoubted ? ownersOf(changedStatements(before, after)).guardrails : [];
  for (const finding of findings) {
    if ('reason' in finding) {
      doubts.push({ ...finding, type, places, guardrails: doubted });
      continue;
    }
    const { region, names, by, others } = finding;
    const { change: kind, predicates: words } = region;
    const witness = findWitness(region, group, judges);
    if (witness === undefined) {
      const reason = 'no request was found that is decided otherwise: policies of the other type may deny all of it';
      doubts.push({ kind, type, names, reason, places, guardrails: by.guardrails });
      continue;
    }
    changes.push({ kind, type, names, words, by, others, places, regions: [{ region, group }], witness });
  }
  return { changes, doubts };
}

function optionsOf(type: ControlPolicyType, account?: string): CompareOptions {
  return type === 'SERVICE_CONTROL_POLICY' ? serviceControlPolicies(account) : resourceControlPolicies();
}

/** Groups whose requests come from the same account share their options. */
function optionsReader(
  type: ControlPolicyType,
  groups: readonly Group[],
  cache: ValueClassesCache,
): (group: Group) => CompareOptions {
  const documents = new Set(groups.flatMap(({ before, after }) => [...before, ...after]).flat());
  const patterns = new Set(JSON.stringify([...documents]).match(/arn:[^:"]*:iam::[^:"]*:(?:role|user)[^"]*/g));
  const optionsFor = memoize((account: string): CompareOptions => {
    const principals = exampleArns(patterns, account);
    return {
      ...optionsOf(type, account),
      cache,
      examples: (key) => (key === 'aws:principalarn' ? principals : []),
    };
  });
  // Whom resource control policies bind may be a stranger, whom no other policy denies anything.
  return ({ caller }) => optionsFor(type === 'SERVICE_CONTROL_POLICY' ? caller : STRANGER);
}

/** Principals of an account like those of which policies speak: they read better than what patterns leave open. */
function exampleArns(patterns: ReadonlySet<string>, account: string): readonly string[] {
  const own = Array.from(patterns, (pattern) => {
    const [, , , , , ...name] = pattern.split(':');
    return `arn:aws:iam::${account}:${name.join(':').replace(/[*?]/g, 'x')}`;
  });
  return ['role/developer', 'user/developer', 'root'].map((name) => `arn:aws:iam::${account}:${name}`).concat(own);
}

let names: readonly string[] | undefined;

function actionNames(): readonly string[] {
  names ??= loadServiceReference()
    .actionsMatching('*')
    .map(({ name }) => name);
  return names;
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
