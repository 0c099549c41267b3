import { z } from 'zod';
import { guardrail } from './core/guardrail';
import { denied, developer, possible } from './core/probe';
import { deny } from './core/statements';

/**
 * An account and Region have one recorder, one channel and one retention, so putting one changes it, which is denied.
 * Putting an aggregation authorization lets another account read this one's inventory, which is denied, too.
 *
 * Allowed on purpose: `PutConfigRule` and `PutConformancePack`, because the organization's rules are read-only in member
 * accounts and a team may have its own rules; `PutEvaluations`, because the functions of custom rules call it;
 * `StartConfigurationRecorder`; service-linked recorders, which services create for themselves. The recorder, the
 * conformance packs and Security Hub use service-linked roles, which no guardrail binds; StackSets are platform principals.
 */
const ACTIONS = [
  'config:DeleteAggregationAuthorization',
  'config:DeleteConfigRule',
  'config:DeleteConfigurationAggregator',
  'config:DeleteConfigurationRecorder',
  'config:DeleteConformancePack',
  'config:DeleteDeliveryChannel',
  'config:DeleteEvaluationResults',
  'config:DeleteOrganizationConfigRule',
  'config:DeleteOrganizationConformancePack',
  'config:DeletePendingAggregationRequest',
  'config:DeleteRemediationConfiguration',
  'config:DeleteRetentionConfiguration',
  'config:DeleteServiceLinkedConfigurationRecorder',
  'config:DisassociateResourceTypes',
  'config:PutAggregationAuthorization',
  'config:PutConfigurationAggregator',
  'config:PutConfigurationRecorder',
  'config:PutDeliveryChannel',
  'config:PutRetentionConfiguration',
  'config:StopConfigurationRecorder',
];

export const protectConfig = guardrail({
  id: 'protect-config',
  type: 'SERVICE_CONTROL_POLICY',
  summary: 'The configuration recorder, its channel, rules, aggregation and retention cannot be changed or deleted',
  rationale: 'Without the recorder, resources change without a history, and every rule keeps its last result.',
  foundBy: {
    nothing: 'Without a recorder no Config rule has a new result. The aggregator shows when the last one was.',
  },
  references: [
    'CIS AWS Foundations Benchmark v3.0.0, 3.3',
    'https://docs.aws.amazon.com/config/latest/developerguide/stop-start-recorder.html',
    'https://docs.aws.amazon.com/service-authorization/latest/reference/list_awsconfig.html',
  ],
  exempt: 'platform',
  parameters: z.strictObject({}).prefault({}),
  statements: () => [deny({ Action: ACTIONS, Resource: '*' })],
  probes: (_, place) => {
    const principal = developer(place);
    const call = (action: string) => ({ principal, action: `config:${action}` });
    const each = (effect: typeof denied, what: string, actions: readonly string[]) =>
      actions.map((action) => effect(`a developer ${what}: ${action}`, call(action)));
    return [
      ...each(denied, 'stops or replaces the recorder', [
        'StopConfigurationRecorder',
        'DeleteConfigurationRecorder',
        'DeleteServiceLinkedConfigurationRecorder',
        'PutConfigurationRecorder',
        'DisassociateResourceTypes',
      ]),
      ...each(denied, 'stops or redirects delivery', ['DeleteDeliveryChannel', 'PutDeliveryChannel']),
      ...each(denied, 'removes rules and their results', [
        'DeleteConfigRule',
        'DeleteOrganizationConfigRule',
        'DeleteConformancePack',
        'DeleteOrganizationConformancePack',
        'DeleteEvaluationResults',
        'DeleteRemediationConfiguration',
      ]),
      ...each(denied, 'changes aggregation', [
        'PutAggregationAuthorization',
        'DeleteAggregationAuthorization',
        'PutConfigurationAggregator',
        'DeleteConfigurationAggregator',
        'DeletePendingAggregationRequest',
      ]),
      ...each(denied, 'changes retention', ['PutRetentionConfiguration', 'DeleteRetentionConfiguration']),
      ...each(possible, 'works with rules of their own', [
        'PutConfigRule',
        'PutConformancePack',
        'PutEvaluations',
        'PutRemediationConfigurations',
        'StartConfigRulesEvaluation',
      ]),
      ...each(possible, 'reads, and starts the recorder', [
        'StartConfigurationRecorder',
        'DescribeConfigurationRecorders',
        'GetComplianceDetailsByConfigRule',
        'SelectResourceConfig',
      ]),
      possible("Config's service-linked role deletes a rule", {
        principal: `arn:aws:iam::${place.account}:role/aws-service-role/config.amazonaws.com/AWSServiceRoleForConfig`,
        action: 'config:DeleteConfigRule',
      }),
    ];
  },
});
