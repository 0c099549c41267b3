import type { Calls } from './people-calls';

/** A call for each way to switch off, blind or redirect what watches an account, or to hide what it found. */
export const AUDIT_SETTING_CALLS: Calls = {
  'access-analyzer':
    'ApplyArchiveRule CreateArchiveRule DeleteAnalyzer DeleteArchiveRule UpdateAnalyzer UpdateArchiveRule UpdateFindings',
  cloudtrail:
    'DeleteTrail DisableFederation PutEventSelectors PutInsightSelectors PutResourcePolicy RemoveTags StopLogging UpdateTrail',
  config:
    'DeleteAggregationAuthorization DeleteConfigurationRecorder DeleteDeliveryChannel DeleteRetentionConfiguration ' +
    'DisassociateResourceTypes PutConfigurationRecorder PutDeliveryChannel PutRetentionConfiguration StopConfigurationRecorder',
  guardduty:
    'AcceptInvitation ArchiveFindings CreateFilter CreateIPSet CreateTrustedEntitySet DeleteDetector DisassociateMembers ' +
    'StopMonitoringMembers UpdateDetector',
  inspector2: 'Disable DisableDelegatedAdminAccount',
  macie2: 'DisableMacie',
  securityhub:
    'BatchDeleteAutomationRules BatchDisableStandards BatchUpdateFindings CreateAutomationRule CreateAutomationRuleV2 DeleteMembers DisableSecurityHub ' +
    'DisassociateMembers UpdateSecurityHubConfiguration',
};

/** Next to them: reading, and what switches on. */
export const AUDIT_READING_CALLS: Calls = {
  'access-analyzer': 'CreateAnalyzer GetArchiveRule ListFindings ValidatePolicy',
  cloudtrail: 'CreateTrail DescribeTrails DisableThing LookupEvents PutThing StartLogging',
  config: 'DescribeConfigRules PutConfigRule SelectResourceConfig StartConfigurationRecorder',
  guardduty: 'CreateDetector CreateSampleFindings GetFindings ListDetectors',
  inspector2: 'Enable ListFindings',
  macie2: 'EnableMacie GetFindings',
  securityhub: 'BatchImportFindings CreateInsight EnableSecurityHub GetFindings',
};
