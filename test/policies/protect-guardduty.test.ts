import { DEPLOYMENT, judge } from './judge';

describe('protect-guardduty', () => {
  const isDenied = judge('protect-guardduty');

  test.each([
    'guardduty:DeleteDetector',
    'guardduty:UpdateDetector',
    'guardduty:DisassociateFromMasterAccount',
    'guardduty:DisassociateFromAdministratorAccount',
    'guardduty:DisassociateMembers',
    'guardduty:DeleteMembers',
    'guardduty:StopMonitoringMembers',
    'guardduty:DeletePublishingDestination',
    'guardduty:UpdatePublishingDestination',
  ])('denies %s to all but the platform', (action) => {
    expect(isDenied({ action })).toBe(true);
    expect(isDenied({ action, principal: DEPLOYMENT })).toBe(false);
  });

  test.each([
    'guardduty:CreateDetector',
    'guardduty:TagResource',
    'guardduty:AcceptInvitation',
    'guardduty:AcceptAdministratorInvitation',
    'guardduty:CreateMembers',
    'guardduty:StartMonitoringMembers',
    'guardduty:UpdateMemberDetectors',
    'guardduty:UpdateOrganizationConfiguration',
    'guardduty:EnableOrganizationAdminAccount',
    'guardduty:CreatePublishingDestination',
    'guardduty:GetFindings',
  ])('leaves %s possible, so that the administrator can enable it later', (action) => {
    expect(isDenied({ action })).toBe(false);
  });
});
