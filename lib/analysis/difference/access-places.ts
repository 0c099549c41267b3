import type { GuardrailsFile } from '../../model/guardrails-file';
import type { MatchedTargets } from '../evaluate/match-targets';
import { renameGroups } from './access-groups';

type Facts = NonNullable<GuardrailsFile['organization']['access']>;

/** An application in an account. */
export type StatedPlace = Facts['places'][number];
export type PlaceStore = StatedPlace['stores'][number];

/** An application in an account, in the names of the later state; undefined: it is not there. */
export interface MatchedPlace {
  readonly application: string;
  readonly account: string;
  readonly before: StatedPlace | undefined;
  readonly after: StatedPlace | undefined;
}

/**
 * The places of two states, those of the later one first. Accounts and groups are those that they are at AWS, whatever
 * their names: an account with another number is another account.
 */
export function matchPlaces(before: Facts, after: Facts, matched: MatchedTargets): readonly MatchedPlace[] {
  const accounts = renameTargets(matched);
  const groups = renameGroups(before.groups, after.groups);
  const rename = (names: ReadonlyMap<string, string>, name: string): string => names.get(name) ?? name;
  const old = before.places.map((place): StatedPlace => ({
    ...place,
    account: rename(accounts, place.account),
    stores: place.stores.map((store) => ({
      ...store,
      access: store.access.map(({ who, ...rights }) => ({
        ...rights,
        who:
          who.kind === 'partner'
            ? who
            : {
                ...who,
                account: rename(accounts, who.account),
                ...(who.kind === 'people' ? { group: rename(groups, who.group) } : {}),
              },
      })),
    })),
  }));
  const [oldById, nowById] = [byId(old), byId(after.places)];
  return [...new Set([...nowById.keys(), ...oldById.keys()])].flatMap((id): readonly MatchedPlace[] => {
    const [was, is] = [oldById.get(id), nowById.get(id)];
    const place = is ?? was;
    if (place === undefined) return [];
    return [{ application: place.application, account: place.account, before: was, after: is }];
  });
}

/** The id that each target of the earlier state has in the later one. One that is gone gets an id that no target has. */
export function renameTargets({ both, removed }: MatchedTargets): ReadonlyMap<string, string> {
  return new Map([
    ...both.map((pair) => [pair.before.id, pair.after.id] as const),
    ...removed.map(({ id }) => [id, `${id} (previously)`] as const),
  ]);
}

function byId(places: readonly StatedPlace[]): ReadonlyMap<string, StatedPlace> {
  return new Map(places.map((place) => [JSON.stringify([place.application, place.account]), place]));
}

/** The place if it is in use. */
export function active(place: StatedPlace | undefined): StatedPlace | undefined {
  return place?.state === 'active' ? place : undefined;
}
