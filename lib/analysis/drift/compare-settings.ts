import type { LiveOrganization } from '../../model/live-organization';
import type { Organization } from '../../model/organization';
import type { Position } from '../../model/problem';
import { TRUSTED, trustedServices } from '../../model/trusted-services';
import { counted } from '../../report/words';
import { aDrift, globally, revertBy, type Drift } from './drift';
import type { ExpectedPolicy } from './expected-policies';

/** What `OrganizationSettings` switched on, and is off. */
export function compareSettings(
  organization: Organization,
  live: LiveOrganization,
  expected: readonly ExpectedPolicy[],
  policyTypes: readonly string[],
): readonly Drift[] {
  return [
    ...policyTypes
      .filter((type) => !live.policyTypes.includes(type))
      .map((type) => describeDisabled(type, expected, live.rootId, organization.locate(['guardrails']))),
    ...trustedServices(organization, policyTypes)
      .filter((service) => !live.trustedServices.includes(service))
      .map((service) =>
        aDrift({
          ...{ kind: 'trusted-access-off', subject: service, at: organization.locate([]) },
          summary: `trusted access of \`${service}\` is off: what it does in the accounts for the organization stops`,
          trace: globally('DisableAWSServiceAccess'),
          fix: enabling(service),
        }),
      ),
  ];
}

/**
 * Some services need their own call: that of Organizations does not create the role that they need.
 *
 * Source: https://docs.aws.amazon.com/organizations/latest/userguide/services-that-can-integrate-ram.html
 * and https://docs.aws.amazon.com/organizations/latest/userguide/services-that-can-integrate-cloudformation.html
 */
function enabling(service: string): string {
  switch (service) {
    case TRUSTED.stackSets:
      return ACTIVATE_STACK_SETS;
    case TRUSTED.resourceSharing:
      return '`aws ram enable-sharing-with-aws-organization`';
    default:
      return `\`aws organizations enable-aws-service-access --service-principal ${service}\``;
  }
}

const ACTIVATE_STACK_SETS = '`aws cloudformation activate-organizations-access`';

function describeDisabled(type: string, expected: readonly ExpectedPolicy[], rootId: string, at: Position): Drift {
  const policies = expected.filter((policy) => policy.type === type);
  const stacks = [...new Set(policies.map(({ stack }) => stack))].map(revertBy);
  const enable = `\`aws organizations enable-policy-type --root-id ${rootId} --policy-type ${type}\``;
  return aDrift({
    ...{ kind: 'policy-type-disabled', subject: type, at },
    summary: `policies of the type ${type} are disabled, which detached ${counted(policies.length, 'policy', 'policies')} of the files`,
    trace: globally('DisablePolicyType'),
    fix: [enable, ...stacks].join(', then '),
  });
}

/** StackSets reach no account while their access to the organization is off. */
export function inactiveStackSets(isActivated: boolean): readonly Drift[] {
  if (isActivated) return [];
  return [
    aDrift({
      ...{ kind: 'stack-sets-off', subject: 'StackSets' },
      summary: 'StackSets may not work in the accounts of the organization: a new account gets no baseline',
      trace: globally('DeactivateOrganizationsAccess', 'DisableAWSServiceAccess'),
      fix: ACTIVATE_STACK_SETS,
    }),
  ];
}
