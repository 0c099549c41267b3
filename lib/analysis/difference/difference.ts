import { splitArn } from '../../iam/patterns/arn';
import { loadServiceReference } from '../../iam/service-reference/load';
import type { Statement } from '../../iam/statement';
import type { GuardrailsFile } from '../../model/guardrails-file';
import { findImpossibleEdits, findNotCompared } from '../../model/impossible-edits';
import { capitalized } from '../../report/words';
import { judgeIn, type Judge } from '../evaluate/decide';
import { buildDirectory, type Directory } from '../evaluate/directory';
import type { Decision, RequestLine } from '../evaluate/request-line';
import { guardrailsTree } from '../evaluate/guardrails-tree';
import { matchTargets, type MatchedTargets } from '../evaluate/match-targets';
import { chainReader, type Author } from '../evaluate/read-chains';
import { managementPolicyReader } from '../evaluate/read-management-policies';
import { findAccessEdits } from './access-edits';
import { findChanges } from './changes';
import { findComparedAccounts, type ComparedAccount, type ComparedAccounts } from './compared-accounts';
import { coverRequests } from './cover-requests';
import type { Difference } from './difference-file';
import { findEdits } from './edits';
import { findEffectiveChanges } from './effective';
import { findExemptionChanges } from './exemptions';
import type { FoundUndecided } from './found-change';
import { groupChanges } from './group-changes';
import { findMovedAccounts } from './memberships';
import { findMoves } from './moves';
import { findQuotaUse } from './quota';
import { findTrustedIds } from './trusted-ids';
import type { Deciders } from './witness';
import { findSameMeaning } from './same-meaning';
import { findPrincipalChanges } from './principals';
import { listActions, reportGroup, type ReportedChange } from './report-changes';
import { describeUndecided } from './sentence';
import { whereReader, type Where } from './where';

/**
 * All requests that two states of an organization decide differently, with the proof that there are no others: a request
 * that is in no change and not undecided gets the same decision in both states. This includes the requests of actions that
 * AWS adds later.
 *
 * @param requests the result lists for each of them the changes that contain it
 */
export function findDifference(
  before: GuardrailsFile,
  after: GuardrailsFile,
  requests?: readonly RequestLine[],
): Difference {
  const matched = matchTargets(before, after);
  const trees = [guardrailsTree(before), guardrailsTree(after)] as const;
  const states = findComparedAccounts(before, after, matched);
  const [old, now] = [buildDirectory(states.before), buildDirectory(states.after)];
  const shared = { names: new Map<string, number>(), authors: new WeakMap<Statement, Author>() };
  const found = findChanges({
    accounts: states.accounts,
    chains: [chainReader(states.before, old.resolve, shared), chainReader(states.after, now.resolve, shared)],
    // No policy binds an account that manages the organization, but other accounts' policies may test where it is.
    moved: findMovedAccounts([...states.accounts, ...states.managing], [old, now]),
    authors: shared.authors,
    directory: now,
    deciders: decidersOf([...states.accounts, ...states.managing], old, now),
  });
  const principals = findPrincipalChanges(before, after);
  const where = whereReader(states.after, states.accounts);
  const sorted = inOrder(
    groupChanges(found.changes, principals.changes).map((group) => reportGroup(group, where, principals.platform)),
    after,
  );
  const changes = sorted.map(({ entry }) => entry);
  const undecided = found.undecided.map((each) => reportUndecided(each, where));
  const effective = findEffectiveChanges(
    [...states.accounts, ...states.managing],
    [managementPolicyReader(states.before, old.resolve), managementPolicyReader(states.after, now.resolve)],
    whereReader(states.after, [...states.accounts, ...states.managing]),
  );
  const trustedIds = findTrustedIds(before, after, matched);
  const changed = new Set([...changes, ...undecided, ...effective].flatMap(({ guardrails }) => guardrails));
  return {
    formatVersion: 2,
    equal: changes.length + undecided.length + effective.length + trustedIds.length === 0,
    ...compareConfigurations(before, after, matched),
    changes,
    undecided,
    sameMeaning: findSameMeaning(...trees, matched, changed),
    effective,
    moves: findMoves(before, after, matched),
    trustedIds,
    principals: principals.changes.map(({ entry }) => entry),
    exemptions: findExemptionChanges(before, after),
    referenceDate: loadServiceReference().updated,
    quota: findQuotaUse(...trees, matched),
    ...(requests === undefined
      ? {}
      : {
          requests: coverRequests(
            requests,
            sorted.map(({ change }) => change),
            states,
            statedDirectories(states),
          ),
        }),
  };
}

