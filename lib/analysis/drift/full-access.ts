import type { LiveOrganization } from '../../model/live-organization';
import type { Organization } from '../../model/organization';
import { CONTROL_POLICY_KINDS } from '../assemble/policy-quota';
import { aDrift, globally, type Drift } from './drift';
import { awsIdsOf, type Places } from './places';
import { listTargets } from '../assemble/targets';

const TYPE = 'SERVICE_CONTROL_POLICY';
const NAME = CONTROL_POLICY_KINDS.find(({ type }) => type === TYPE)?.implied;

/**
 * Where `FullAWSAccess` is not attached, although the files count on it: there, only what another policy allows is possible.
 * AWS attaches it to every new unit and account, and its sister of resource control policies cannot be detached.
 *
 * Source: https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_scps.html
 *
 * @param organization with the ids of the live organization
 */
export function findDetachedFullAccess(
  organization: Organization,
  live: LiveOrganization,
  places: Places,
): readonly Drift[] {
  const policy = live.policies.find(({ name, type, awsManaged }) => awsManaged && type === TYPE && name === NAME);
  // Without the type, no policy is attached.
  if (policy === undefined || !live.policyTypes.includes(TYPE)) return [];
  const attached = new Set(policy.targetIds);
  const accounts = new Map(organization.accounts.map((account) => [account.key, account]));
  const idOf = awsIdsOf(organization);
  return listTargets(organization).flatMap(({ id }) => {
    const awsId = idOf(id);
    if (awsId === null || attached.has(awsId)) return [];
    const account = accounts.get(id);
    return [
      aDrift({
        ...{ kind: 'full-access-detached', subject: id, at: account?.at ?? null },
        owners: account === undefined ? [] : [account.owner],
        summary: `\`${policy.name}\` is not attached to ${places(awsId)}: only what another policy allows is possible there`,
        trace: globally('DetachPolicy'),
        fix: `\`aws organizations attach-policy --policy-id ${policy.id} --target-id ${awsId}\``,
      }),
    ];
  });
}
