import { documentedValues } from '../../iam/service-reference/key-values';
import type { ControlPolicyType } from '../../iam/control-policy-type';
import { joinClasses } from '../../iam/algebra/action-class';
import type { Chain } from '../../iam/algebra/chain';
import { summarizeDifferences, type SummarizedBox } from '../../iam/algebra/summary';
import type { CompareOptions } from '../../iam/algebra/compare';
import type { ComparedClasses } from '../../iam/algebra/compare-by-class';
import type { ValueClassesCache } from '../../iam/algebra/key-plan';
import { resourceControlPolicies, serviceControlPolicies } from '../../iam/algebra/policy-types';
import { requestSetOf } from '../../iam/algebra/request-set';
import { withinWork } from '../../iam/algebra/work';
import { memoize } from '../../iam/memoize';
import type { Statement } from '../../iam/statement';
import type { Directory } from '../evaluate/directory';
import { CONTROL_POLICY_KINDS } from '../assemble/policy-quota';
import type { Authors, ReadChain } from '../evaluate/read-chains';
import { groupAccounts, type AccountGroup } from './account-groups';
import { actionNames, namesOf } from './action-names';
import type { ComparedAccount } from './compared-accounts';
import { INSTANCE_TYPES } from './examples';
import type { FoundChange, FoundChanges, FoundUndecided, GroupRequests } from './found-change';
import { planComparisons, type MovedAccount } from './memberships';
import { mergeChanges, mergeUndecided } from './merge-changes';
import { provenanceReader, withoutProvenance, type ReadProvenance } from './statement-provenance';
import { likelyCalls } from './likely-calls';
import { findWitness, OUTSIDE_ACCOUNT, type Deciders, type LikelySet } from './witness';

/** The two states to compare. */
export interface ComparedStates {
  readonly accounts: readonly ComparedAccount[];
  readonly chains: readonly [before: ReadChain, after: ReadChain];
  readonly moved: readonly MovedAccount[];
  readonly authors: Authors;
  readonly directory: Directory;
  readonly deciders: Deciders;
}

/** The work for all groups of actions together. What is left then is undecided. */
const WORK_LIMIT = 250_000_000;

/** All requests that service and resource control policies decide differently in the two states. */
export function findChanges(states: ComparedStates): FoundChanges {
  const cache: ValueClassesCache = new Map();
  const { accounts, chains, moved, authors, directory, deciders } = states;
  const readProvenance = provenanceReader(authors);
  const numberOf = ({ after }: ComparedAccount): string => directory.findAccount(after)?.number ?? '';
  const plan = planComparisons(accounts, chains, moved, { authors, numberOf });
  const { changes, undecided } = withinWork(WORK_LIMIT, () =>
    concatenated(
      CONTROL_POLICY_KINDS.map(({ type }) => {
        const groups = plan.pairs
          .filter((pairs) => pairs.type === type)
          .flatMap(({ accounts: some, chains: read, ...others }) =>
            groupAccounts(type, some, read, directory).map((group): AccountGroup => ({ ...group, ...others })),
          );
        const optionsFor = optionsReader(type, groups, cache);
        return compareGroups(groups, { type, cache, readProvenance, deciders, optionsFor });
      }),
    ),
  );
  return { changes, undecided: mergeUndecided([...undecided, ...plan.undecided]) };
}

/** What the comparisons of all groups of one type share. */
interface GroupTools {
  readonly type: ControlPolicyType;
  readonly cache: ValueClassesCache;
  readonly readProvenance: ReadProvenance;
  readonly deciders: Deciders;
  readonly optionsFor: (group: AccountGroup) => CompareOptions;
}

function compareGroups(groups: readonly AccountGroup[], tools: GroupTools): FoundChanges {
  const { type, cache, readProvenance, deciders, optionsFor } = tools;
  const examined = summarizeDifferences(
    groups.map((group) => ({ chains: [group.before, group.after], world: optionsFor(group) })),
    {
      ...optionsOf(type),
      cache,
      knownActions: actionNames(),
      ownersOf: (statement) => {
        const { guardrails, documents } = readProvenance([statement]);
        return [...guardrails, ...documents];
      },
    },
  );
  // The action patterns of all groups together may be too many to divide into classes, and those of fewer groups not.
  if (groups.length > 1 && examined.some(({ classes }) => classes.length === 0)) {
    const middle = Math.ceil(groups.length / 2);
    return concatenated([groups.slice(0, middle), groups.slice(middle)].map((half) => compareGroups(half, tools)));
  }
  const findings = groups.map((): SharedFinding[] => []);
  for (const each of examined) {
    const shared = sharedFindings(each, readProvenance);
    for (const index of each.cases) findings[index]?.push(...shared);
  }
  const { changes, undecided } = concatenated(
    groups.map((group, index) => changesIn(group, findings[index] ?? [], readProvenance, deciders)),
  );
  return { changes: mergeChanges(changes, optionsFor), undecided };
}

function concatenated(found: readonly FoundChanges[]): FoundChanges {
  return {
    changes: found.flatMap(({ changes }) => changes),
    undecided: found.flatMap(({ undecided }) => undecided),
  };
}

