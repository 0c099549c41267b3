import type { Problem } from '../../problem';
import { didYouMean, listValues } from '../../suggest';
import { memoize } from '../memoize';
import { isActive, wholeList, type ApplicationContext, type WrittenGrant } from './context';
import { arePeopleKnown } from './groups';

/**
 * A grant is for somebody else. It may be for an application that is retired, and has no effect then: to retire an
 * application is one edit, in its own file.
 */
export function findBadGrantees(context: ApplicationContext): readonly Problem[] {
  const explain = memoize((application: string) => {
    const keys = context.applications.keys();
    return {
      code: 'unknown-application',
      message: `unknown application \`${application}\``,
      allowed: listValues(context.applications.keys()),
      fix: didYouMean(application, keys).fix ?? `add \`applications/${application}.yaml\``,
    };
  });
  return context.grants.flatMap((written): readonly Problem[] => {
    const { grant, locate } = written;
    if ('application' in grant && grant.application !== null) {
      const at = locate(['application']);
      if (grant.application === written.application.key) return [{ at, ...ownApplication(grant.application) }];
      return isKnown(grant.application, context) ? [] : [{ at, ...explain(grant.application) }];
    }
    return 'group' in grant && grant.group !== null ? findOwnPeople(grant.group, written, context) : [];
  });
}

/** Also true if it is unknown because of a mistake that has been reported. */
function isKnown(application: string, { configuration, applications }: ApplicationContext): boolean {
  const { unreadableApplications, areApplicationsKnown } = configuration;
  return !areApplicationsKnown || unreadableApplications.has(application) || applications.has(application);
}

function ownApplication(key: string): Omit<Problem, 'at'> {
  return {
    code: 'grant-to-itself',
    message: `\`${key}\` reads and writes its own stores already, in each of its accounts`,
    allowed: 'other applications, groups and partners',
    fix: 'remove the grant',
  };
}

/** By another application's permission set, or from another account, the same people may need a grant. */
function findOwnPeople(group: string, written: WrittenGrant, context: ApplicationContext): readonly Problem[] {
  const { application, list, locate } = written;
  const { people, accounts } = application.draft;
  const others = context.byGroup.get(group)?.filter((one) => one !== application && isActive(one)) ?? [];
  const isElsewhere = wholeList(accounts)?.length !== 1;
  if (people?.group !== group || others.length > 0 || isElsewhere || !arePeopleKnown(context)) return [];
  if (people.access === null || (list === 'writers' && people.access !== 'write')) return [];
  return [
    {
      code: 'grant-to-itself',
      at: locate(['group']),
      message: `\`${group}\` are the people of \`${application.key}\`, and ${list === 'readers' ? 'read' : 'write to'} its stores already`,
      allowed: 'other applications, groups and partners',
      fix: 'remove the grant',
    },
  ];
}
