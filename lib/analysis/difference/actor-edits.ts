import { describeActor } from '../../model/describe-access';
import { joinAccounts, namesOf, type AccessEdit } from './access-edit';
import { active, type MatchedPlace, type StatedPlace } from './access-places';

/** What may now become the role of an application, or no longer. A role that goes takes everything with it. */
export function findActorEdits(places: readonly MatchedPlace[]): readonly AccessEdit[] {
  const changed = places.flatMap(({ application, account, before, after }) => {
    const [old, now] = [actorsIn(active(before)), actorsIn(active(after))];
    const lost = active(after) === undefined ? [] : old.filter((actor) => !now.includes(actor));
    const gained = now.filter((actor) => !old.includes(actor));
    return [
      ...gained.map((actor) => ({ kind: 'granted' as const, application, account, actor })),
      ...lost.map((actor) => ({ kind: 'revoked' as const, application, account, actor })),
    ];
  });
  return joinAccounts(changed, ({ kind, application, actor }) => JSON.stringify([kind, application, actor])).map(
    ({ item: { kind, application, actor }, accounts }): AccessEdit => {
      const [start, verb] = kind === 'granted' ? ['Grants', 'may'] : ['Revokes', 'may no longer'];
      return {
        ...{ kind, isOpening: kind === 'granted', application, store: null, group: null, accounts },
        summary: `${start}: ${actor} ${verb} act as \`${application}\` in ${namesOf(accounts)}.`,
      };
    },
  );
}

/** Different actors have different words. */
function actorsIn(place: StatedPlace | undefined): readonly string[] {
  return (place?.actors ?? []).map(describeActor);
}
