import { z } from 'zod';
import { guardrail } from './core/guardrail';
import { denied, developer, possible } from './core/probe';
import { platformRoles } from './core/role-samples';
import { deny } from './core/statements';

export const denyLeavingOrganization = guardrail({
  id: 'deny-leaving-organization',
  type: 'SERVICE_CONTROL_POLICY',
  summary: 'Member accounts cannot leave the organization',
  rationale:
    'An account that leaves the organization escapes every other guardrail, the audit trail and the common bill. The ' +
    'management account can still remove an account, because guardrails do not bind it.',
  foundBy: {
    nothing: 'An account that has left is not measured any more. The alarm about changes of the organization tells.',
  },
  references: [
    'https://docs.aws.amazon.com/organizations/latest/APIReference/API_LeaveOrganization.html',
    'https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_scps_examples_general.html',
  ],
  exempt: 'nobody',
  parameters: z.strictObject({}).prefault({}),
  statements: () => [deny({ Action: 'organizations:LeaveOrganization', Resource: '*' })],
  probes: (_, place) => {
    const leave = { action: 'organizations:LeaveOrganization' };
    return [
      denied('a developer leaves the organization', { ...leave, principal: developer(place) }),
      denied('the root user leaves the organization', { ...leave, principal: `arn:aws:iam::${place.account}:root` }),
      ...platformRoles(place).map((principal) =>
        denied(`${principal} leaves the organization`, { ...leave, principal }),
      ),
      possible('a developer describes the organization', {
        principal: developer(place),
        action: 'organizations:DescribeOrganization',
      }),
      possible('a developer lists the accounts', { principal: developer(place), action: 'organizations:ListAccounts' }),
    ];
  },
});
