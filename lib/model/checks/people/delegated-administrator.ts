import type { Problem } from '../../problem';
import type { PeopleContext } from './context';
import { complainAbout } from './member-account';

/** The account that administers Identity Center decides who works where, the audit account included. */
export function findBadAdministrator(context: PeopleContext): readonly Problem[] {
  const { yaml, draft } = context.configuration.landingZone;
  const key = draft.identity?.delegatedAdministrator;
  if (typeof key !== 'string') return [];
  const complaint = complainAbout(
    key,
    {
      never: ['logArchive'],
      neverWhy: 'which holds nothing else',
      managementWhy: 'which administers Identity Center anyway',
      needsBaseline: false,
      fix: 'name a member account that is open, or remove `delegatedAdministrator`',
    },
    context,
  );
  return complaint === undefined ? [] : [{ ...complaint, at: yaml.locate(['identity', 'delegatedAdministrator']) }];
}
