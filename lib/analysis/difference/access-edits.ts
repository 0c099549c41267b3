import type { GuardrailsFile } from '../../model/guardrails-file';
import { isFromAws } from '../../model/is-from-aws';
import type { MatchedTargets } from '../evaluate/match-targets';
import type { AccessEdit } from './access-edit';
import { findActorEdits } from './actor-edits';
import { findApplicationEdits } from './application-edits';
import { findGroupEdits } from './access-groups';
import { matchPlaces } from './access-places';
import { findPeopleEdits } from './people-edits';
import { findBoundaryEdits } from './permission-set-edits';
import { findRightEdits } from './right-edits';

/**
 * What was edited of who reaches data, of what may become an application's role, of whom a group's name stands for, and of
 * what people, partners and teams' roles may do.
 *
 * An edit is an opening if afterwards somebody reaches what nobody said before, reaches it for longer, or may become a role;
 * or if nothing here can tell: another id of a group may be other people. A new store is an opening like any other, because
 * the data of a removed one of the same name may still be there.
 *
 * States are compared account by account: a grant that holds in one more account is an opening there. A state that was
 * read from AWS, and one that does not say who reaches what, is not compared.
 */
export function findAccessEdits(
  before: GuardrailsFile,
  after: GuardrailsFile,
  matched: MatchedTargets,
): readonly AccessEdit[] {
  if (isFromAws(before) || isFromAws(after)) return [];
  const [old, now] = [before.organization.access, after.organization.access];
  if (old === undefined || now === undefined) return [];
  const places = matchPlaces(old, now, matched);
  return [
    ...findGroupEdits(old.groups, now.groups),
    ...findApplicationEdits(places),
    ...findRightEdits(places),
    ...findActorEdits(places),
    ...findPeopleEdits(before, after, matched),
    ...findBoundaryEdits(before, after),
  ];
}
