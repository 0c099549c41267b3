import type { Statement } from '../../iam/statement';
import type { GuardrailsFile } from '../../model/guardrails-file';
import { deciderIn } from '../evaluate/decide';
import { buildDirectory } from '../evaluate/directory';
import type { RequestLine } from '../evaluate/request-line';
import { knownNames, type ActionNames } from './action-names';
import { matchTargets } from '../evaluate/match-targets';
import { chainReader, type Author } from '../evaluate/read-chains';
import { managementPolicyReader } from '../evaluate/read-management-policies';
import type { FoundChange, FoundDoubt } from './found-change';
import { findChanges } from './changes';
import type { Difference, DifferenceChange } from './difference-file';
import { coverRequests } from './cover-requests';
import { findEffectiveChanges } from './effective';
import { findExemptionChanges } from './exemptions';
import { findMoves } from './moves';
import { findPlaces, type ComparedAccount } from './places';
import { findQuotaUse } from './quota';
import { findSameMeaning } from './same-meaning';
import { doubtSentence, sentenceOf } from './sentence';
import { whereReader, type WholeWhere } from './where';

/**
 * Everything that two states of an organization decide otherwise, and the proof that there is nothing else: requests that
 * lie in no change and are not undecided are decided alike, those of actions that AWS has yet to add included.
 *
 * @param requests each is told which changes cover it
 */
export function findDifference(
  before: GuardrailsFile,
  after: GuardrailsFile,
  requests?: readonly RequestLine[],
): Difference {
  const matched = matchTargets(before, after);
  const states = findPlaces(before, after, matched);
  const [old, now] = [buildDirectory(states.before), buildDirectory(states.after)];
  const shared = { names: new Map<string, number>(), authors: new WeakMap<Statement, Author>() };
  const found = findChanges({
    places: states.places,
    chains: [chainReader(states.before, old.resolve, shared), chainReader(states.after, now.resolve, shared)],
    authors: shared.authors,
    directory: now,
    judges: { before: deciderIn(old), after: deciderIn(now), directory: now },
  });
  const where = whereReader(after, states.places);
  const told = inOrder(
    found.changes.map((change) => ({ change, told: tellChange(change, where) })),
    after,
  );
  const changes = told.map((each) => each.told);
  const undecided = found.doubts.map((doubt) => tellDoubt(doubt, where));
  const effective = findEffectiveChanges(matched, [
    managementPolicyReader(states.before, old.resolve),
    managementPolicyReader(states.after, now.resolve),
  ]);
  const touched = new Set([...changes, ...undecided, ...effective].flatMap(({ guardrails }) => guardrails));
  const moves = findMoves(before, after, matched);
  const exemptions = findExemptionChanges(before, after);
  return {
    formatVersion: 1,
    equal: changes.length + undecided.length + effective.length === 0,
    changes,
    undecided,
    sameMeaning: findSameMeaning(before, after, matched, touched),
    effective,
    moves,
    exemptions,
    quota: findQuotaUse(before, after, matched),
    ...(requests === undefined
      ? {}
      : {
          requests: coverRequests(
            requests,
            told.map(({ change }) => change),
            states,
            [old, now],
          ),
        }),
  };
}

type ReadWhere = (places: Iterable<ComparedAccount>) => WholeWhere;

function tellChange(change: FoundChange, whereOf: ReadWhere): DifferenceChange {
  const { kind, type, words, by, others, witness } = change;
  const where = whereOf(change.places);
  const names = listed(change.names);
  return {
    kind,
    targets: where.targets,
    accounts: where.accounts,
    ...names,
    when: words.map(({ key, operator, values }) => ({
      key: key.toLowerCase() === 'aws:principalarn' ? 'principal' : key,
      operator,
      values,
    })),
    guardrails: by.guardrails,
    summary: sentenceOf({ kind, type, words, by, others, ...where, ...names }),
    witness: witness.request,
    before: witness.before,
    after: witness.after,
  };
}

function tellDoubt(
  { kind, type, names: doubted, reason, places, guardrails }: FoundDoubt,
  whereOf: ReadWhere,
): Difference['undecided'][number] {
  const where = whereOf(places);
  const names = doubted === null ? { actions: [], openActions: '*' } : listed(doubted);
  return {
    kind,
    targets: where.targets,
    accounts: where.accounts,
    ...names,
    guardrails,
    reason,
    summary: doubtSentence({ kind, type, ...where, ...names }),
  };
}

function listed(names: ActionNames): Pick<DifferenceChange, 'actions' | 'openActions'> {
  return { actions: knownNames(names), openActions: names.openActions };
}

interface ToldChange {
  readonly change: FoundChange;
  readonly told: DifferenceChange;
}

/** Openings first, the widest first, then as the organization is ordered. */
function inOrder(changes: readonly ToldChange[], { targets }: GuardrailsFile): readonly ToldChange[] {
  const order = new Map(targets.map(({ id }, index) => [id, index]));
  const rank = ({ told }: ToldChange): readonly number[] => [
    told.kind === 'permitted' ? 0 : 1,
    order.get(told.targets[0] ?? '') ?? 0,
    -told.actions.length,
  ];
  return [...changes].sort((a, b) => {
    const [left, right] = [rank(a), rank(b)];
    const at = left.findIndex((value, index) => value !== right[index]);
    return at < 0 ? (a.told.summary < b.told.summary ? -1 : 1) : (left[at] ?? 0) - (right[at] ?? 0);
  });
}
