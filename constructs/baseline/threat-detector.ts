import { RemovalPolicy } from 'aws-cdk-lib';
import { CfnDetector } from 'aws-cdk-lib/aws-guardduty';
import { Construct } from 'constructs';

/**
 * The GuardDuty detector of an account and Region. There is one: where the account has its own already, the creation fails.
 *
 * It is retained, also when it leaves the template: then it goes on detecting, and costs. If the creation of the stack
 * fails, it goes with it.
 *
 * Source: https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-guardduty-detector.html
 */
export class ThreatDetector extends Construct {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    new CfnDetector(this, 'Resource', {
      enable: true,
      findingPublishingFrequency: 'FIFTEEN_MINUTES',
    }).applyRemovalPolicy(RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE);
  }
}
