import { Stack } from 'aws-cdk-lib';
import { RegionBaseline, type RegionBaselineProps } from '../../../constructs/baseline/region-baseline';
import { BUS } from '../../support/a-baseline';
import { NAMES } from '../../support/a-finisher';
import { anApp, resourcesOf, templateOf } from '../../support/synthesize';

function templateIn(region: string, overrides: Partial<RegionBaselineProps> = {}) {
  const stack = new Stack(anApp(), 'Stack', { env: { account: '111111111111', region } });
  new RegionBaseline(stack, 'Baseline', {
    recorder: {
      recorderName: 'rampart',
      channelName: 'rampart',
      recording: { frequency: 'continuous', records: 'all', types: [] },
      homeRegion: 'eu-central-1',
      bucketName: 'rampart-config-444444444444-eu-central-1-an',
    },
    findingsFrom: 4.5,
    forwarding: { prefix: 'rampart-', busArn: BUS, forwarder: { path: '/platform/', name: 'event-forwarder' } },
    finisher: null,
    ...overrides,
  });
  return templateOf(stack);
}

test('works in an ordinary stack, without a condition or a parameter', () => {
  const template = templateIn('eu-west-1');
  expect(template).not.toHaveProperty('Conditions');
  expect(JSON.stringify(template.Resources)).not.toContain('"Ref"');
  expect(Object.values(template.Resources).map(({ Type }) => Type)).toEqual([
    'AWS::Config::ConfigurationRecorder',
    'AWS::Config::DeliveryChannel',
    'AWS::GuardDuty::Detector',
    'AWS::SSM::ServiceSetting',
    'AWS::Events::Rule',
    'AWS::Events::Rule',
  ]);
});

test('finishes the account last: after the recorder, which may be in the way, and the rules that tell of a failure', () => {
  const finished = templateIn('eu-west-1', { finisher: { names: NAMES, definition: { StartAt: 'End' } } });
  const others = Object.entries(finished.Resources).filter(
    ([, { Type }]) => !/^AWS::(?:StepFunctions|Scheduler)::/.test(Type),
  );
  expect(others.map(([, { Type }]) => Type)).toContain('AWS::Config::ConfigurationRecorder');
  for (const type of ['AWS::StepFunctions::StateMachine', 'AWS::Scheduler::Schedule']) {
    const [[, { DependsOn }] = ['', { DependsOn: undefined }]] = resourcesOf(finished, type);
    expect(DependsOn).toEqual(expect.arrayContaining(others.map(([id]) => id)));
  }
});

test('forwards findings from the severity on that is given', () => {
  const [[, rule] = []] = resourcesOf(templateIn('eu-central-1'), 'AWS::Events::Rule');
  expect(rule?.Properties?.['EventPattern']).toMatchObject({ detail: { severity: [{ numeric: ['>=', 4.5] }] } });
});

test('leaves recorder, channel and detector to an account that has its own, and forwards the findings of its detector', () => {
  const template = templateIn('eu-west-1', { recorder: null });
  expect(Object.values(template.Resources).map(({ Type, Properties }) => [Type, Properties?.['Name']])).toEqual([
    ['AWS::SSM::ServiceSetting', undefined],
    ['AWS::Events::Rule', 'rampart-forward-findings'],
    ['AWS::Events::Rule', 'rampart-forward-failed-executions'],
  ]);
});

test('has neither a detector nor a rule for findings without a severity', () => {
  const template = templateIn('eu-central-1', { findingsFrom: null });
  expect(resourcesOf(template, 'AWS::GuardDuty::Detector')).toEqual([]);
  expect(resourcesOf(template, 'AWS::Events::Rule').map(([, { Properties }]) => Properties?.['Name'])).toEqual([
    'rampart-forward-failed-executions',
  ]);
});
