import { applicationPlaces, storeAccess, type ApplicationPlace, type StoreAccess } from '../../model/access';
import { actorsOf } from '../../model/actors';
import { groupBy } from '../../model/group-by';
import type { GuardrailsFile } from '../../model/guardrails-file';
import type { Organization } from '../../model/organization';
import { peopleFacts } from './people-facts';

type Facts = NonNullable<GuardrailsFile['organization']['access']>;
type Place = Facts['places'][number];

/** Who reaches which store, what may become the role of each application, and what people may do where. */
export function accessFacts(organization: Organization): Facts {
  const byStore = groupBy(storeAccess(organization), ({ store }) =>
    idOf(store.application, store.account, store.store),
  );
  return {
    groups: Object.fromEntries(organization.groups.map(({ name, id }) => [name, id])),
    places: applicationPlaces(organization).map((place) => placeFacts(place, byStore)),
    people: peopleFacts(organization),
  };
}

function placeFacts(
  { application, account, state }: ApplicationPlace,
  byStore: ReadonlyMap<string, readonly StoreAccess[]>,
): Place {
  const { key, region, stack, owner, runsOn, stores } = application;
  const isRetired = state === 'retired';
  return {
    ...{ application: key, account, region, stack, owner, state },
    actors: isRetired ? [] : actorsOf(runsOn),
    stores: stores.map(({ name, kind, state: own, keepReplacedDays, backup }) => ({
      ...{ name, kind, state: isRetired ? state : own, keepReplacedDays, backup: backup?.every ?? null },
      access: (byStore.get(idOf(key, account, name)) ?? []).map(({ who, mayRead, mayWrite }) => ({
        ...{ who, mayRead, mayWrite },
      })),
    })),
  };
}

function idOf(...names: readonly string[]): string {
  return JSON.stringify(names);
}
