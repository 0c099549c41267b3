import { z } from 'zod';
import { guardrail } from './core/guardrail';
import { denied, developer, possible } from './core/probe';
import { deny } from './core/statements';

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
  probes: (_, place) => {
    const principal = developer(place);
    const resource = `arn:aws:guardduty:eu-central-1:${place.account}:detector/12abc34d567e8fa901bc2d34e56789f0`;
    const call = (action: string) => ({ principal, resource, action: `guardduty:${action}` });
    return [
      denied('a developer deletes the detector', call('DeleteDetector')),
      denied('a developer suspends the detector', call('UpdateDetector')),
      denied('a developer leaves the administrator', call('DisassociateFromAdministratorAccount')),
      denied('a developer leaves the administrator by the old name', call('DisassociateFromMasterAccount')),
      denied('an administrator lets members go', call('DisassociateMembers')),
      denied('an administrator deletes members', call('DeleteMembers')),
      denied('an administrator stops watching members', call('StopMonitoringMembers')),
      denied('a developer stops publishing', call('DeletePublishingDestination')),
      denied('a developer publishes elsewhere', call('UpdatePublishingDestination')),
      possible('a developer enables GuardDuty', call('CreateDetector')),
      possible('a developer tags the detector', call('TagResource')),
      possible('a developer accepts an invitation', call('AcceptAdministratorInvitation')),
      possible('an administrator brings members in', call('CreateMembers')),
      possible('an administrator watches members again', call('StartMonitoringMembers')),
      possible('an administrator configures members', call('UpdateMemberDetectors')),
      possible('an administrator enables GuardDuty for new accounts', call('UpdateOrganizationConfiguration')),
      possible('a developer begins to publish', call('CreatePublishingDestination')),
      possible('a developer reads findings', call('GetFindings')),
    ];
  },
});
