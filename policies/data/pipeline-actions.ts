import type { ActionGroup } from '../core/action-group';

/** What the platform team does with the pipeline that deploys what is merged. */
export const PIPELINE_READS: ActionGroup = {
  name: 'pipeline',
  reason: 'how far a deployment is, and why it waits',
  asOf: '2026-11-30',
  source: 'https://docs.aws.amazon.com/service-authorization/latest/reference/list_awscodepipeline.html',
  actions: [
    'codepipeline:GetPipeline',
    'codepipeline:GetPipelineExecution',
    'codepipeline:GetPipelineState',
    'codepipeline:ListActionExecutions',
    'codepipeline:ListPipelineExecutions',
    'codepipeline:ListRuleExecutions',
  ],
};

/** Not among them: starting one by hand, which could deploy an old commit, and overriding a condition. */
export const PIPELINE_DECISIONS: ActionGroup = {
  name: 'decisions',
  reason: 'to approve or reject what waits, and to try again what failed',
  asOf: '2026-11-30',
  source: 'https://docs.aws.amazon.com/service-authorization/latest/reference/list_awscodepipeline.html',
  actions: ['codepipeline:PutApprovalResult', 'codepipeline:RetryStageExecution'],
};

export const PIPELINE_LOGS: ActionGroup = {
  name: 'logs',
  reason: 'the difference that waits for approval, and what failed, are in the logs of the builds',
  asOf: '2026-11-30',
  source: 'https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazoncloudwatchlogs.html',
  actions: ['logs:DescribeLogStreams', 'logs:FilterLogEvents', 'logs:GetLogEvents'],
};
