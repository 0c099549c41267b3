import { CfnParameter } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { MemberTemplate } from '../stack-set/member-template';
import type { ConfigurationRecorderProps } from './configuration-recorder';
import { RegionBaseline, type RegionBaselineProps } from './region-baseline';

export interface RegionTemplateProps extends Omit<RegionBaselineProps, 'recorder'> {
  readonly recorder: Omit<ConfigurationRecorderProps, 'bucketName'>;
  /** The name of the bucket that receives the history of AWS Config, by the number of its account. */
  readonly bucketName: (logArchive: string) => string;
}

/**
 * `RegionBaseline` for member accounts and each of their Regions. The parameter `LogArchive` is the number of the account
 * that has the bucket.
 */
export class RegionTemplate extends MemberTemplate {
  constructor(scope: Construct, id: string, { recorder, bucketName, ...props }: RegionTemplateProps) {
    super(scope, id, { description: 'What every account has in every Region', namesManagementAccount: true });
    const logArchive = new CfnParameter(this, 'LogArchive', { allowedPattern: '\\d{12}' }).valueAsString;
    new RegionBaseline(this, 'Baseline', { ...props, recorder: { ...recorder, bucketName: bucketName(logArchive) } });
  }
}
