import { Stack } from 'aws-cdk-lib';
import {
  ConfigurationRecorder,
  type ConfigurationRecorderProps,
  type Recording,
} from '../../../constructs/baseline/configuration-recorder';
import { deployTemplate } from '../../support/deploy-template';
import { frequencyOf, GLOBAL_TYPES, type RecorderProperties } from '../../support/recorded-types';
import { anApp, resourcesOf, templateOf } from '../../support/synthesize';

const ALL: Recording = { frequency: 'continuous', records: 'all', types: [] };

function propsWith(recording: Partial<Recording>): ConfigurationRecorderProps {
  return {
    recorderName: 'rampart',
    channelName: 'rampart',
    recording: { ...ALL, ...recording },
    homeRegion: 'eu-central-1',
    bucketName: 'history',
  };
}

/** The recorder of a template that CloudFormation deploys to any Region, as it is in one. */
function recorderIn(region: string, recording: Partial<Recording> = {}): RecorderProperties {
  const stack = new Stack(anApp(), 'Stack');
  new ConfigurationRecorder(stack, 'Recorder', propsWith(recording));
  const deployed = deployTemplate(templateOf(stack), { account: '222222222222', region });
  const [[, recorder] = []] = resourcesOf(deployed, 'AWS::Config::ConfigurationRecorder');
  return recorder?.Properties as RecorderProperties;
}

const HOME = 'eu-central-1';
const OTHER = 'eu-west-1';
const INSTANCE = 'AWS::EC2::Instance';
const INTERFACE = 'AWS::EC2::NetworkInterface';

describe('the recorder of everything', () => {
  test('records global types in the home Region only', () => {
    for (const type of GLOBAL_TYPES) {
      expect(frequencyOf(type, recorderIn(HOME))).toBe('CONTINUOUS');
      expect(frequencyOf(type, recorderIn(OTHER))).toBeNull();
    }
  });

  test('records all other types in each Region', () => {
    for (const region of [HOME, OTHER]) expect(frequencyOf(INSTANCE, recorderIn(region))).toBe('CONTINUOUS');
  });

  test('records daily if it shall, and names no type, because AWS keeps those continuous that must be', () => {
    const recorder = recorderIn(OTHER, { frequency: 'daily' });
    expect(recorder.RecordingMode).toEqual({ RecordingFrequency: 'DAILY' });
  });
});

describe('the recorder of all but some types', () => {
  const recording = { records: 'except', types: [INTERFACE] } as const;

  test('records none of those, and everything else', () => {
    for (const region of [HOME, OTHER]) {
      expect(frequencyOf(INTERFACE, recorderIn(region, recording))).toBeNull();
      expect(frequencyOf(INSTANCE, recorderIn(region, recording))).toBe('CONTINUOUS');
    }
  });

  test('excludes the global types by name outside of the home Region, where nothing else would', () => {
    for (const type of GLOBAL_TYPES) {
      expect(frequencyOf(type, recorderIn(HOME, recording))).toBe('CONTINUOUS');
      expect(frequencyOf(type, recorderIn(OTHER, recording))).toBeNull();
    }
  });

  test('names each type once, also one that is global', () => {
    const { RecordingGroup } = recorderIn(OTHER, { records: 'except', types: ['AWS::IAM::User', INTERFACE] });
    expect(RecordingGroup?.ExclusionByResourceTypes?.ResourceTypes).toEqual([
      'AWS::IAM::User',
      INTERFACE,
      'AWS::IAM::Group',
      'AWS::IAM::Policy',
      'AWS::IAM::Role',
    ]);
  });

  test('keeps what cannot be daily continuous, unless it is excluded', () => {
    const daily = { ...recording, frequency: 'daily', types: ['AWS::Config::ResourceCompliance'] } as const;
    const recorder = recorderIn(OTHER, daily);
    expect(frequencyOf(INSTANCE, recorder)).toBe('DAILY');
    expect(frequencyOf('AWS::Config::ConformancePackCompliance', recorder)).toBe('CONTINUOUS');
    expect(JSON.stringify(recorder.RecordingMode)).not.toContain('AWS::Config::ResourceCompliance');
  });
});

describe('the recorder of some types only', () => {
  const recording = { records: 'only', types: [INSTANCE, 'AWS::IAM::User'] } as const;

  test('records those, the global ones in the home Region only', () => {
    expect(recorderIn(HOME, recording).RecordingGroup?.ResourceTypes).toEqual([INSTANCE, 'AWS::IAM::User']);
    expect(recorderIn(OTHER, recording).RecordingGroup?.ResourceTypes).toEqual([INSTANCE]);
  });

  test('has no condition on the Region if no type is global', () => {
    const stack = new Stack(anApp(), 'Stack');
    new ConfigurationRecorder(stack, 'Recorder', propsWith({ records: 'only', types: [INSTANCE] }));
    expect(JSON.stringify(templateOf(stack))).not.toContain('Fn::If');
  });

  test('names what cannot be daily only if it is recorded', () => {
    const daily = { records: 'only', frequency: 'daily' } as const;
    const modeOf = (types: readonly string[]): unknown => recorderIn(OTHER, { ...daily, types }).RecordingMode;
    expect(modeOf([INSTANCE])).toEqual({ RecordingFrequency: 'DAILY' });
    expect(modeOf([INSTANCE, 'AWS::Config::ResourceCompliance'])).toMatchObject({
      RecordingModeOverrides: [
        { RecordingFrequency: 'CONTINUOUS', ResourceTypes: ['AWS::Config::ResourceCompliance'] },
      ],
    });
  });

  test('is refused if no type is left outside of the home Region', () => {
    expect(() => recorderIn(OTHER, { records: 'only', types: ['AWS::IAM::User', 'AWS::IAM::Role'] })).toThrow(
      'got only AWS::IAM::User, AWS::IAM::Role, which are recorded in the home Region; add a type that is not of IAM',
    );
  });

  test('may record global types alone in the home Region', () => {
    const recording = { records: 'only', types: ['AWS::IAM::User'] } as const;
    expect(inStackOf(HOME, recording).RecordingGroup?.ResourceTypes).toEqual(['AWS::IAM::User']);
    expect(() => inStackOf(OTHER, recording)).toThrow('nothing is left to record');
  });
});

test.each([
  [HOME, true],
  [OTHER, false],
])('the recorder of a stack whose Region is known needs no condition: %s', (region, records) => {
  const recorder = inStackOf(region, {});
  expect(recorder.RecordingGroup).toEqual({ AllSupported: true, IncludeGlobalResourceTypes: records });
});

/** The recorder of an ordinary stack. */
function inStackOf(region: string, recording: Partial<Recording>): RecorderProperties {
  const stack = new Stack(anApp(), 'Stack', { env: { account: '111111111111', region } });
  new ConfigurationRecorder(stack, 'Recorder', propsWith(recording));
  const template = templateOf(stack);
  expect(template).not.toHaveProperty('Conditions');
  const [[, recorder] = []] = resourcesOf(template, 'AWS::Config::ConfigurationRecorder');
  return recorder?.Properties as RecorderProperties;
}
