import type { ControlPolicyType } from '../../iam/grammar/parse-policy';
import type { Chain } from '../../iam/regions/chain';
import { groupBy } from '../../model/group-by';
import type { Directory } from '../decide-directory';
import type { NamedChain, ReadChain } from '../read-chains';
import type { Place } from './places';

/** Places for which the policies of one type changed alike. */
export interface Group {
  readonly type: ControlPolicyType;
  readonly before: Chain;
  readonly after: Chain;
  readonly places: ReadonlySet<Place>;
  /** The place that stands for all: no policy here tells its account from the others. */
  readonly account: string;
  /** Its number. */
  readonly number: string;
}

/** The places under policies that are not written alike, those together for which one answer holds. */
export function groupPlaces(
  type: ControlPolicyType,
  places: readonly Place[],
  [readBefore, readAfter]: readonly [ReadChain, ReadChain],
  directory: Directory,
): readonly Group[] {
  const numbers = new Map<string, Numbers>();
  const numberOf = ({ after }: Place): string => directory.findAccount(after)?.number ?? '';
  const found = places.flatMap((place) => {
    const [before, after] = [readBefore(type, place.before), readAfter(type, place.after)];
    if (before.name === after.name) return [];
    const pair = `${before.name} → ${after.name}`;
    const told = numbers.get(pair) ?? numbersIn(before, after);
    numbers.set(pair, told);
    const number = numberOf(place);
    const isTold = told.areHalf || told.whole.has(number);
    return [{ place, before, after, id: isTold ? `${pair} ${number}` : pair }];
  });
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
        number: numberOf(first.place),
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

function numbersIn(before: NamedChain, after: NamedChain): Numbers {
  const text = JSON.stringify([before.chain, after.chain]);
  return {
    whole: new Set(text.match(/\d{12}/g)),
    areHalf: /[:"][\d*?]*(?:\d[*?]|[*?]\d)[\d*?]*[:"]/.test(text),
  };
}