/** The part of a change that is the same in all groups that have it. */
type SharedFinding =
  | Pick<FoundUndecided, 'kind' | 'names' | 'reason'>
  | (Pick<FoundChange, 'names' | 'deniedBy' | 'alsoDeniedBy'> &
      Pick<GroupRequests, 'contains'> & { readonly requestSet: LikelySet });

function sharedFindings(
  { classes, findings }: ComparedClasses<SummarizedBox>,
  readProvenance: ReadProvenance,
): readonly SharedFinding[] {
  const actions = classes.length === 0 ? undefined : joinClasses(classes);
  const names = actions === undefined ? null : namesOf(classes, actions);
  return findings.map((finding): SharedFinding => {
    if ('reason' in finding) return { kind: finding.change ?? null, names, reason: finding.reason };
    if (actions === undefined || names === null) throw new Error('invariant: a request set without actions');
    const deniedBy = readProvenance(finding.decisive);
    const alsoDeniedBy = withoutProvenance(readProvenance(finding.others), deniedBy);
    const { contains } = finding;
    const requestSet = requestSetOf(finding, actions);
    const likely = likelyCalls(names, requestSet);
    return { names, requestSet: { ...requestSet, likely }, contains, deniedBy, alsoDeniedBy };
  });
}

/** Each group needs its own witnesses: the policies of the other type can deny in one group what they permit in another. */
function changesIn(
  group: AccountGroup,
  findings: readonly SharedFinding[],
  readProvenance: ReadProvenance,
  deciders: Deciders,
): FoundChanges {
  const { type, accounts, before, after } = group;
  const changes: FoundChange[] = [];
  const undecided: FoundUndecided[] = [];
  const isUndecided = findings.some((finding) => 'reason' in finding);
  const changedGuardrails = isUndecided ? readProvenance(changedStatements(before, after)).guardrails : [];
  for (const finding of findings) {
    if ('reason' in finding) {
      undecided.push({ ...finding, type, accounts, guardrails: changedGuardrails });
      continue;
    }
    const { requestSet, contains, names, deniedBy, alsoDeniedBy } = finding;
    const { change: kind, predicates, actions } = requestSet;
    const witness = findWitness(requestSet, group, deciders);
    if (witness === undefined) {
      const { guardrails } = deniedBy;
      undecided.push({ kind, type, names, reason: NO_WITNESS, accounts, guardrails });
      continue;
    }
    const requests = [{ actions, contains, group }];
    changes.push({ kind, type, names, predicates, deniedBy, alsoDeniedBy, accounts, requests, witness });
  }
  return { changes, undecided };
}

const NO_WITNESS =
  'no example was found of a request whose decision changes: policies of the other type may deny all of these requests';

/**
 * @param caller the account of the callers, for service control policies
 * @param other the account that the policies do not bind
 */
function optionsOf(type: ControlPolicyType, caller?: string, other?: string): CompareOptions {
  const options =
    type === 'SERVICE_CONTROL_POLICY' ? serviceControlPolicies(caller, other) : resourceControlPolicies(other);
  return { ...options, valuesOf: documentedValues };
}

/** Groups whose requests come from the same account share their options. */
function optionsReader(
  type: ControlPolicyType,
  groups: readonly AccountGroup[],
  cache: ValueClassesCache,
): (group: AccountGroup) => CompareOptions {
  const documents = new Set(groups.flatMap(({ before, after }) => [...before, ...after]).flat());
  const patterns = new Set(JSON.stringify([...documents]).match(/arn:[^:"]*:iam::[^:"]*:(?:role|user)[^"]*/g));
  const optionsFor = memoize((accounts: string): CompareOptions => {
    const [caller, other] = JSON.parse(accounts) as readonly [caller: string, other?: string];
    // Resource control policies bind callers from outside, too, for whom no other policy can deny the request.
    const exampleCaller = type === 'SERVICE_CONTROL_POLICY' ? caller : (other ?? OUTSIDE_ACCOUNT);
    const principals = exampleArns(patterns, exampleCaller);
    return {
      ...optionsOf(type, caller, other),
      cache,
      examples: (key) => (key === 'aws:principalarn' ? principals : key.endsWith('instancetype') ? INSTANCE_TYPES : []),
    };
  });
  return ({ caller, other }) => {
    const own = type === 'SERVICE_CONTROL_POLICY' ? caller : '';
    return optionsFor(JSON.stringify(other === undefined ? [own] : [own, other.number]));
  };
}

/** Principals of an account with names as in the policies: better examples than the shortest text that matches a pattern. */
function exampleArns(patterns: ReadonlySet<string>, account: string): readonly string[] {
  const own = Array.from(patterns, (pattern) => {
    const [, , , , , ...name] = pattern.split(':');
    return `arn:aws:iam::${account}:${name.join(':').replace(/[*?]/g, 'x')}`;
  });
  return ['role/developer', 'user/developer', 'root'].map((name) => `arn:aws:iam::${account}:${name}`).concat(own);
}

/** The statements that only one of two chains has, or that both have at different levels. */
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
