import { DEPLOYMENT, judge, STACK_SETS } from './judge';

describe('protect-config', () => {
  const isDenied = judge('protect-config');

  test.each([
    'config:StopConfigurationRecorder',
    'config:DeleteConfigurationRecorder',
    'config:PutConfigurationRecorder',
    'config:DeleteDeliveryChannel',
    'config:PutDeliveryChannel',
    'config:DeleteConfigRule',
    'config:DeleteConformancePack',
    'config:DeleteEvaluationResults',
    'config:DeleteConfigurationAggregator',
    'config:DeleteAggregationAuthorization',
    'config:PutAggregationAuthorization',
    'config:DeleteRetentionConfiguration',
    'config:PutRetentionConfiguration',
  ])('denies %s to all but StackSets and the platform', (action) => {
    expect(isDenied({ action })).toBe(true);
    for (const principal of [STACK_SETS, DEPLOYMENT]) expect(isDenied({ action, principal })).toBe(false);
  });

  test.each([
    'config:PutConfigRule',
    'config:PutConformancePack',
    'config:PutEvaluations',
    'config:StartConfigurationRecorder',
    'config:PutServiceLinkedConfigurationRecorder',
    'config:DescribeConfigRules',
    'config:SelectResourceConfig',
    'config:TagResource',
  ])('leaves %s possible', (action) => {
    expect(isDenied({ action })).toBe(false);
  });
});
