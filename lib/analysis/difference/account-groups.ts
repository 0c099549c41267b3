import type { ControlPolicyType } from '../../iam/control-policy-type';
import { PRINCIPAL_ACCOUNT, PRINCIPAL_ARN } from '../../iam/algebra/account-in-arn';
import { accountNumberReader, type NumberReading } from '../../iam/algebra/account-numbers';
import type { RequestWithoutAction } from '../../iam/algebra/axis';
import type { Chain } from '../../iam/algebra/chain';
import { RESOURCE } from '../../iam/algebra/clause';
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
  /** The same request, made by another account that no policy of the group distinguishes. */
  readonly madeBy: <Request extends RequestWithoutAction>(request: Request, one: string, other: string) => Request;
  /** Only requests in which this is the other account: the resource's, or for resource control policies the caller's. */
  readonly other?: OtherAccount;
  /** Numbers of accounts that are not the other account of these requests: other groups have them. */
  readonly except: ReadonlySet<string>;
  /** Only requests without these keys. */
  readonly absent: readonly string[];
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
  const readNumbers = accountNumberReader(KEYS_OF_ACCOUNT[type]);
  const readings = new Map<string, NumberReading>();
  const changed = accounts.flatMap((account) => {
    const [before, after] = [readBefore(type, account.before), readAfter(type, account.after)];
    if (before.name === after.name) return [];
    const pair = `${before.name} → ${after.name}`;
    const reading = readings.get(pair) ?? readNumbers([...before.chain, ...after.chain].flat());
    readings.set(pair, reading);
    const number = directory.findAccount(account.after)?.number ?? '';
    return [{ account, before, after, number, reading, id: `${pair} ${reading.signatureOf(number)}` }];
  });
  const callerOf = callerFinder();
  return [...groupBy(changed, ({ id }) => id).values()].flatMap((alike): readonly AccountGroup[] => {
    // A real account makes the better example.
    const first = alike.find(({ account }) => account.isReal) ?? alike[0];
    if (first === undefined) return [];
    const { number, reading } = first;
    return [
      {
        type,
        before: first.before.chain,
        after: first.after.chain,
        accounts: new Set(alike.map(({ account }) => account)),
        example: first.account.after,
        number,
        caller: callerOf(number, reading),
        madeBy: (request, one, other) => swapAccounts(request, one, other, reading.keys),
        except: NO_NUMBERS,
        absent: [],
      },
    ];
  });
}

const NO_NUMBERS: ReadonlySet<string> = new Set();

/**
 * The keys that depend on the account that the policies bind. For service control policies that is the caller's: any account
 * can send any value of the other keys.
 */
const KEYS_OF_ACCOUNT: Readonly<Record<ControlPolicyType, readonly string[]>> = {
  SERVICE_CONTROL_POLICY: [PRINCIPAL_ARN, PRINCIPAL_ACCOUNT],
  RESOURCE_CONTROL_POLICY: [RESOURCE, 'aws:resourceaccount', PRINCIPAL_ARN, PRINCIPAL_ACCOUNT],
};

/** Groups whose callers are alike for more policies than this are rare. */
const MOST_CALLERS = 20;

/** Groups share a caller if the policies of each do not distinguish it from their accounts: then they can share answers. */
function callerFinder(): (number: string, reading: NumberReading) => string {
  const callers: string[] = [];
  return (number, { signatureOf }) => {
    const signature = signatureOf(number);
    const shared = callers.find((caller) => signatureOf(caller) === signature);
    if (shared !== undefined) return shared;
    if (callers.length < MOST_CALLERS) callers.push(number);
    return number;
  };
}

/** Swaps two account numbers in the values of some keys. */
function swapAccounts<Request extends RequestWithoutAction>(
  request: Request,
  one: string,
  other: string,
  keys: ReadonlySet<string>,
): Request {
  if (one === other) return request;
  const swap = (text: string): string =>
    text.replace(/\d+/g, (number) => (number === one ? other : number === other ? one : number));
  return {
    ...request,
    context: Object.fromEntries(
      Object.entries(request.context).map(([key, value]) => {
        if (!keys.has(key.toLowerCase())) return [key, value];
        return [key, typeof value === 'string' ? swap(value) : value.map(swap)];
      }),
    ),
  };
}
