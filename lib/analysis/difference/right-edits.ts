import { describeGrantee } from '../../model/describe-access';
import { joinAccounts, namesOf, type AccessEdit } from './access-edit';
import { active, type MatchedPlace, type StatedPlace, type PlaceStore } from './access-places';

type Who = PlaceStore['access'][number]['who'];
type Right = 'read' | 'write';

/** That somebody may do one thing with a store. */
interface HeldRight {
  readonly application: string;
  readonly store: string;
  readonly account: string;
  /** A partner without the end of its grant. */
  readonly who: Who;
  readonly right: Right;
  /** When it ends by itself; null: never. */
  readonly until: string | null;
}

type Kind = 'granted' | 'revoked' | 'prolonged' | 'shortened';

interface ChangedRight extends Omit<HeldRight, 'right' | 'until'> {
  readonly kind: Kind;
  readonly rights: readonly Right[];
  /** Before and after; undefined: the right was not there. */
  readonly ends: readonly [string | null | undefined, string | null | undefined];
}

/** Who may now do what with which store, or no longer. What a retired or removed store takes away is not repeated. */
export function findRightEdits(places: readonly MatchedPlace[]): readonly AccessEdit[] {
  const changed = joinRights(places.flatMap(findChanged));
  return joinAccounts(changed, (one) => JSON.stringify(keyOfSentence(one))).map(({ item, accounts }) =>
    tell(item, accounts),
  );
}

function findChanged({ before, after }: MatchedPlace): readonly ChangedRight[] {
  const [old, now] = [rightsIn(active(before)), rightsIn(active(after))];
  const inUse = new Set(storesIn(active(after)).flatMap(({ name, state }) => (state === 'active' ? [name] : [])));
  return [...new Set([...now.keys(), ...old.keys()])].flatMap((id): readonly ChangedRight[] => {
    const [was, is] = [old.get(id), now.get(id)];
    const right = is ?? was;
    if (right === undefined || (is === undefined && !inUse.has(right.store))) return [];
    const kind = kindOf(was, is);
    if (kind === null) return [];
    const { application, store, account, who } = right;
    return [{ kind, application, store, account, who, rights: [right.right], ends: [was?.until, is?.until] }];
  });
}

function kindOf(was: HeldRight | undefined, is: HeldRight | undefined): Kind | null {
  if (was === undefined) return 'granted';
  if (is === undefined) return 'revoked';
  const [old, now] = [timeOf(was.until), timeOf(is.until)];
  if (old === now) return null;
  return now > old ? 'prolonged' : 'shortened';
}

/** A time that no calendar has is taken for none, so that nothing hides behind it. */
function timeOf(until: string | null): number {
  const time = until === null ? NaN : Date.parse(until);
  return Number.isNaN(time) ? Infinity : time;
}

/** Of several grants of one right, the one that ends last. */
function rightsIn(place: StatedPlace | undefined): ReadonlyMap<string, HeldRight> {
  const rights = new Map<string, HeldRight>();
  for (const store of storesIn(place))
    for (const { who, mayRead, mayWrite } of store.access)
      for (const right of [...(mayRead ? ['read' as const] : []), ...(mayWrite ? ['write' as const] : [])]) {
        const held = heldRight(place, store, who, right);
        const id = JSON.stringify([held.store, sorted(held.who), right]);
        const other = rights.get(id);
        if (other === undefined || timeOf(held.until) > timeOf(other.until)) rights.set(id, held);
      }
  return rights;
}

function storesIn(place: StatedPlace | undefined): readonly PlaceStore[] {
  return place?.stores ?? [];
}

function heldRight(place: StatedPlace | undefined, { name: store }: PlaceStore, who: Who, right: Right): HeldRight {
  const { application = '', account = '' } = place ?? {};
  const of = { application, store, account, right };
  return who.kind === 'partner'
    ? { ...of, who: { ...who, until: null }, until: who.until }
    : { ...of, who, until: null };
}

/** The same grantee has the same text, in whatever order a file has its fields. */
function sorted(who: Who): readonly (readonly [string, string | null])[] {
  return Object.entries(who).sort(([a], [b]) => (a < b ? -1 : 1));
}

/** Reading and writing of one store by one grantee as one change. */
function joinRights(changed: readonly ChangedRight[]): readonly ChangedRight[] {
  const joined = new Map<string, ChangedRight>();
  for (const one of changed) {
    const id = JSON.stringify([keyOfSentence({ ...one, rights: [] }), one.account]);
    const same = joined.get(id);
    joined.set(id, same === undefined ? one : { ...same, rights: [...same.rights, ...one.rights] });
  }
  return [...joined.values()];
}

/** Equal for changes that differ in the store's account only. */
function keyOfSentence({ kind, application, store, account, who, rights, ends }: ChangedRight): readonly unknown[] {
  return [kind, application, store, describeGrantee(who, account), rights, ends.map((end) => end ?? String(end))];
}

const VERBS: Readonly<Record<Kind, readonly [start: string, verb: string]>> = {
  granted: ['Grants', 'may'],
  revoked: ['Revokes', 'may no longer'],
  prolonged: ['Prolongs', 'may'],
  shortened: ['Shortens', 'may'],
};

function tell(change: ChangedRight, accounts: readonly string[]): AccessEdit {
  const { kind, application, store, account, who, rights, ends } = change;
  const [start, verb] = VERBS[kind];
  const what = `${verb} ${rights.join(' and ')} \`${application}/${store}\` in ${namesOf(accounts)}`;
  return {
    kind,
    isOpening: kind === 'granted' || kind === 'prolonged',
    application,
    store,
    group: who.kind === 'people' ? who.group : null,
    accounts,
    summary: `${start}: ${describeGrantee(who, account)} ${what}${describeEnds(kind, who, ends)}.`,
  };
}

function describeEnds(kind: Kind, who: Who, [was, is]: ChangedRight['ends']): string {
  if (who.kind !== 'partner' || kind === 'revoked') return '';
  const now = is === null || is === undefined ? ' without an end' : ` until ${is}`;
  if (kind === 'granted') return now;
  return `${now} (previously ${was === null || was === undefined ? 'without an end' : `until ${was}`})`;
}
