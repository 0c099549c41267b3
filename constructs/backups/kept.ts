import { type CfnResource, RemovalPolicy } from 'aws-cdk-lib';

/**
 * Lets resources stay when their stack is deleted, or no longer has them: an account that moves keeps its backups. They go only
 * if creating the stack fails, so that their names are free for the next try.
 */
export function keep(...resources: readonly CfnResource[]): void {
  for (const resource of resources) resource.applyRemovalPolicy(RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE);
}
