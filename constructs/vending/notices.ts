import { CfnRule } from 'aws-cdk-lib/aws-events';
import { Construct } from 'constructs';
import { tellTopic, type Message } from '../audit/message';

export interface NoticesProps {
  /** The topic that is told. */
  readonly topicArn: string;
  /** The beginning of the names of the rules. */
  readonly prefix: string;
  readonly pipelineName: string;
  /** The project that looks for differences at night. */
  readonly nightlyProject: string;
}

/**
 * Rules of EventBridge that tell what the pipeline did, and that it waits for somebody.
 *
 * Sources: https://docs.aws.amazon.com/codepipeline/latest/userguide/detect-state-changes-cloudwatch-events.html and
 * https://docs.aws.amazon.com/codebuild/latest/userguide/sample-build-notifications.html
 */
export class Notices extends Construct {
  constructor(scope: Construct, id: string, { topicArn, prefix, pipelineName, nightlyProject }: NoticesProps) {
    super(scope, id);
    for (const [rule, { meaning, pattern, message }] of Object.entries(notices(pipelineName, nightlyProject)))
      new CfnRule(this, rule, {
        name: `${prefix}-${rule}`,
        description: meaning,
        eventPattern: pattern,
        targets: [tellTopic(topicArn, meaning, message)],
      });
  }
}

interface Notice {
  readonly meaning: string;
  readonly pattern: object;
  readonly message: Message;
}

function notices(pipeline: string, project: string): Readonly<Record<string, Notice>> {
  const ended = (state: readonly string[]): object => ({
    source: ['aws.codepipeline'],
    'detail-type': ['CodePipeline Pipeline Execution State Change'],
    detail: { pipeline: [pipeline], state },
  });
  return {
    succeeded: { meaning: 'What was merged is deployed.', pattern: ended(['SUCCEEDED']), message: OF_PIPELINE },
    failed: {
      meaning: 'What was merged is not deployed, or not all of it, or nobody could look at what was.',
      pattern: ended(['FAILED', 'STOPPED', 'CANCELED', 'SUPERSEDED']),
      message: OF_PIPELINE,
    },
    waiting: {
      meaning:
        'A deployment waits for the platform team: read why, and the difference in the log of the action Plan, then approve ' +
        'or reject it.',
      pattern: {
        source: ['aws.codepipeline'],
        'detail-type': ['CodePipeline Action Execution State Change'],
        detail: { pipeline: [pipeline], state: ['STARTED'], type: { category: ['Approval'] } },
      },
      message: OF_PIPELINE,
    },
    'nightly-failed': {
      meaning: 'The nightly look at AWS found a difference, which another message tells, or could not look.',
      pattern: {
        source: ['aws.codebuild'],
        'detail-type': ['CodeBuild Build State Change'],
        detail: { 'project-name': [project], 'build-status': ['FAILED', 'FAULT', 'STOPPED', 'TIMED_OUT'] },
      },
      message: {
        paths: { state: '$.detail.build-status', log: '$.detail.additional-information.logs.deep-link' },
        text: 'The build is <state>. Its log: <log>',
      },
    },
  };
}

const OF_PIPELINE: Message = {
  paths: {
    pipeline: '$.detail.pipeline',
    state: '$.detail.state',
    execution: '$.detail.execution-id',
    region: '$.region',
  },
  text:
    'The execution <execution> of the pipeline <pipeline> is <state>: ' +
    'https://<region>.console.aws.amazon.com/codesuite/codepipeline/pipelines/<pipeline>/executions/<execution>/timeline?region=<region>',
};
