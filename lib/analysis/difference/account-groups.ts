import type { ControlPolicyType } from '../../iam/control-policy-type';
import type { RequestWithoutAction } from '../../iam/algebra/axis';
import type { Chain } from '../../iam/algebra/chain';
import { memoize } from '../../iam/memoize';
import type { CompilableDocument } from '../../iam/evaluation/compile';
import { groupBy } from '../../model/group-by';
import type { Directory } from '../evaluate/directory';
import type { ReadChain } from '../evaluate/read-chains';
import type { ComparedAccount } from './compared-accounts';

/** Accounts with the same policies of one type before, and the same after. They are compared once. */
export interface AccountGroup {
  readonly type: ControlPolicyType;
  readonly before: Chain;
  readonly after: Chain;
  readonly accounts: ReadonlySet<ComparedAccount>;
  /** The id of the account that is the example: no policy of the group distinguishes it from the others. */
  readonly example: string;
  /** The account number of the example. */
  readonly number: string;
  /** The account number in the compared requests: that of the example, or one that no policy distinguishes from it. */
  readonly caller: string;
  /** Only requests in which this is the other account: the resource's, or for resource control policies the caller's. */
  readonly other?: OtherAccount;
  /** Numbers of accounts that are not the other account of these requests: other groups have them. */
  readonly except: ReadonlySet<string>;
}

/** An account whose policies do not decide. */
export interface OtherAccount {
  /** Its id after the change. */
  readonly id: string;
  readonly number: string;
}

/** Groups the accounts whose policies of one type changed. */
export function groupAccounts(
  type: ControlPolicyType,
  accounts: readonly ComparedAccount[],
  [readBefore, readAfter]: readonly [ReadChain, ReadChain],
  directory: Directory,
): readonly AccountGroup[] {
  const numbersOf = memoize(numbersIn);
  const numbersOfPair = new Map<string, AccountNumbers>();
  const changed = accounts.flatMap((account) => {
    const [before, after] = [readBefore(type, account.before), readAfter(type, account.after)];
    if (before.name === after.name) return [];
    const pair = `${before.name} → ${after.name}`;
    const named = numbersOfPair.get(pair) ?? joinNumbers([...before.chain, ...after.chain].flat().map(numbersOf));
    numbersOfPair.set(pair, named);
    const number = directory.findAccount(account.after)?.number ?? '';
    const isNamed = named.hasPatterns || named.whole.has(number);
    return [{ account, before, after, number, isNamed, id: isNamed ? `${pair} ${number}` : pair }];
  });
  // All groups whose policies do not name the account use the same caller, so that they can share answers.
  const { whole } = joinNumbers([...numbersOfPair.values()]);
  const anybody = changed.find(({ number }) => !whole.has(number))?.number;
  return [...groupBy(changed, ({ id }) => id).values()].flatMap((alike): readonly AccountGroup[] => {
    // A real account makes the better example.
    const first = alike.find(({ account }) => account.isReal) ?? alike[0];
    if (first === undefined) return [];
    return [
      {
        type,
        before: first.before.chain,
        after: first.after.chain,
        accounts: new Set(alike.map(({ account }) => account)),
        example: first.account.after,
        number: first.number,
        caller: first.isNamed ? first.number : (anybody ?? first.number),
        except: NO_NUMBERS,
      },
    ];
  });
}

const NO_NUMBERS: ReadonlySet<string> = new Set();

/** The account numbers in policies. */
interface AccountNumbers {
  readonly whole: ReadonlySet<string>;
  /** A number contains a wildcard. This is rare, so then each account is compared separately. */
  readonly hasPatterns: boolean;
}

function numbersIn(document: CompilableDocument): AccountNumbers {
  const text = JSON.stringify(document);
  return {
    whole: new Set(text.match(/\d{12}/g)),
    hasPatterns: /[:"][\d*?]*(?:\d[*?]|[*?]\d)[\d*?]*[:"]/.test(text),
  };
}

function joinNumbers(all: readonly AccountNumbers[]): AccountNumbers {
  return {
    whole: new Set(all.flatMap(({ whole }) => [...whole])),
    hasPatterns: all.some(({ hasPatterns }) => hasPatterns),
  };
}

/** The same request, made by another account of the group: swaps two account numbers wherever they occur. */
export function swapAccounts<Request extends RequestWithoutAction>(
  request: Request,
  one: string,
  other: string,
): Request {
  if (one === other) return request;
  const numbers = new RegExp(`${one}|${other}`, 'g');
  const swap = (text: string): string => text.replace(numbers, (number) => (number === one ? other : one));
  return {
    ...request,
    resource: swap(request.resource),
    context: Object.fromEntries(
      Object.entries(request.context).map(([key, value]) => [
        key,
        typeof value === 'string' ? swap(value) : value.map(swap),
      ]),
    ),
  };
}
