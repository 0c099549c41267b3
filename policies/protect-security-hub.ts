import { z } from 'zod';
import { guardrail } from './core/guardrail';
import { denied, developer, possible } from './core/probe';
import { deny } from './core/statements';

/**
 * Actions that disable Security Hub, disassociate an account from its administrator, or suppress findings: standards,
 * controls, aggregation, automation rules.
 *
 * Allowed on purpose: enabling, accepting an invitation, tagging, updating findings (`BatchUpdateFindings`), own insights
 * and action targets, and what only the delegated administrator calls to add accounts. Only the management account can
 * call `DisableOrganizationAdminAccount`.
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
  summary:
    'Security Hub cannot be disabled, its findings cannot be suppressed, and no account can leave its administrator',
  rationale:
    'An account that disables Security Hub, or one of its controls, disappears from every report without a finding. An ' +
    'automation rule that suppresses findings has the same effect.',
  foundBy: ['SECURITYHUB_ENABLED'],
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
      ...all(denied, 'disables Security Hub', [
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
      ...all(denied, 'disables checks', [
        'BatchDisableStandards',
        'BatchUpdateStandardsControlAssociations',
        'UpdateStandardsControl',
        'UpdateSecurityControl',
        'DisableImportFindingsForProduct',
      ]),
      ...all(denied, 'suppresses findings with a rule', [
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
      ...all(possible, 'updates findings', ['BatchUpdateFindings', 'BatchImportFindings', 'CreateInsight']),
      ...all(possible, 'adds accounts as the delegated administrator', [
        'CreateMembers',
        'CreateConfigurationPolicy',
        'StartConfigurationPolicyAssociation',
        'CreateFindingAggregator',
      ]),
    ];
  },
});
