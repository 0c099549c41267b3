import { denied, type Probe, type ProbePlace } from '../../core/probe';
import { assumeProbes } from './assume-probes';
import { callProbes } from './calls';
import { actionsIn, person, type Calls } from './people-calls';
import { resourceProbes } from './resource-probes';

export function deployerProbes(place: ProbePlace): readonly Probe[] {
  const { managementAccount, vending } = place.organization;
  const { accountId } = managementAccount;
  const hasPipeline = vending?.pipeline != null;
  const roles = ['rampart', ...(hasPipeline ? ['rampvend'] : [])].flatMap((qualifier) =>
    ['deploy', 'file-publishing', 'lookup'].map(
      (name) => `arn:*:iam::${accountId}:role/cdk-${qualifier}-${name}-role-*`,
    ),
  );
  const executionRoles = ['rampart', 'rampvend'].map(
    (qualifier) => `arn:aws:iam::${accountId}:role/cdk-${qualifier}-cfn-exec-role-${accountId}-eu-central-1`,
  );
  return [
    ...callProbes('deployer', { may: MAY, mayNot: MAY_NOT, readsConfiguration: false }, place),
    ...assumeProbes('deployer', roles, place),
    // Only CloudFormation acts as these, and may do what no person may.
    ...executionRoles.map((resource) =>
      denied('deployer assumes a role of CloudFormation', {
        principal: person('deployer', place),
        action: 'sts:AssumeRole',
        resource,
      }),
    ),
    ...(hasPipeline ? pipelineProbes : withoutPipelineProbes)(place),
  ];
}

/** Looking at the one pipeline, and deciding there; nothing that changes it, and nothing of another. */
function pipelineProbes(place: ProbePlace): readonly Probe[] {
  const { managementAccount, homeRegion } = place.organization;
  const arn = (service: string, name: string): string =>
    `arn:*:${service}:${homeRegion}:${managementAccount.accountId}:${name}`;
  const on = (actions: readonly string[], pattern: string): readonly Probe[] =>
    actions.flatMap((action) =>
      resourceProbes('deployer', { action, patterns: [pattern], others: beside(pattern) }, place),
    );
  return [
    ...on(actionsIn({ codepipeline: LOOKS }), arn('codepipeline', 'rampart-vending')),
    ...on(['codepipeline:PutApprovalResult'], arn('codepipeline', 'rampart-vending/Approve/Approve')),
    ...on(['codepipeline:RetryStageExecution'], arn('codepipeline', 'rampart-vending/*')),
    ...on(actionsIn({ logs: LOGS }), arn('logs', 'log-group:rampart-vending-*')),
    ...refusals(CHANGES, place),
  ];
}

/** As an ARN in another Region and account, of another pipeline or log group, with more at its end, and everything. */
function beside(pattern: string): readonly string[] {
  const sample = pattern.replace('arn:*', 'arn:aws').replace('*', 'x');
  const [, , , region = '', account = ''] = sample.split(':');
  return [
    '*',
    sample.replace(region, 'eu-south-1'),
    sample.replace(account, '999988887777'),
    sample.replace('rampart-vending', 'another'),
    sample.replace('rampart-vending', 'another-rampart-vending'),
    sample.replace('log-group', 'destination'),
    `${sample}x`,
  ];
}

/** There is no pipeline of ours, so nobody decides in any. */
function withoutPipelineProbes(place: ProbePlace): readonly Probe[] {
  const decisions = { codepipeline: `${LOOKS} PutApprovalResult RetryStageExecution`, logs: LOGS };
  return [...refusals(decisions, place), ...refusals(CHANGES, place)];
}

function refusals(calls: Calls, place: ProbePlace): readonly Probe[] {
  const principal = person('deployer', place);
  return actionsIn(calls).map((action) => denied(`deployer calls ${action}`, { principal, action }));
}

const LOOKS =
  'GetPipeline GetPipelineExecution GetPipelineState ListActionExecutions ListPipelineExecutions ListRuleExecutions';
const LOGS = 'DescribeLogStreams FilterLogEvents GetLogEvents';

/** What goes past the judge, or changes it. */
const CHANGES: Calls = {
  codebuild: 'BatchGetProjects StartBuild UpdateProject',
  codepipeline:
    'DisableStageTransition ListPipelines OverrideStageCondition RollbackStage StartPipelineExecution UpdatePipeline',
  logs: 'DeleteLogGroup PutRetentionPolicy StartQuery',
};

const MAY = {
  cloudformation: 'DescribeStackEvents DescribeStacks GetTemplate ListStackInstances ListStackSetOperations',
  identitystore: 'DescribeGroup GetGroupId ListGroups',
  organizations: 'DescribeOrganization ListAccounts',
  sso: 'DescribePermissionSet GetInlinePolicyForPermissionSet ListInstances',
  sts: 'DecodeAuthorizationMessage',
};

/** Whatever a deployment does itself: the roles of the bootstrap do it. */
const MAY_NOT = {
  cloudformation: 'CreateChangeSet ExecuteChangeSet GetStackPolicy GetTemplateSummary UpdateStackInstances',
  ec2: 'DescribeInstances',
  iam: 'ListRoles',
  identitystore: 'CreateGroup IsMemberInGroups',
  organizations: 'CreateAccount CreatePolicy UpdatePolicy',
  s3: 'GetBucketPolicy ListAllMyBuckets',
  sso: 'CreateInstance GetPermissionSet UpdateInstance',
  sts: 'AssumeRoleWithSAML',
};
