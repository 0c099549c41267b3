/** The properties of `AWS::Config::ConfigurationRecorder` that decide what is recorded. */
export interface RecorderProperties {
  readonly RecordingGroup?: {
    readonly AllSupported?: boolean;
    readonly IncludeGlobalResourceTypes?: boolean;
    readonly ResourceTypes?: readonly string[];
    readonly ExclusionByResourceTypes?: { readonly ResourceTypes: readonly string[] };
    readonly RecordingStrategy?: { readonly UseOnly: string };
  };
  readonly RecordingMode?: {
    readonly RecordingFrequency: string;
    readonly RecordingModeOverrides?: readonly {
      readonly RecordingFrequency: string;
      readonly ResourceTypes: readonly string[];
    }[];
  };
}

/** The types that `IncludeGlobalResourceTypes` is about. */
export const GLOBAL_TYPES = ['AWS::IAM::Group', 'AWS::IAM::Policy', 'AWS::IAM::Role', 'AWS::IAM::User'];

/**
 * How often AWS Config would record a type that the Region supports; null: not at all.
 *
 * Sources: https://docs.aws.amazon.com/config/latest/APIReference/API_RecordingGroup.html and
 * https://docs.aws.amazon.com/config/latest/APIReference/API_RecordingMode.html
 */
export function frequencyOf(type: string, { RecordingGroup, RecordingMode }: RecorderProperties): string | null {
  if (!isRecorded(type, RecordingGroup ?? {})) return null;
  const override = RecordingMode?.RecordingModeOverrides?.find(({ ResourceTypes }) => ResourceTypes.includes(type));
  return override?.RecordingFrequency ?? RecordingMode?.RecordingFrequency ?? 'CONTINUOUS';
}

function isRecorded(type: string, group: NonNullable<RecorderProperties['RecordingGroup']>): boolean {
  const { AllSupported = false, ResourceTypes, ExclusionByResourceTypes, RecordingStrategy } = group;
  // The exclusion overrides the rest of the group.
  if (RecordingStrategy?.UseOnly === 'EXCLUSION_BY_RESOURCE_TYPES')
    return ExclusionByResourceTypes?.ResourceTypes.includes(type) === false;
  if (!AllSupported) return ResourceTypes?.includes(type) === true;
  return !GLOBAL_TYPES.includes(type) || group.IncludeGlobalResourceTypes === true;
}
