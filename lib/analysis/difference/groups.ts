import type { ControlPolicyType } from '../../iam/control-policy-type';
import type { Chain } from '../../iam/algebra/chain';
import { memoize } from '../../iam/memoize';
import type { CompilableDocument } from '../../iam/evaluation/compile';
import { groupBy } from '../../model/group-by';
import type { Directory } from '../evaluate/directory';
import type { ReadChain } from '../evaluate/read-chains';
import type { ComparedAccount } from './places';

/** Places for which the policies of one type changed alike. */
export interface Group {
  readonly type: ControlPolicyType;
  readonly before: Chain;
  readonly after: Chain;
  readonly places: ReadonlySet<ComparedAccount>;
  /** The place that stands for all: no policy here tells its account from the others. */
  readonly account: string;
  /** Its number. */
  readonly number: string;
  /** The number whose requests are compared: the account's own, or one that no policy tells from it. */
  readonly caller: string;
}

/** The places under policies that are not written alike, those together for which one answer holds. */
export function groupPlaces(
  type: ControlPolicyType,
  places: readonly ComparedAccount[],
  [readBefore, readAfter]: readonly [ReadChain, ReadChain],
  directory: Directory,
): readonly Group[] {
  const numbersOf = memoize(numbersIn);
  const pairs = new Map<string, Numbers>();
  const numberOf = ({ after }: ComparedAccount): string => directory.findAccount(after)?.number ?? '';
  const found = places.flatMap((place) => {
    const [before, after] = [readBefore(type, place.before), readAfter(type, place.after)];
    if (before.name === after.name) return [];
    const pair = `${before.name} → ${after.name}`;
    const spoken = pairs.get(pair) ?? joinNumbers([...before.chain, ...after.chain].flat().map(numbersOf));
    pairs.set(pair, spoken);
    const number = numberOf(place);
    const isTold = spoken.areHalf || spoken.whole.has(number);
    return [{ place, before, after, number, isTold, id: isTold ? `${pair} ${number}` : pair }];
  });
  // One account makes the requests of all that need not be told apart: so they can share the answers.
  const { whole } = joinNumbers([...pairs.values()]);
  const anybody = found.find(({ number }) => !whole.has(number))?.number;
  return [...groupBy(found, ({ id }) => id).values()].flatMap((alike): readonly Group[] => {
    // A real account makes the better example.
    const first = alike.find(({ place }) => place.isReal) ?? alike[0];
    if (first === undefined) return [];
    return [
      {
        type,
        before: first.before.chain,
        after: first.after.chain,
        places: new Set(alike.map(({ place }) => place)),
        account: first.place.after,
        number: first.number,
        caller: first.isTold ? first.number : (anybody ?? first.number),
      },
    ];
  });
}

/** The account numbers that policies speak of. */
interface Numbers {
  readonly whole: ReadonlySet<string>;
  /** One is written with wildcards, as nobody does: then each account is looked at by itself. */
  readonly areHalf: boolean;
}

function numbersIn(document: CompilableDocument): Numbers {
  const text = JSON.stringify(document);
  return {
    whole: new Set(text.match(/\d{12}/g)),
    areHalf: /[:"][\d*?]*(?:\d[*?]|[*?]\d)[\d*?]*[:"]/.test(text),
  };
}

function joinNumbers(all: readonly Numbers[]): Numbers {
  return {
    whole: new Set(all.flatMap(({ whole }) => [...whole])),
    areHalf: all.some(({ areHalf }) => areHalf),
  };
}
