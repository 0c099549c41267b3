import { CONTROL_POLICY_TYPES, type ControlPolicyType } from '../../iam/control-policy-type';
import type { KeyValue } from '../../iam/evaluation/context';
import { withKnownKeys, type KnownKeys } from '../../iam/evaluation/known-keys';
import type { Membership } from '../../iam/evaluation/request-context';
import { MANY_TEXTS, memoize } from '../../iam/memoize';
import type { Statement } from '../../iam/statement';
import type { Directory } from '../evaluate/directory';
import type { Authors, NamedChain, ReadChain } from '../evaluate/read-chains';
import type { OtherAccount } from './account-groups';
import type { ComparedAccount } from './compared-accounts';
import type { FoundUndecided } from './found-change';

/**
 * AWS tells policies where an account is in the organization. If it moves, conditions on these keys decide differently,
 * although no policy changed. So the chains are compared as they are for the two places.
 */

/** An account whose place in the organization changes. */
export interface MovedAccount {
  readonly account: ComparedAccount;
  readonly before: Membership;
  readonly after: Membership;
}

export function findMovedAccounts(
  accounts: readonly ComparedAccount[],
  [old, now]: readonly [Directory, Directory],
): readonly MovedAccount[] {
  return accounts.flatMap((account) => {
    const [before, after] = [old.findAccount(account.before)?.membership, now.findAccount(account.after)?.membership];
    if (before === undefined || after === undefined) return [];
    if (before.organization === after.organization && before.path === after.path) return [];
    return [{ account, before, after }];
  });
}

/** Whom a key is about: the caller, or the resource. */
type Side = 'principal' | 'resource';

/** The account that policies of a type bind: that of the caller, or that of the resource. */
const BOUND: Readonly<Record<ControlPolicyType, Side>> = {
  SERVICE_CONTROL_POLICY: 'principal',
  RESOURCE_CONTROL_POLICY: 'resource',
};

/** The other account of a request. */
const OTHER: Readonly<Record<ControlPolicyType, Side>> = {
  SERVICE_CONTROL_POLICY: 'resource',
  RESOURCE_CONTROL_POLICY: 'principal',
};

const KEYS = {
  principal: { organization: 'aws:principalorgid', path: 'aws:principalorgpaths' },
  resource: { organization: 'aws:resourceorgid', path: 'aws:resourceorgpaths' },
} as const;

/** Whether a chain has a condition or a policy variable with a key that tells the place of one of the accounts. */
function testsPlace({ chain }: NamedChain, side: Side, change: PlaceChange): boolean {
  return chain.some((documents) =>
    documents.some((document) => {
      const { organization, path } = KEYS[side];
      const text = lowerCase(document);
      return text.includes(path) || (change === 'organization' && text.includes(organization));
    }),
  );
}

/** What changes about a place: only the path, or the organization, too. */
type PlaceChange = 'path' | 'organization';

type Document = NamedChain['chain'][number][number];

const texts = new WeakMap<Document, string>();

function lowerCase(document: Document): string {
  const text = texts.get(document) ?? JSON.stringify(document).toLowerCase();
  texts.set(document, text);
  return text;
}

/** Makes chains as they decide about an account at a place; null: for requests without these keys. */
function placedChains(authors: Authors): (chain: NamedChain, side: Side, place: Membership | null) => NamedChain {
  const read = memoize((statement: Statement) =>
    memoize((place: string): Statement | null => {
      const placed = withKnownKeys(statement, keysAt(place), true);
      const author = authors.get(statement);
      // Statements keep their authors.
      if (placed !== null && author !== undefined) authors.set(placed, author);
      return placed;
    }),
  );
  return (named, side, place) => {
    if (!testsPlace(named, side, 'organization')) return named;
    const key = JSON.stringify([side, place?.organization, place?.path]);
    const chain = named.chain.map((documents) =>
      documents.map((document) => ({
        ...document,
        Statement: document.Statement.flatMap((statement) => read(statement)(key) ?? []),
      })),
    );
    return { chain, name: JSON.stringify(chain) };
  };
}

const keysAt = memoize((place: string): KnownKeys => {
  const [side, organization, path] = JSON.parse(place) as readonly [Side, string | null, string | null];
  return new Map<string, KeyValue | undefined>([
    [KEYS[side].organization, organization ?? undefined],
    [KEYS[side].path, path === null ? undefined : [path]],
  ]);
}, MANY_TEXTS);

/** Two chains for each of some accounts. */
export interface ChainPairs {
  readonly type: ControlPolicyType;
  readonly accounts: readonly ComparedAccount[];
  readonly chains: readonly [before: ReadChain, after: ReadChain];
  /** Only requests in which this is the other account. Undefined: all but those with one of `except`. */
  readonly other?: OtherAccount;
  readonly except: ReadonlySet<string>;
  /** Only requests without these keys. */
  readonly absent: readonly string[];
}

export interface ComparisonPlan {
  readonly pairs: readonly ChainPairs[];
  readonly undecided: readonly FoundUndecided[];
}

/** Beyond so many moved accounts, requests that involve one as the other account are undecided. */
const MOST_OTHERS = 10;

/**
 * What to compare so that moved accounts are right: each account with the policies as they decide about it at its own
 * places; and, where policies test the place of the other account, once more for each moved account as that one.
 */
