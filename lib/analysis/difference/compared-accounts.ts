import type { GuardrailsFile, GuardrailsTarget } from '../../model/guardrails-file';
import { treeOf } from '../../model/tree';
import { isFromAws } from '../../model/is-from-aws';
import { guardrailsTree, isAccount, isManaging, type GuardrailsTree } from '../evaluate/guardrails-tree';
import { shareIds, type MatchedTarget, type MatchedTargets } from '../evaluate/match-targets';

/** An account in two states of an organization: an existing one, or a future one in the root or a unit. */
export interface ComparedAccount {
  /** Its ids in the two states. */
  readonly before: string;
  readonly after: string;
  /** The id that reports use: the account, or for a future account its root or unit. */
  readonly target: string;
  /** It exists. */
  readonly isReal: boolean;
}

export interface ComparedAccounts {
  readonly accounts: readonly ComparedAccount[];
  /** The accounts that manage the organization in both states: only management policies bind them. */
  readonly managing: readonly ComparedAccount[];
  /** The states, with all of these accounts. Ids that only one state knows are in both. */
  readonly before: GuardrailsTree;
  readonly after: GuardrailsTree;
  /** The states without the accounts whose numbers are only possible: these numbers are outside of the organization. */
  readonly stated: { readonly before: GuardrailsTree; readonly after: GuardrailsTree };
}

/**
 * The accounts for which requests are compared:
 *
 * - the accounts of both states, unless they manage the organization in both, which no policy binds;
 * - the accounts of the state before alone: an account whose file is removed stays where it is at AWS, with the policies
 *   above it;
 * - each of these once more as each new account that may be the same one under a new name;
 * - one future account in the root and in each unit that both states have;
 * - each of these whose number is not known once more with each number that a policy names and no account has.
 *
 * An account that a configuration closes is compared, too: it is open until AWS closes it.
 */
export function findComparedAccounts(
  before: GuardrailsFile,
  after: GuardrailsFile,
  matched: MatchedTargets,
): ComparedAccounts {
  const [old, now] = shareIds(before, after, matched);
  const isClosedAtAws = ({ state }: GuardrailsTarget): boolean => isFromAws(before) && state === 'closed';
  const open = matched.both.filter(
    (pair) => isAccount(pair.after) && !(isClosedAtAws(pair.before) && pair.after.state === 'closed'),
  );
  const managing = open.filter((pair) => isManaging(pair.before, before) && isManaging(pair.after, after));
  const gone = matched.removed.filter(
    (target) => isAccount(target) && !isClosedAtAws(target) && !isManaging(target, before),
  );
  const future = futureAccounts(matched);
  const dropped = [...staying(gone, old, now, matched), ...renamed(gone, matched)];
  const bound = open.filter((pair) => !managing.includes(pair));
  const numbers = possibleNumbers(old, now);
  const numbered = [...future, ...withoutNumber(bound, old, now)].flatMap((each) =>
    numbers.map((number) => withNumber(each, number)),
  );
  const treesWith = (added: readonly AddedAccount[]): ComparedAccounts['stated'] => ({
    before: withAccounts(
      old,
      added.flatMap((each) => each.before ?? []),
    ),
    after: withAccounts(
      now,
      added.flatMap((each) => each.after ?? []),
    ),
  });
  return {
    accounts: [
      ...future.map(({ account }) => account),
      ...bound.map(comparedPair),
      ...dropped.map(({ account }) => account),
      ...numbered.map(({ account }) => account),
    ],
    managing: managing.map(comparedPair),
    ...treesWith([...future, ...dropped, ...numbered]),
    // Needed only to read requests.
    get stated() {
      return treesWith([...future, ...dropped]);
    },
  };
}

