import { type IResolvable, RemovalPolicy, Stack, Token } from 'aws-cdk-lib';
import { CfnConfigurationRecorder, CfnDeliveryChannel } from 'aws-cdk-lib/aws-config';
import { Construct } from 'constructs';
import { configRoleArn } from './config-role';
import { HomeRegion } from './home-region';

/** What AWS Config records. */
export interface Recording {
  readonly frequency: 'continuous' | 'daily';
  /** `all`, all but `types`, or only `types`. */
  readonly records: 'all' | 'except' | 'only';
  /** Resource types of AWS Config; empty if it records all. */
  readonly types: readonly string[];
}

export interface ConfigurationRecorderProps {
  readonly recorderName: string;
  readonly channelName: string;
  readonly recording: Recording;
  /** The Region that records what belongs to no Region: IAM users, groups, roles and policies. */
  readonly homeRegion: string;
  /** The bucket that receives the history. It may be in another account and Region, and has no default object lock. */
  readonly bucketName: string;
}

/**
 * The configuration recorder of an account and Region, and the channel by which it delivers. There is one of each: where
 * the account has its own already, the creation fails.
 *
 * Neither waits for the other: the recorder starts only when there is a channel, and a channel can be made only when there
 * is a recorder. CloudFormation makes them side by side; with an order between them, it would fail.
 *
 * Both are retained. If the creation of the stack fails, they go with it, so that the next try can make them.
 *
 * Sources: https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-config-configurationrecorder.html,
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-config-deliverychannel.html and
 * https://github.com/awsdocs/aws-cloudformation-user-guide/pull/1282
 */
export class ConfigurationRecorder extends Construct {
  constructor(scope: Construct, id: string, props: ConfigurationRecorderProps) {
    super(scope, id);
    const { recorderName, channelName, recording, homeRegion, bucketName } = props;
    const recorder = new CfnConfigurationRecorder(this, 'Recorder', {
      name: recorderName,
      roleArn: configRoleArn(Stack.of(this).account),
      recordingGroup: recordingGroup(recording, new HomeRegion(this, homeRegion)),
      recordingMode: recordingMode(recording),
    });
    const channel = new CfnDeliveryChannel(this, 'Channel', {
      name: channelName,
      s3BucketName: bucketName,
      configSnapshotDeliveryProperties: { deliveryFrequency: 'TwentyFour_Hours' },
    });
    for (const resource of [recorder, channel]) resource.applyRemovalPolicy(RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE);
  }
}

/** The types that belong to no Region. Of the others, `AWS::RDS::GlobalCluster` is recorded wherever everything is. */
const GLOBAL_TYPES = ['AWS::IAM::Group', 'AWS::IAM::Policy', 'AWS::IAM::Role', 'AWS::IAM::User'];

/**
 * `includeGlobalResourceTypes` works only together with `allSupported`. Otherwise the lists decide, so that outside of the
 * home Region the global types are excluded by name, or left out.
 *
 * Source: https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-properties-config-configurationrecorder-recordinggroup.html
 */
function recordingGroup(
  { records, types }: Recording,
  home: HomeRegion,
): CfnConfigurationRecorder.RecordingGroupProperty {
  switch (records) {
    case 'all':
      return { allSupported: true, includeGlobalResourceTypes: home.choose(true, false) };
    case 'except':
      return {
        exclusionByResourceTypes: { resourceTypes: chooseList(home, types, [...new Set([...types, ...GLOBAL_TYPES])]) },
        recordingStrategy: { useOnly: 'EXCLUSION_BY_RESOURCE_TYPES' },
      };
    case 'only': {
      const regional = types.filter((type) => !GLOBAL_TYPES.includes(type));
      if (regional.length === 0 && !home.isCertain)
        throw new Error(
          `outside of the home Region nothing is left to record: got only ${types.join(', ')}, which are recorded in the ` +
            'home Region; add a type that is not of IAM',
        );
      return {
        resourceTypes: chooseList(home, types, regional),
        recordingStrategy: { useOnly: 'INCLUSION_BY_RESOURCE_TYPES' },
      };
    }
  }
}

function chooseList(home: HomeRegion, inside: readonly string[], elsewhere: readonly string[]): string[] {
  const [here, there] = [[...inside], [...elsewhere]];
  if (here.join() === there.join()) return here;
  const chosen: string[] | IResolvable = home.choose(here, there);
  return Array.isArray(chosen) ? chosen : Token.asList(chosen);
}

/** These cannot be recorded daily. If everything is recorded, AWS records them continuously by itself. */
const CONTINUOUS_TYPES = [
  'AWS::Config::ConfigurationRecorder',
  'AWS::Config::ConformancePackCompliance',
  'AWS::Config::ResourceCompliance',
];

/**
 * AWS says what happens to types that cannot be recorded daily only for the recording of everything. Otherwise they are
 * named, as far as they are recorded.
 *
 * Source: https://docs.aws.amazon.com/config/latest/APIReference/API_RecordingMode.html
 */
function recordingMode({ frequency, records, types }: Recording): CfnConfigurationRecorder.RecordingModeProperty {
  if (frequency === 'continuous') return { recordingFrequency: 'CONTINUOUS' };
  const continuous = CONTINUOUS_TYPES.filter((type) => types.includes(type) === (records === 'only'));
  if (records === 'all' || continuous.length === 0) return { recordingFrequency: 'DAILY' };
  return {
    recordingFrequency: 'DAILY',
    recordingModeOverrides: [
      { description: 'Cannot be daily', recordingFrequency: 'CONTINUOUS', resourceTypes: continuous },
    ],
  };
}
