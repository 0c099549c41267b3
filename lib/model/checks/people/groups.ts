import type { Problem } from '../../problem';
import { checkGroups } from '../applications/groups';
import type { PeopleContext } from './context';

/** Assignments are for groups of `identity.groups`. */
export function findUnknownGroups({ configuration, assignments }: PeopleContext): readonly Problem[] {
  const check = checkGroups(configuration);
  return assignments.flatMap(({ assignment: { group }, locate }) => check(group, () => locate(['group'])));
}
