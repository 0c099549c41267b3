import { z } from 'zod';
import { guardrail } from './core/guardrail';
import { denied, developer, possible } from './core/probe';
import { deny } from './core/statements';

/**
 * Actions that stop or weaken detection: detectors, membership (with the old and the new names), publishing, and what keeps
 * findings from being made or sent. A filter can archive findings by itself, and then EventBridge never hears of them;
 * a list of trusted addresses or entities prevents findings about them. An account without an administrator has its own.
 * Whoever accepts an invitation gives the detector to an administrator outside, who may stop it, and whom no guardrail
 * binds. An administrator inside of the organization needs no invitation.
 *
 * Allowed on purpose, so that the delegated administrator can enable GuardDuty at any time: `CreateDetector`,
 * `TagResource`, `CreateMembers`, `StartMonitoringMembers`, `UpdateMemberDetectors` and `UpdateOrganizationConfiguration`
 * (the last two enable and disable features, and have no effect for ordinary members); `ArchiveFindings`, because the
 * finding has been sent by then. Only the management account can call `DisableOrganizationAdminAccount`.
 */
const ACTIONS = [
  'guardduty:AcceptAdministratorInvitation',
  'guardduty:AcceptInvitation',
  'guardduty:CreateFilter',
  'guardduty:CreateIPSet',
  'guardduty:CreateTrustedEntitySet',
  'guardduty:DeleteDetector',
  'guardduty:DeleteMembers',
  'guardduty:DeletePublishingDestination',
  'guardduty:DeleteThreatEntitySet',
  'guardduty:DeleteThreatIntelSet',
  'guardduty:DisassociateFromAdministratorAccount',
  'guardduty:DisassociateFromMasterAccount',
  'guardduty:DisassociateMembers',
  'guardduty:StopMonitoringMembers',
  'guardduty:UpdateDetector',
  'guardduty:UpdateFilter',
  'guardduty:UpdateIPSet',
  'guardduty:UpdateMalwareScanSettings',
  'guardduty:UpdatePublishingDestination',
  'guardduty:UpdateThreatEntitySet',
  'guardduty:UpdateThreatIntelSet',
  'guardduty:UpdateTrustedEntitySet',
];

export const protectGuardduty = guardrail({
  id: 'protect-guardduty',
  type: 'SERVICE_CONTROL_POLICY',
  summary: 'GuardDuty cannot be disabled or made blind, and no account can change its administrator',
  rationale:
    'A detector that is suspended, deleted or disassociated from its administrator reports nothing, and nobody notices. A ' +
    'filter that archives everything, or an administrator outside of the organization, has the same effect.',
  foundBy: ['GUARDDUTY_ENABLED_CENTRALIZED'],
  references: [
    'https://docs.aws.amazon.com/guardduty/latest/ug/guardduty_organizations.html',
    'https://docs.aws.amazon.com/guardduty/latest/ug/guardduty_suspend-disable.html',
    'https://docs.aws.amazon.com/guardduty/latest/ug/findings_suppression-rule.html',
    'https://docs.aws.amazon.com/guardduty/latest/ug/guardduty_upload-lists.html',
    'https://docs.aws.amazon.com/guardduty/latest/ug/guardduty_invitations.html',
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
      denied('a developer takes an administrator outside', call('AcceptAdministratorInvitation')),
      denied('a developer takes an administrator outside with the old action', call('AcceptInvitation')),
      ...['CreateFilter', 'UpdateFilter'].map((name) =>
        denied(`a developer archives all findings: ${name}`, call(name)),
      ),
      ...['CreateIPSet', 'UpdateIPSet', 'CreateTrustedEntitySet', 'UpdateTrustedEntitySet'].map((name) =>
        denied(`a developer trusts an attacker's addresses: ${name}`, call(name)),
      ),
      ...['ThreatEntitySet', 'ThreatIntelSet'].flatMap((list) =>
        ['Delete', 'Update'].map((verb) =>
          denied(`a developer empties a list of threats: ${verb}${list}`, call(`${verb}${list}`)),
        ),
      ),
      denied('a developer keeps volumes from being scanned', call('UpdateMalwareScanSettings')),
      possible('an administrator adds members', call('CreateMembers')),
      possible('an administrator monitors members again', call('StartMonitoringMembers')),
      possible('an administrator configures members', call('UpdateMemberDetectors')),
      possible('an administrator enables GuardDuty for new accounts', call('UpdateOrganizationConfiguration')),
      possible('a developer starts publishing findings', call('CreatePublishingDestination')),
      possible('a developer reads findings', call('GetFindings')),
      possible('a developer archives a finding that is settled', call('ArchiveFindings')),
      possible('a developer stops a filter', call('DeleteFilter')),
      possible('a developer trusts addresses no longer', call('DeleteIPSet')),
    ];
  },
});
