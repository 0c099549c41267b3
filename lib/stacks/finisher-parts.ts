import {
  finisherActions,
  finisherDefinition,
  PASSWORD_POLICY,
  type Definition,
} from '../../constructs/finisher/definition';
import type { FinisherProps } from '../../constructs/finisher/finisher';
import type { FinisherRolesProps } from '../../constructs/finisher/finisher-roles';
import { BACKUP, FINISHER } from '../model/names';
import type { Baseline } from '../model/baseline';
import type { Organization } from '../model/organization';

/** What the state machine of the finisher does. It is the same in every account and Region. */
export function definitionOf({ homeRegion }: Pick<Organization, 'homeRegion'>, baseline: Baseline): Definition {
  const { contacts, removesDefaultVpcs, emptiesDefaultSecurityGroups } = baseline;
  return finisherDefinition({
    homeRegion,
    passwordPolicy: PASSWORD_POLICY,
    contacts,
    removesDefaultVpcs,
    emptiesDefaultSecurityGroups,
    ebsKeyAlias: BACKUP.ebsKey,
  });
}

/** The state machine that finishes an account, in each governed Region. */
export function finisherOf(organization: Organization, baseline: Baseline): FinisherProps {
  return { names: FINISHER, definition: definitionOf(organization, baseline) };
}

/** Its roles, which may do what the state machine calls, and no more. */
export function finisherRolesOf(organization: Organization, baseline: Baseline): FinisherRolesProps {
  const actions = finisherActions(definitionOf(organization, baseline));
  return { names: FINISHER, actions, ebsKeyAlias: BACKUP.ebsKey };
}