/** What was edited, whatever follows from it. */
function compareConfigurations(
  before: GuardrailsFile,
  after: GuardrailsFile,
  matched: MatchedTargets,
): Pick<Difference, 'impossible' | 'notCompared' | 'access' | 'edits'> {
  const impossible = findImpossibleEdits(before, after).map(({ code: kind, target, message, allowed, fix }) => {
    return { kind, target, allowed, fix, summary: `${capitalized(message)}.` };
  });
  return {
    impossible,
    notCompared: findNotCompared(before, after),
    access: findAccessEdits(before, after, matched),
    edits: findEdits(before, after, matched),
  };
}

function statedDirectories({ stated: { before, after } }: ComparedAccounts): readonly [Directory, Directory] {
  return [buildDirectory(before), buildDirectory(after)];
}

/** Each state is asked with its own names of accounts. An account that only the other one knows is outside for it. */
function decidersOf(accounts: readonly ComparedAccount[], old: Directory, now: Directory): Deciders {
  const oldNames = new Map(accounts.map(({ before, after }) => [after, before]));
  const before = withOwnNames(old, (name) => oldNames.get(name) ?? name);
  const after = withOwnNames(now, (name) => name);
  const [judgeBefore, judgeAfter] = [judgeIn(old), judgeIn(now)];
  const decideIn = ({ canDecide, decide }: Judge, request: RequestLine): Decision | undefined =>
    canDecide(request) ? decide(request) : undefined;
  return {
    before: (request) => decideIn(judgeBefore, before(request)),
    after: (request) => decideIn(judgeAfter, after(request)),
    directory: now,
  };
}

function withOwnNames(
  { findAccount }: Directory,
  nameOf: (name: string) => string,
): (request: RequestLine) => RequestLine {
  return ({ account, resourceAccount, ...request }) => {
    const caller = account ?? splitArn(request.principal)?.[4] ?? '';
    const own = nameOf(caller);
    return {
      ...request,
      account: findAccount(own) === undefined ? null : own,
      ...(resourceAccount === undefined ? {} : { resourceAccount: nameOf(resourceAccount) }),
    };
  };
}

type ReadWhere = (accounts: Iterable<ComparedAccount>) => Where;

function reportUndecided(
  { kind, type, names, reason, accounts, guardrails }: FoundUndecided,
  whereOf: ReadWhere,
): Difference['undecided'][number] {
  const where = whereOf(accounts);
  const actions = names === null ? { actions: [], openActions: '*' } : listActions(names);
  return {
    kind,
    targets: where.targets,
    accounts: where.accounts,
    ...actions,
    guardrails,
    reason,
    summary: describeUndecided({ kind, type, ...where, ...actions }),
  };
}

/** Openings first, then by the first target in the order of the organization, then the longest list of actions first. */
function inOrder(changes: readonly ReportedChange[], { targets }: GuardrailsFile): readonly ReportedChange[] {
  const order = new Map(targets.map(({ id }, index) => [id, index]));
  const rank = ({ entry }: ReportedChange): readonly number[] => [
    entry.kind === 'permitted' ? 0 : 1,
    order.get(entry.targets[0] ?? '') ?? 0,
    -entry.actions.length,
  ];
  return [...changes].sort((a, b) => {
    const [left, right] = [rank(a), rank(b)];
    const at = left.findIndex((value, index) => value !== right[index]);
    return at < 0 ? (a.sortKey < b.sortKey ? -1 : 1) : (left[at] ?? 0) - (right[at] ?? 0);
  });
}
