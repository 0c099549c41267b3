import { z } from 'zod';
import { guardrail } from './core/guardrail';
import { denied, developer, possible } from './core/probe';
import { deny } from './core/statements';

/**
 * Actions that stop or weaken detection: detectors, membership (with the old and the new names), publishing.
 *
 * Allowed on purpose, so that the delegated administrator can enable GuardDuty at any time: `CreateDetector`,
 * `TagResource`, accepting an invitation, `CreateMembers`, `StartMonitoringMembers`, `UpdateMemberDetectors` and
 * `UpdateOrganizationConfiguration` (the last two enable and disable features, and have no effect for ordinary members).
 * Only the management account can call `DisableOrganizationAdminAccount`.
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
  summary: 'GuardDuty cannot be disabled, and no account can leave its administrator',
  rationale:
    'A detector that is suspended, deleted or disassociated from its administrator reports nothing, and nobody notices.',
  foundBy: ['GUARDDUTY_ENABLED_CENTRALIZED'],
  references: [
    'https://docs.aws.amazon.com/guardduty/latest/ug/guardduty_organizations.html',
    'https://docs.aws.amazon.com/guardduty/latest/ug/guardduty_suspend-disable.html',
    'https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonguardduty.html',
  ],
  exempt: 'platform',
  parameters: z.strictObject({}).prefault({}),
  statements: () => [deny({ Action: ACTIONS, Resource: '*' })],
  probes: (_, place) => {
    const principal = developer(place);
    const resource = `arn:aws:guardduty:eu-central-1:${place.account}:detector/12abc34d567e8fa901bc2d34e56789f0`;
    const call = (action: string) => ({ principal, resource, action: `guardduty:${action}` });
    return [
      denied('a developer deletes the detector', call('DeleteDetector')),
      denied('a developer suspends the detector', call('UpdateDetector')),
      denied('a developer leaves the administrator', call('DisassociateFromAdministratorAccount')),
      denied('a developer leaves the administrator with the old action', call('DisassociateFromMasterAccount')),
      denied('an administrator disassociates members', call('DisassociateMembers')),
      denied('an administrator deletes members', call('DeleteMembers')),
      denied('an administrator stops monitoring members', call('StopMonitoringMembers')),
      denied('a developer stops publishing', call('DeletePublishingDestination')),
      denied('a developer changes where findings are published', call('UpdatePublishingDestination')),
      possible('a developer enables GuardDuty', call('CreateDetector')),
      possible('a developer tags the detector', call('TagResource')),
      possible('a developer accepts an invitation', call('AcceptAdministratorInvitation')),
      possible('an administrator adds members', call('CreateMembers')),
      possible('an administrator monitors members again', call('StartMonitoringMembers')),
      possible('an administrator configures members', call('UpdateMemberDetectors')),
      possible('an administrator enables GuardDuty for new accounts', call('UpdateOrganizationConfiguration')),
      possible('a developer starts publishing findings', call('CreatePublishingDestination')),
      possible('a developer reads findings', call('GetFindings')),
    ];
  },
});
