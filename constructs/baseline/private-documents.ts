import { RemovalPolicy } from 'aws-cdk-lib';
import { CfnServiceSetting } from 'aws-cdk-lib/aws-ssm';
import { Construct } from 'constructs';

/**
 * Keeps everybody in an account and Region from making a document of Systems Manager public.
 *
 * Source: https://docs.aws.amazon.com/systems-manager/latest/userguide/documents-ssm-sharing.html
 */
export class PrivateDocuments extends Construct {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    new CfnServiceSetting(this, 'Resource', {
      settingId: '/ssm/documents/console/public-sharing-permission',
      settingValue: 'Disable',
    }).applyRemovalPolicy(RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE);
  }
}
