import { joinAccounts, namesOf, type AccessEdit } from './access-edit';
import type { MatchedPlace, StatedPlace, PlaceStore } from './access-places';

/** An edit of an application or a store in one account. */
interface PlacedEdit {
  readonly kind: AccessEdit['kind'];
  readonly isOpening: boolean;
  readonly application: string;
  readonly store: string | null;
  readonly account: string;
  /** The sentence, without the accounts at its end. */
  readonly says: string;
}

/**
 * Where applications come, go, retire and return, with their stores, and what else was edited of them. Whatever a file says
 * of an application is compared here or by rights and actors, so that no edit goes unseen.
 */
export function findApplicationEdits(places: readonly MatchedPlace[]): readonly AccessEdit[] {
  return joinAccounts(places.flatMap(findPlacedEdits), ({ kind, isOpening, application, store, says }) =>
    JSON.stringify([kind, isOpening, application, store, says]),
  ).map(({ item: { kind, isOpening, application, store, says }, accounts }) => ({
    ...{ kind, isOpening, application, store, group: null, accounts },
    summary: `${says} in ${namesOf(accounts)}.`,
  }));
}

function findPlacedEdits({ application, account, before, after }: MatchedPlace): readonly PlacedEdit[] {
  const edit = (
    kind: PlacedEdit['kind'],
    isOpening: boolean,
    says: string,
    store: string | null = null,
  ): PlacedEdit => {
    return { kind, isOpening, application, store, account, says };
  };
  if (before === undefined)
    return after?.state === 'active'
      ? [edit('added', true, `Adds: \`${application}\` runs with a role of its own`)]
      : [edit('added', false, `Adds: \`${application}\` is retired, so that nobody reaches its stores,`)];
  if (after === undefined)
    return [
      edit('removed', false, `Removes: nothing is deployed of \`${application}\`, and the data that it has stays`),
    ];
  return [
    ...(before.state === after.state
      ? findStoreEdits(before, after).map(({ name, kind, isOpening, says }) => edit(kind, isOpening, says, name))
      : after.state === 'retired'
        ? [edit('retired', false, `Retires: \`${application}\` loses its role, and nobody reaches its stores`)]
        : [edit('reactivated', true, `Reactivates: \`${application}\` has its role again`)]),
    ...findFacts(before, after).map(([isOpening, says]) => edit('changed', isOpening, says)),
  ];
}

type StoreEdit = Pick<PlacedEdit, 'kind' | 'isOpening' | 'says'> & { readonly name: string };

/** What becomes active is told by its rights, too. */
function findStoreEdits(before: StatedPlace, after: StatedPlace): readonly StoreEdit[] {
  const [old, now] = [before, after].map(({ stores }) => new Map(stores.map((store) => [store.name, store])));
  return [...new Set([...(now?.keys() ?? []), ...(old?.keys() ?? [])])].flatMap((name) => {
    const [was, is] = [old?.get(name), now?.get(name)];
    const title = `\`${after.application}/${name}\``;
    return findStoreEdit(title, was, is).map((edit) => ({ name, ...edit }));
  });
}

function findStoreEdit(
  title: string,
  was: PlaceStore | undefined,
  is: PlaceStore | undefined,
): readonly Omit<StoreEdit, 'name'>[] {
  if (was === undefined)
    return is?.state === 'active'
      ? [{ kind: 'added', isOpening: true, says: `Adds: the store ${title}` }]
      : [{ kind: 'added', isOpening: false, says: `Adds: the store ${title}, retired,` }];
  if (is === undefined)
    return [
      { kind: 'removed', isOpening: false, says: `Removes: the store ${title} is not deployed, and its data stays` },
    ];
  return [
    ...(was.state === is.state
      ? []
      : is.state === 'retired'
        ? [{ kind: 'retired', isOpening: false, says: `Retires: nobody reaches ${title}` } as const]
        : [{ kind: 'reactivated', isOpening: true, says: `Reactivates: the store ${title} is in use again` } as const]),
    ...(was.keepReplacedDays === is.keepReplacedDays ? [] : [describeRetention(title, was, is)]),
    ...((was.backup ?? null) === (is.backup ?? null) ? [] : [describeBackup(title, was, is)]),
  ];
}

/** Without backups, and with fewer, data can be lost: somebody must have read it. */
function describeBackup(title: string, was: PlaceStore, is: PlaceStore): Omit<StoreEdit, 'name'> {
  const words = ({ backup }: PlaceStore): string =>
    backup ? `backed up ${backup === 'daily' ? 'every day' : 'every month'}` : 'not backed up';
  const often = ({ backup }: PlaceStore): number => (backup ? (backup === 'daily' ? 2 : 1) : 0);
  return {
    kind: 'changed',
    isOpening: often(is) < often(was),
    says: `Changes: ${title} is ${words(is)} (previously ${words(was)})`,
  };
}

/** What is kept for a shorter time is lost: somebody must have read it. */
function describeRetention(title: string, was: PlaceStore, is: PlaceStore): Omit<StoreEdit, 'name'> {
  const daysOf = ({ keepReplacedDays: days }: PlaceStore): number => days ?? Infinity;
  const words = ({ keepReplacedDays: days }: PlaceStore): string => (days === null ? 'for ever' : `for ${days} days`);
  return {
    kind: 'changed',
    isOpening: daysOf(is) < daysOf(was),
    says: `Changes: replaced versions in ${title} are kept ${words(is)} (previously ${words(was)})`,
  };
}

/** Other facts of a file. In another Region, buckets and keys are others. */
function findFacts(before: StatedPlace, after: StatedPlace): readonly (readonly [isOpening: boolean, says: string])[] {
  const { application } = after;
  const told = (fact: 'owner' | 'region' | 'stack', noun: string, isOpening: boolean) =>
    before[fact] === after[fact]
      ? []
      : [
          [
            isOpening,
            `Changes: the ${noun} of \`${application}\` is \`${after[fact]}\` (previously \`${before[fact]}\`)`,
          ] as const,
        ];
  return [...told('owner', 'owner', false), ...told('region', 'Region', true), ...told('stack', 'stack', false)];
}
