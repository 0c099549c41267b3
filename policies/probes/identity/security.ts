import type { Probe, ProbePlace } from '../../core/probe';
import { assumeProbes } from './assume-probes';
import { callProbes } from './calls';
import { apiKeyProbes } from './read-only';

export function securityProbes(place: ProbePlace): readonly Probe[] {
  return [
    ...callProbes('security', { may: MAY, mayNot: MAY_NOT, readsConfiguration: true }, place),
    ...apiKeyProbes('security', place),
    ...assumeProbes('security', ['arn:*:iam::*:role/platform/audit'], place),
  ];
}

const MAY = {
  'access-analyzer': 'CheckNoNewAccess GenerateFindingRecommendation StartResourceScan ValidatePolicy',
  cloudtrail: 'CancelQuery StartQuery',
  config: 'BatchGetResourceConfig SelectAggregateResourceConfig StartConfigRulesEvaluation',
  detective: 'GetInvestigation ListGraphs SearchGraph',
  guardduty: 'ArchiveFindings UnarchiveFindings UpdateFindingsFeedback',
  iam: 'GenerateOrganizationsAccessReport SimulatePrincipalPolicy',
  identitystore: 'DescribeUser ListGroups',
  inspector2: 'BatchGetFindingDetails CreateFilter DeleteFilter UpdateFilter',
  logs: 'StopQuery',
  macie2: 'CreateFindingsFilter DeleteFindingsFilter DescribeBuckets GetMacieSession UpdateFindingsFilter',
  securityhub: 'BatchUpdateFindings CreateInsight DeleteInsight UpdateInsight',
  support: 'CreateCase DescribeCases',
  xray: 'GetTraceSummaries',
};

/** What switches a service off, makes it look elsewhere, or changes who administers it. */
const MAY_NOT = {
  'access-analyzer':
    'CreateAccessPreview CreateAnalyzer CreateArchiveRule DeleteAnalyzer StartPolicyGeneration UpdateAnalyzer UpdateFindings',
  cloudtrail: 'PutInsightSelectors StartImport',
  config: 'DeleteConfigRule PutConfigRule StartConfigurationRecorder StartRemediationExecution',
  detective: 'DeleteGraph DisassociateMembership',
  guardduty:
    'CreateFilter CreateIPSet CreateTrustedEntitySet DeleteMembers DisassociateFromAdministratorAccount StopMonitoringMembers UpdateDetector ' +
    'UpdateMalwareScanSettings',
  iam: 'CreateServiceLinkedRole GenerateThing',
  identitystore: 'CreateGroup UpdateGroup',
  inspector2: 'BatchGetCodeSnippet CreateFilterThing CreateFindingsReport Disable UpdateConfiguration',
  macie2: 'DisableMacie GetFindingsFilter GetSensitiveDataOccurrences UpdateMacieSession',
  securityhub:
    'BatchUpdateAutomationRules CreateAutomationRule DisassociateFromAdministratorAccount UpdateSecurityControl',
  support: 'ResolveCase UploadAttachment',
  wafv2: 'GetSampledRequests UpdateWebACL',
  xray: 'PutTraceSegments',
};
