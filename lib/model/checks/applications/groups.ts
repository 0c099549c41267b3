import type { Configuration } from '../../configuration';
import type { Position, Problem } from '../../problem';
import { didYouMean, findClosest, listValues } from '../../suggest';
import { memoize } from '../memoize';
import type { ApplicationContext } from './context';

/** Groups of people are those of `identity.groups`. */
export function findUnknownGroups(context: ApplicationContext): readonly Problem[] {
  const check = checkGroups(context.configuration);
  return [
    ...context.configuration.applications.flatMap(({ yaml, draft }) =>
      check(draft.people?.group, () => yaml.locate(['people', 'group'])),
    ),
    ...context.grants.flatMap(({ grant, locate }) =>
      'group' in grant ? check(grant.group, () => locate(['group'])) : [],
    ),
  ];
}

/** What is wrong with the name of a group at a place. */
export function checkGroups(
  configuration: Configuration,
): (group: string | null | undefined, at: () => Position) => readonly Problem[] {
  const groups = listGroups(configuration);
  if (groups === undefined) return () => [];
  const explain = memoize((group: string) => ({
    code: 'unknown-group',
    message: `unknown group \`${group}\``,
    allowed: listValues(groups),
    fix: didYouMean(group, groups).fix ?? `add \`${group}:\` to \`identity.groups\``,
  }));
  const known = new Set(groups);
  return (group, at) => (typeof group !== 'string' || known.has(group) ? [] : [{ ...explain(group), at: at() }]);
}

/**
 * A group reaches stores by the permission sets of the applications whose people it is. Retired ones count, too: to retire an
 * application is one edit.
 */
export function findIdleGroups(context: ApplicationContext): readonly Problem[] {
  const { byGroup, grants } = context;
  const known = listGroups(context.configuration);
  if (known === undefined || !arePeopleKnown(context)) return [];
  const unknown = [...byGroup.keys()].filter((group) => !known.includes(group));
  const isIdle = memoize((group: string) => {
    // The group of some people may be this one, misspelled.
    return known.includes(group) && !byGroup.has(group) && !unknown.some((one) => findClosest(one, known) === group);
  });
  return grants.flatMap(({ grant, locate }) => {
    if (!('group' in grant) || grant.group === null || !isIdle(grant.group)) return [];
    const { group } = grant;
    return [
      {
        code: 'group-without-application',
        at: locate(['group']),
        message: `the group \`${group}\` is the people of no application, so that it has no permission set to reach a store by`,
        allowed: listValues([...byGroup.keys()].filter((one) => known.includes(one))),
        fix: `write \`people: { group: ${group} }\` to the file of an application that it works with`,
      },
    ];
  });
}

/** The names of all groups; undefined: they could not be read. */
function listGroups(configuration: Configuration): readonly string[] | undefined {
  const { identity } = configuration.landingZone.draft;
  const groups = identity === null ? null : identity?.groups;
  return groups === null ? undefined : Object.keys(groups ?? {});
}

/** Whether the people of every application could be read. */
export function arePeopleKnown({ configuration }: ApplicationContext): boolean {
  const { applications, unreadableApplications, areApplicationsKnown } = configuration;
  return (
    areApplicationsKnown &&
    unreadableApplications.size === 0 &&
    applications.every(({ draft: { people } }) => people !== null && people?.group !== null)
  );
}