export function planComparisons(
  accounts: readonly ComparedAccount[],
  chains: readonly [before: ReadChain, after: ReadChain],
  moved: readonly MovedAccount[],
  { authors, numberOf }: { readonly authors: Authors; readonly numberOf: (account: ComparedAccount) => string },
): ComparisonPlan {
  const place = placedChains(authors);
  const own = ownChains(chains, moved, place);
  const changesOrganization = moved.some(({ before, after }) => before.organization !== after.organization);
  const change = changesOrganization ? 'organization' : 'path';
  const places: Places = { accounts, chains, own, moved, change, place, numberOf };
  const plans = CONTROL_POLICY_TYPES.map((type) => planFor(type, places));
  return {
    pairs: plans.flatMap(({ pairs }) => pairs),
    undecided: plans.flatMap(({ undecided }) => undecided),
  };
}

type Chains = readonly [before: ReadChain, after: ReadChain];

/** What the plans of both types share. */
interface Places {
  readonly accounts: readonly ComparedAccount[];
  readonly chains: Chains;
  /** For moved accounts, the chains as they decide about them at their own places. */
  readonly own: Chains;
  readonly moved: readonly MovedAccount[];
  readonly change: PlaceChange;
  readonly place: ReturnType<typeof placedChains>;
  readonly numberOf: (account: ComparedAccount) => string;
}

function planFor(type: ControlPolicyType, places: Places): ComparisonPlan {
  const { accounts, chains, own, moved, change, numberOf } = places;
  const [bound, other] = [BOUND[type], OTHER[type]];
  const tests = (account: ComparedAccount, [before, after]: Chains, side: Side, by = change): boolean =>
    [before(type, account.before), after(type, account.after)].some((chain) => testsPlace(chain, side, by));
  const movers = accounts.filter((account) => moved.some((one) => one.account === account));
  const open = movers.filter((account) => tests(account, own, bound));
  const testing = moved.length === 0 ? [] : accounts.filter((account) => tests(account, own, other));
  const absent: ChainPairs = {
    type,
    accounts: movers.filter((account) => tests(account, chains, bound, 'organization')),
    chains: placedAt(chains, bound, [null, null], places),
    except: NONE,
    absent: NAMES[bound],
  };
  const undecided = undecidedFor(type, open, `they test ${placeOf(bound)} in a way that cannot be compared`);
  if (moved.length > MOST_OTHERS) {
    const reason = `they test ${placeOf(other)}, and ${moved.length} accounts moved`;
    return {
      pairs: [{ type, accounts, chains: own, except: NONE, absent: [] }, absent],
      undecided: [...undecided, ...undecidedFor(type, testing, reason)],
    };
  }
  const others = pairsWithOthers(type, testing, places);
  const unclear = others.flatMap((pairs) => testing.filter((account) => tests(account, pairs.chains, other)));
  const isTesting = new Set(testing);
  const rest = accounts.filter((account) => !isTesting.has(account));
  const numbers = new Set(moved.map(({ account }) => numberOf(account)));
  return {
    pairs: [
      { type, accounts: rest, chains: own, except: NONE, absent: [] },
      { type, accounts: testing, chains: own, except: numbers, absent: [] },
      absent,
      ...others,
    ].filter((pairs) => pairs.accounts.length > 0),
    undecided: [
      ...undecided,
      ...undecidedFor(type, unclear, `they test ${placeOf(other)} in a way that cannot be compared`),
    ],
  };
}

/** Each moved account as the other account of requests, with and without the keys of its place. */
function pairsWithOthers(
  type: ControlPolicyType,
  accounts: readonly ComparedAccount[],
  places: Places,
): readonly ChainPairs[] {
  const side = OTHER[type];
  return places.moved.flatMap(({ account, before, after }) => {
    const other = { id: account.after, number: places.numberOf(account) };
    const pairAt = (at: readonly [Membership | null, Membership | null], absent: readonly string[]): ChainPairs => {
      return { type, accounts, chains: placedAt(places.own, side, at, places), other, except: NONE, absent };
    };
    return [pairAt([before, after], []), pairAt([null, null], NAMES[side])];
  });
}

function placedAt(
  [readBefore, readAfter]: Chains,
  side: Side,
  [before, after]: readonly [Membership | null, Membership | null],
  { place }: Pick<Places, 'place'>,
): Chains {
  return [
    (type, account) => place(readBefore(type, account), side, before),
    (type, account) => place(readAfter(type, account), side, after),
  ];
}

const NONE: ReadonlySet<string> = new Set();

/** How the keys of a place are written in requests. */
const NAMES: Readonly<Record<Side, readonly string[]>> = {
  principal: ['aws:PrincipalOrgID', 'aws:PrincipalOrgPaths'],
  resource: ['aws:ResourceOrgID', 'aws:ResourceOrgPaths'],
};

function placeOf(side: Side): string {
  return `where the account of the ${side === 'principal' ? 'caller' : 'resource'} is in the organization`;
}

function undecidedFor(
  type: ControlPolicyType,
  accounts: readonly ComparedAccount[],
  reason: string,
): readonly FoundUndecided[] {
  if (accounts.length === 0) return [];
  return [{ kind: null, type, names: null, reason, accounts: new Set(accounts), guardrails: [] }];
}

/** The chains of both states, for moved accounts as they decide about them at their places. */
function ownChains(
  [before, after]: readonly [ReadChain, ReadChain],
  moved: readonly MovedAccount[],
  place: ReturnType<typeof placedChains>,
): readonly [before: ReadChain, after: ReadChain] {
  const places = [
    new Map(moved.map((one) => [one.account.before, one.before])),
    new Map(moved.map((one) => [one.account.after, one.after])),
  ] as const;
  const readerOf =
    (read: ReadChain, known: ReadonlyMap<string, Membership>): ReadChain =>
    (type, account) => {
      const at = known.get(account);
      const chain = read(type, account);
      return at === undefined ? chain : place(chain, BOUND[type], at);
    };
  return [readerOf(before, places[0]), readerOf(after, places[1])];
}
