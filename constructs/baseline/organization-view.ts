import { Validations } from 'aws-cdk-lib';
import { CfnConfigurationAggregator } from 'aws-cdk-lib/aws-config';
import { CfnRole } from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import { HomeRegion } from './home-region';

export interface OrganizationViewProps {
  readonly aggregatorName: string;
  readonly roleName: string;
  /** The only Region that has the aggregator: it shows all others. */
  readonly homeRegion: string;
}

/**
 * What AWS Config has recorded in all accounts and Regions, in one place. The account must be a delegated administrator of
 * AWS Config. It holds no data of its own, so that it can be deleted and made again.
 *
 * Source: https://docs.aws.amazon.com/config/latest/developerguide/aggregate-data.html
 */
export class OrganizationView extends Construct {
  constructor(scope: Construct, id: string, { aggregatorName, roleName, homeRegion }: OrganizationViewProps) {
    super(scope, id);
    new HomeRegion(this, homeRegion).only(() => {
      const role = new CfnRole(this, 'Role', {
        roleName,
        description: 'AWS Config reads which accounts the organization has',
        assumeRolePolicyDocument: {
          Version: '2012-10-17',
          Statement: [{ Effect: 'Allow', Principal: { Service: 'config.amazonaws.com' }, Action: 'sts:AssumeRole' }],
        },
        managedPolicyArns: [MANAGED_POLICY],
      });
      acknowledgeManagedPolicy(role);
      const aggregator = new CfnConfigurationAggregator(this, 'Aggregator', {
        configurationAggregatorName: aggregatorName,
        organizationAggregationSource: { roleArn: role.attrArn, allAwsRegions: true },
      });
      return [role, aggregator];
    });
  }
}

const MANAGED_POLICY = 'arn:aws:iam::aws:policy/service-role/AWSConfigRoleForOrganizations';

function acknowledgeManagedPolicy(role: CfnRole): void {
  Validations.of(role).acknowledge({
    id: `AwsSolutions::AwsSolutions-IAM4[Policy::${MANAGED_POLICY}]`,
    reason:
      'AWS writes this policy for this purpose and documents no other one. It only lists the accounts, trusted services and ' +
      'delegated administrators of the organization.',
  });
}
