import type { App } from 'aws-cdk-lib';
import { identityStack, identityStackOf } from '../model/names';
import { applicationsWithPeople, identityStackNames, placedAssignments } from '../model/people';
import { IdentityStack, type IdentityStackProps } from './identity-stack';
import type { Ids } from './ids';

type IdentityStacksProps = Pick<IdentityStackProps, 'organization' | 'tiers' | 'access'> & { readonly ids: Ids };

/**
 * By the stack that holds them: `Identity`, which has the tiers, then `Identity-<suffix>` by name, for assignments and
 * applications with a suffix; none if the instance of Identity Center is not known.
 *
 * A stack remains as long as the configuration or an application names it, so that removing its last assignment takes the
 * access away: a stack that leaves the app stays deployed.
 */
export function identityStacks(app: App, props: IdentityStacksProps): readonly IdentityStack[] {
  const { organization, tiers, access, ids } = props;
  const { identity, managementAccount } = organization;
  if (identity === null || identity.instance === null) return [];
  const { arn: instanceArn } = identity.instance;
  const withPeople = applicationsWithPeople(organization);
  const assignments = placedAssignments(organization);
  const stackWith = (id: string, own: Pick<IdentityStackProps, 'tiers' | 'elsewhere'>): IdentityStack =>
    new IdentityStack(app, id, {
      organization,
      instanceArn,
      access,
      applications: withPeople.filter(({ stack }) => identityStackOf(stack) === id),
      assignments: assignments.filter(({ stack }) => stack === id),
      numberOf: (key) => (key === managementAccount.key ? managementAccount.accountId : ids.accountId(key)),
      ...own,
    });
  const first = stackWith(identityStack(), { tiers, elsewhere: new Map() });
  const others = identityStackNames(organization).filter((id) => id !== identityStack());
  return [first, ...others.map((id) => stackWith(id, { tiers: [], elsewhere: first.exported }))];
}