/** Account numbers that policies name, also by a pattern, and that no account of either state has. */
function possibleNumbers(...files: readonly GuardrailsFile[]): readonly string[] {
  const known = new Set(
    files.flatMap(({ organization, targets }) => [
      organization.managementAccount,
      ...targets.flatMap(({ accountId }) => accountId ?? []),
    ]),
  );
  const text = JSON.stringify(files.map(({ documents }) => documents.map(({ content }) => content)));
  const named = text.match(/\d{12}|(?<=[:"])[?*]*\d[\d?*]*/g) ?? [];
  const numbers = named.map((pattern) => {
    const missing = DIGITS - pattern.replaceAll('*', '').length;
    return pattern
      .replaceAll('?', '0')
      .replace('*', '0'.repeat(Math.max(0, missing)))
      .replaceAll('*', '');
  });
  return [...new Set(numbers)].filter((number) => number.length === DIGITS && !known.has(number));
}

const DIGITS = 12;

/** The pairs whose account number neither state knows, with their targets. */
function withoutNumber(
  pairs: readonly MatchedTarget[],
  old: GuardrailsFile,
  now: GuardrailsFile,
): readonly AddedAccount[] {
  const [before, after] = [treeOf(old.targets), treeOf(now.targets)];
  return pairs.flatMap((pair) => {
    const targets = { before: before.find(pair.before.id), after: after.find(pair.after.id) };
    if (targets.before === undefined || targets.after === undefined || (targets.after.accountId ?? null) !== null)
      return [];
    return [
      {
        account: comparedPair(pair),
        before: { target: targets.before, like: pair.before.id },
        after: { target: targets.after, like: pair.after.id },
      },
    ];
  });
}

function withNumber({ account, before, after }: AddedAccount, accountId: string): AddedAccount {
  const id = `${account.after}, if its number is ${accountId}`;
  const numbered = (added: AddedTarget | undefined): AddedTarget | undefined =>
    added && { ...added, target: { ...added.target, id, accountId } };
  return { account: { ...account, before: id, after: id }, before: numbered(before), after: numbered(after) };
}

function comparedPair({ before, after }: MatchedTarget): ComparedAccount {
  return { before: before.id, after: after.id, target: after.id, isReal: true };
}

/** New accounts that may be a removed account under a new name: not both numbers are known. */
export function possibleRenames({ removed, added }: MatchedTargets): readonly MatchedTarget[] {
  const accounts = added.filter(({ kind }) => kind === 'account');
  return removed
    .filter(({ kind }) => kind === 'account')
    .flatMap((before) =>
      accounts
        .filter((after) => (before.accountId ?? null) === null || (after.accountId ?? null) === null)
        .map((after) => ({ before, after })),
    );
}

/** A target that one of the states gets in addition. */
interface AddedTarget {
  readonly target: GuardrailsTarget;
  /** It has the policies of this target. */
  readonly like?: string;
}

interface AddedAccount {
  readonly account: ComparedAccount;
  readonly before?: AddedTarget | undefined;
  readonly after?: AddedTarget | undefined;
}

function futureAccounts({ both }: MatchedTargets): readonly AddedAccount[] {
  return both
    .filter(({ after }) => !isAccount(after))
    .map(({ before, after }) => {
      const id = futureAccountIn(after.id);
      return {
        account: { before: id, after: id, target: after.id, isReal: false },
        before: { target: { id, kind: 'account', parent: before.id } },
        after: { target: { id, kind: 'account', parent: after.id } },
      };
    });
}

/** An id that no account of a configuration can have. */
function futureAccountIn(unit: string): string {
  return `a new account in ${unit.replaceAll('/', ' › ')}`;
}

/** Accounts that the later state lacks, below the lowest unit that it still has. */
function staying(
  gone: readonly GuardrailsTarget[],
  old: GuardrailsFile,
  now: GuardrailsFile,
  { both }: MatchedTargets,
): readonly AddedAccount[] {
  const tree = treeOf(old.targets);
  const newIds = new Map(both.map(({ before, after }) => [before.id, after.id]));
  const taken = new Set(now.targets.map(({ id }) => id));
  return gone.map((removed) => {
    const id = taken.has(removed.id) ? `${removed.id} (removed)` : removed.id;
    const above = tree.downTo(removed.id).flatMap((target) => newIds.get(target.id) ?? []);
    const target: GuardrailsTarget = { ...removed, id, ...parentOf(above.at(-1)) };
    return { account: { before: removed.id, after: id, target: id, isReal: true }, after: { target } };
  });
}

function parentOf(parent: string | undefined): Pick<GuardrailsTarget, 'parent'> {
  return parent === undefined ? {} : { parent };
}

function renamed(gone: readonly GuardrailsTarget[], matched: MatchedTargets): readonly AddedAccount[] {
  return possibleRenames(matched)
    .filter(({ before }) => gone.includes(before))
    .map(({ before, after }) => {
      const id = `${after.id}, if it is ${before.id}`;
      // Not the number of either: that one finds the account itself.
      const accountId = null;
      return {
        account: { before: id, after: id, target: after.id, isReal: true },
        before: { target: { ...before, id, accountId }, like: before.id },
        after: { target: { ...after, id, accountId }, like: after.id },
      };
    });
}

function withAccounts(file: GuardrailsFile, added: readonly AddedTarget[]): GuardrailsTree {
  const copies = added.flatMap(({ target, like }) => (like === undefined ? [] : [{ id: target.id, like }]));
  const attach = <Policy extends { readonly targets: readonly string[] }>(policy: Policy): Policy => {
    const more = copies.filter(({ like }) => policy.targets.includes(like)).map(({ id }) => id);
    return more.length === 0 ? policy : { ...policy, targets: [...policy.targets, ...more] };
  };
  return guardrailsTree({
    ...file,
    targets: [...file.targets, ...added.map(({ target }) => target)],
    documents: file.documents.map(attach),
    ...(file.settings === undefined ? {} : { settings: file.settings.map(attach) }),
  });
}
