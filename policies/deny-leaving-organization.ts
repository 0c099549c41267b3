import { z } from 'zod';
import { guardrail } from './form/guardrail';
import { deny } from './form/statements';

export const denyLeavingOrganization = guardrail({
  id: 'deny-leaving-organization',
  type: 'SERVICE_CONTROL_POLICY',
  summary: 'Member accounts cannot leave the organization',
  rationale:
    'An account that leaves escapes every other guardrail, the audit trail and the bill at once. The management account ' +
    'can still remove an account, since nothing here binds it.',
  references: [
    'https://docs.aws.amazon.com/organizations/latest/APIReference/API_LeaveOrganization.html',
    'https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_scps_examples_general.html',
  ],
  exempt: 'nobody',
  parameters: z.strictObject({}).prefault({}),
  statements: () => [deny({ Action: 'organizations:LeaveOrganization', Resource: '*' })],
});
