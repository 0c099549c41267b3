import { RemovalPolicy } from 'aws-cdk-lib';
import { CfnDetector } from 'aws-cdk-lib/aws-guardduty';
import { Construct } from 'constructs';

/**
 * The GuardDuty detector of an account and Region. There is one: where the account has its own already, the creation fails.
 *
 * GuardDuty switches on all protection plans that the Region has, but runtime monitoring. When a finding happens again, or gets
 * more severe, that is told after 15 minutes, not after six hours.
 *
 * It is retained, also when it leaves the template: then it goes on detecting, and costs. If the creation of the stack
 * fails, it goes with it.
 *
 * Sources: https://docs.aws.amazon.com/guardduty/latest/APIReference/API_CreateDetector.html,
 * https://docs.aws.amazon.com/guardduty/latest/ug/guardduty_findings_eventbridge.html and
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-guardduty-detector.html
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
