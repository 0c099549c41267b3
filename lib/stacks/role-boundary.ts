import { AspectPriority, Aspects, CfnResource, Stack, type IAspect } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';

/**
 * Gives every role of a stack a permissions boundary, and none of the member templates inside of it: they stand in the stack's
 * construct tree, and their roles are in other accounts.
 *
 * CloudFormation gives an existing role its boundary without replacing the role.
 *
 * Source: https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-iam-role.html
 *
 * @param boundaryArn the managed policy, which exists before the stack
 */
export function boundRoles(stack: Stack, boundaryArn: string): void {
  const bound: IAspect = {
    visit: (node: IConstruct): void => {
      if (CfnResource.isCfnResource(node) && node.cfnResourceType === 'AWS::IAM::Role' && Stack.of(node) === stack)
        node.addPropertyOverride('PermissionsBoundary', boundaryArn);
    },
  };
  Aspects.of(stack).add(bound, { priority: AspectPriority.MUTATING });
}
