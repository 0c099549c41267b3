import { OTHER_CALLERS } from './application-callers';
import { REQUESTS, type Group, type Reach, type StoreCase, type StoreRequest } from './application-requests';

/** A row of a table for people: what somebody does with a store, and who can. */
export interface AccessRow {
  readonly what: string;
  /** Such as `s3:GetObject`. */
  readonly actions: readonly string[];
  readonly who: string;
  readonly unguarded: string;
}

/** What the tests judge, for docs/access.md. */
export function accessRows(cases: readonly StoreCase[]): readonly AccessRow[] {
  return cases.map(({ what, needs }) => {
    const requests = needs.map((id): StoreRequest => REQUESTS[id]);
    return {
      what,
      actions: [...new Set(requests.map(({ action }) => action))],
      who: inWords(common(requests.map(({ possible }) => possible))),
      unguarded: inWords(common(requests.map(({ unguarded }) => unguarded))),
    };
  });
}

const GROUPS: Readonly<Record<Group, string>> = {
  readers: 'readers',
  writers: 'writers',
  inside: 'all principals of the account',
  readersWithMore: 'readers with more permissions than the file gives',
  ownWritersWithMore: 'writers in the account, with more permissions than the file gives',
};

/** Whoever gets all of it. */
function common([first = [], ...others]: readonly Reach[]): Reach {
  return first.filter((one) => others.every((other) => other.includes(one)));
}

function inWords(reach: Reach): string {
  const names = reach.map((one) => (one in GROUPS ? GROUPS[one as Group] : nameOf(one as keyof typeof OTHER_CALLERS)));
  return names.length === 0 ? 'nobody' : names.join(', ');
}

function nameOf(id: keyof typeof OTHER_CALLERS): string {
  return OTHER_CALLERS[id].name;
}
