import { CfnAnalyzer } from 'aws-cdk-lib/aws-accessanalyzer';
import { Construct } from 'constructs';
import { HomeRegion } from './home-region';

export interface AccessAnalyzersProps {
  readonly externalAccessName: string;
  readonly unusedAccessName: string;
  /** After how many days without use an access is reported, 1 to 365; null: there is no such analyzer, which costs. */
  readonly unusedAccessDays: number | null;
  /** The only Region that has the analyzer of unused access: IAM has no Regions. */
  readonly homeRegion: string;
}

/**
 * What in the organization can be reached from outside of it, in each Region, and which access nobody uses. The account must
 * be the delegated administrator of IAM Access Analyzer. Findings are made again from what there is, so that an analyzer
 * that leaves the template is deleted, and costs no more.
 *
 * Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-getting-started.html
 */
export class AccessAnalyzers extends Construct {
  constructor(scope: Construct, id: string, props: AccessAnalyzersProps) {
    super(scope, id);
    const { externalAccessName, unusedAccessName, unusedAccessDays, homeRegion } = props;
    new CfnAnalyzer(this, 'ExternalAccess', { analyzerName: externalAccessName, type: 'ORGANIZATION' });
    if (unusedAccessDays === null) return;
    new HomeRegion(this, homeRegion).only(() => [
      new CfnAnalyzer(this, 'UnusedAccess', {
        analyzerName: unusedAccessName,
        type: 'ORGANIZATION_UNUSED_ACCESS',
        analyzerConfiguration: { unusedAccessConfiguration: { unusedAccessAge: unusedAccessDays } },
      }),
    ]);
  }
}
