import { CfnParameter } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { MemberTemplate } from '../stack-set/member-template';
import { RegionBaseline, type RegionBaselineProps } from './region-baseline';

export interface RegionTemplateProps {
  /** By the number of the account that has the bucket of AWS Config. */
  readonly baseline: (logArchive: string) => RegionBaselineProps;
}

/**
 * `RegionBaseline` for member accounts and each of their Regions. The parameter `LogArchive` is the number of the account
 * that has the bucket.
 */
export class RegionTemplate extends MemberTemplate {
  constructor(scope: Construct, id: string, { baseline }: RegionTemplateProps) {
    super(scope, id, { description: 'What every account has in every Region', namesManagementAccount: true });
    const logArchive = new CfnParameter(this, 'LogArchive', { allowedPattern: '\\d{12}' }).valueAsString;
    new RegionBaseline(this, 'Baseline', baseline(logArchive));
  }
}
