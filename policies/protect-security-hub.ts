import { z } from 'zod';
import { guardrail } from './core/guardrail';
import { denied, developer, possible } from './core/probe';
import { deny } from './core/statements';

/**
 * What switches Security Hub off, cuts an account off from its administrator, or silences findings: standards,
 * controls, aggregation, automation rules that suppress.
 *
 * Possible on purpose: enabling, accepting an invitation, tagging, working on findings (`BatchUpdateFindings`), own
 * insights and action targets, and what only the delegated administrator calls to bring accounts in.
 * `DisableOrganizationAdminAccount` can be called by the management account only.
 */
const ACTIONS = [
  'securityhub:BatchDeleteAutomationRules',
  'securityhub:BatchDisableStandards',
  'securityhub:BatchUpdateAutomationRules',
  'securityhub:BatchUpdateStandardsControlAssociations',
  'securityhub:CreateAutomationRule',
  'securityhub:CreateAutomationRuleV2',
  'securityhub:DeleteAggregatorV2',
  'securityhub:DeleteAutomationRuleV2',
  'securityhub:DeleteConfigurationPolicy',
  'securityhub:DeleteFindingAggregator',
  'securityhub:DeleteMembers',
  'securityhub:DisableImportFindingsForProduct',
  'securityhub:DisableSecurityHub',
  'securityhub:DisableSecurityHubFeatureV2',
  'securityhub:DisableSecurityHubV2',
  'securityhub:DisassociateFromAdministratorAccount',
  'securityhub:DisassociateFromMasterAccount',
  'securityhub:DisassociateMembers',
  'securityhub:StartConfigurationPolicyDisassociation',
  'securityhub:UpdateAggregatorV2',
  'securityhub:UpdateAutomationRuleV2',
  'securityhub:UpdateConfigurationPolicy',
  'securityhub:UpdateFindingAggregator',
  'securityhub:UpdateSecurityControl',
  'securityhub:UpdateSecurityHubConfiguration',
  'securityhub:UpdateStandardsControl',
];

export const protectSecurityHub = guardrail({
  id: 'protect-security-hub',
  type: 'SERVICE_CONTROL_POLICY',
  summary: 'Security Hub cannot be switched off or silenced, and no account can leave its administrator',
  rationale:
    'An account that disables Security Hub, or one control of it, disappears from every report without a finding that ' +
    'says so. An automation rule that suppresses findings does the same, more quietly.',
  references: [
    'https://docs.aws.amazon.com/securityhub/latest/userguide/securityhub-disable.html',
    'https://docs.aws.amazon.com/securityhub/latest/userguide/automation-rules.html',
    'https://docs.aws.amazon.com/service-authorization/latest/reference/list_awssecurityhub.html',
  ],
  exempt: 'platform',
  parameters: z.strictObject({}).prefault({}),
  statements: () => [deny({ Action: ACTIONS, Resource: '*' })],
  probes: (_, place) => {
    const principal = developer(place);
    const hub = `arn:aws:securityhub:eu-central-1:${place.account}:hub/default`;
    const call = (action: string, resource = hub) => ({ principal, action: `securityhub:${action}`, resource });
    const all = (effect: typeof denied, what: string, actions: readonly string[]) =>
      actions.map((action) => effect(`a developer ${what}: ${action}`, call(action)));
    return [
      ...all(denied, 'switches Security Hub off', [
        'DisableSecurityHub',
        'DisableSecurityHubV2',
        'DisableSecurityHubFeatureV2',
        'UpdateSecurityHubConfiguration',
      ]),
      ...all(denied, 'leaves the administrator', [
        'DisassociateFromAdministratorAccount',
        'DisassociateFromMasterAccount',
        'DisassociateMembers',
        'DeleteMembers',
      ]),
      ...all(denied, 'switches checks off', [
        'BatchDisableStandards',
        'BatchUpdateStandardsControlAssociations',
        'UpdateStandardsControl',
        'UpdateSecurityControl',
        'DisableImportFindingsForProduct',
      ]),
      ...all(denied, 'suppresses findings by a rule', [
        'CreateAutomationRule',
        'BatchUpdateAutomationRules',
        'BatchDeleteAutomationRules',
        'CreateAutomationRuleV2',
        'UpdateAutomationRuleV2',
        'DeleteAutomationRuleV2',
      ]),
      ...all(denied, 'stops central configuration and aggregation', [
        'DeleteConfigurationPolicy',
        'UpdateConfigurationPolicy',
        'StartConfigurationPolicyDisassociation',
        'DeleteFindingAggregator',
        'UpdateFindingAggregator',
        'DeleteAggregatorV2',
        'UpdateAggregatorV2',
      ]),
      ...all(possible, 'enables Security Hub and reads', [
        'EnableSecurityHub',
        'EnableSecurityHubV2',
        'EnableImportFindingsForProduct',
        'BatchEnableStandards',
        'AcceptAdministratorInvitation',
        'TagResource',
        'GetFindings',
        'DescribeHub',
      ]),
      ...all(possible, 'works on findings', ['BatchUpdateFindings', 'BatchImportFindings', 'CreateInsight']),
      ...all(possible, 'brings accounts in as the delegated administrator', [
        'CreateMembers',
        'CreateConfigurationPolicy',
        'StartConfigurationPolicyAssociation',
        'CreateFindingAggregator',
      ]),
    ];
  },
});
