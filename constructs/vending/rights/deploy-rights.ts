import { DEPLOYED_KEY } from './build-rights';
import type { PipelinePlace } from './pipeline-place';
import type { Right } from './right';

export interface DeployPlace extends PipelinePlace {
  /** The qualifier of the bootstrap whose roles deploy. */
  readonly qualifier: string;
  readonly stackPrefix: string;
}

/**
 * What a deployment needs itself. The roles of the bootstrap do the work, in this account alone, and their policies limit it.
 *
 * Not among them: the role with which CloudFormation works, which only CloudFormation assumes, and the bootstrap of this stack
 * itself.
 */
export function deployRights(place: DeployPlace): readonly Right[] {
  const { account, region, pipelineName, bucketName, qualifier, stackPrefix } = place;
  return [
    {
      sid: 'AssumeBootstrapRoles',
      actions: ['sts:AssumeRole'],
      resources: ['deploy', 'file-publishing', 'lookup'].map(
        (role) => `arn:aws:iam::${account}:role/cdk-${qualifier}-${role}-role-${account}-*`,
      ),
      because: 'The bootstrap has such a role in each governed Region, whose name is at the end of that of the role.',
    },
    {
      sid: 'AskWhoApproved',
      actions: ['codepipeline:ListActionExecutions'],
      resources: [`arn:aws:codepipeline:${region}:${account}:${pipelineName}`],
    },
    // `rampart wait`
    {
      sid: 'WaitForAccounts',
      actions: ['organizations:ListAccounts'],
      resources: ['*'],
      because: 'AWS defines no resource for this action. It only reads which accounts there are.',
    },
    {
      sid: 'WaitForStackSets',
      actions: ['cloudformation:ListStackInstances', 'cloudformation:ListStackSetOperations'],
      resources: [`arn:aws:cloudformation:*:${account}:stackset/rampart-*`],
      because: 'The ids at the end of the ARNs of StackSets are random, and ours begin so. These actions only read.',
    },
    // `rampart ids`
    {
      sid: 'ReadIds',
      actions: ['cloudformation:DescribeStacks'],
      resources: [`arn:aws:cloudformation:*:${account}:stack/${stackPrefix}*`],
      because: 'Our stacks begin so, and the ids at the end of their ARNs are random. The action only reads.',
    },
    {
      sid: 'ReadExports',
      actions: ['cloudformation:ListExports'],
      resources: ['*'],
      because: 'AWS defines no resource for this action. It only reads the ids that stacks export.',
    },
    {
      sid: 'KeepWhatWasDeployed',
      actions: ['s3:PutObject'],
      resources: [`arn:aws:s3:::${bucketName}/${DEPLOYED_KEY}`],
    },
  ];
}
