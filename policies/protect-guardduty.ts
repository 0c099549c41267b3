import { z } from 'zod';
import { guardrail } from './form/guardrail';
import { deny } from './form/statements';

/**
 * What ends or blinds detection: detectors, membership (under the old and the new names), publishing.
 *
 * Possible on purpose, so that the delegated administrator can enable GuardDuty at any time: `CreateDetector`,
 * `TagResource`, accepting an invitation, `CreateMembers`, `StartMonitoringMembers`, `UpdateMemberDetectors` and
 * `UpdateOrganizationConfiguration` (the last two switch features on as well as off, and do nothing for ordinary
 * members). `DisableOrganizationAdminAccount` can be called by the management account only.
 */
const ACTIONS = [
  'guardduty:DeleteDetector',
  'guardduty:DeleteMembers',
  'guardduty:DeletePublishingDestination',
  'guardduty:DisassociateFromAdministratorAccount',
  'guardduty:DisassociateFromMasterAccount',
  'guardduty:DisassociateMembers',
  'guardduty:StopMonitoringMembers',
  'guardduty:UpdateDetector',
  'guardduty:UpdatePublishingDestination',
];

export const protectGuardduty = guardrail({
  id: 'protect-guardduty',
  type: 'SERVICE_CONTROL_POLICY',
  summary: 'GuardDuty cannot be switched off, and no account can leave its administrator',
  rationale:
    'A detector that is suspended, deleted or cut off from its administrator reports nothing, and silence looks like peace.',
  references: [
    'https://docs.aws.amazon.com/guardduty/latest/ug/guardduty_organizations.html',
    'https://docs.aws.amazon.com/guardduty/latest/ug/guardduty_suspend-disable.html',
    'https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonguardduty.html',
  ],
  exempt: 'platform',
  parameters: z.strictObject({}).prefault({}),
  statements: () => [deny({ Action: ACTIONS, Resource: '*' })],
});
