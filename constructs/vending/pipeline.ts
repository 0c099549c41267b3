import { Duration } from 'aws-cdk-lib';
import { ComputeType } from 'aws-cdk-lib/aws-codebuild';
import {
  Artifact,
  ExecutionMode,
  Pipeline,
  PipelineType,
  Result,
  Rule,
  type StageOptions,
} from 'aws-cdk-lib/aws-codepipeline';
import {
  CodeBuildAction,
  CodeStarConnectionsSourceAction,
  ManualApprovalAction,
  type CodeBuildActionProps,
} from 'aws-cdk-lib/aws-codepipeline-actions';
import type { IRole } from 'aws-cdk-lib/aws-iam';
import type { IBucket } from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';
import { BuildProject } from './build-project';
import type { BuildSpecObject } from './build-specs/build-spec';
import { ARTIFACTS } from './rights/build-rights';

/** A build: what its project and role are called, and what it does. */
export interface Build {
  readonly projectName: string;
  readonly role: IRole;
  readonly spec: BuildSpecObject;
}

export interface DeploymentPipelineProps {
  readonly pipelineName: string;
  readonly role: IRole;
  readonly bucket: IBucket;
  readonly connectionArn: string;
  /** Owner or groups, and name. */
  readonly repository: string;
  readonly branch: string;
  /** The name of the stage in which a person approves, and of its action. */
  readonly approval: string;
  readonly plan: Build;
  readonly judge: Build;
  readonly deploy: Build;
  readonly drift: Build;
}

/**
 * Deploys what is merged: plans it, asks a person where one is needed, deploys what was planned, and looks at what is there.
 *
 * Executions wait for each other: a newer one must not take the place of one that has been planned and not yet deployed, and two
 * must not deploy at once.
 *
 * Sources: https://docs.aws.amazon.com/codepipeline/latest/userguide/concepts-how-it-works.html and
 * https://docs.aws.amazon.com/codepipeline/latest/userguide/action-reference-CodestarConnectionSource.html
 */
export class DeploymentPipeline extends Construct {
  constructor(scope: Construct, id: string, props: DeploymentPipelineProps) {
    super(scope, id);
    const { pipelineName, role, bucket } = props;
    new Pipeline(this, 'Pipeline', {
      pipelineName,
      pipelineType: PipelineType.V2,
      executionMode: ExecutionMode.QUEUED,
      role,
      // The CDK would make a role for each action, with more rights.
      usePipelineRoleForActions: true,
      artifactBucket: bucket,
      stages: this.stages(props),
    });
  }

  private stages(props: DeploymentPipelineProps): StageOptions[] {
    const source = new Artifact(ARTIFACTS.source);
    const plan = new Artifact(ARTIFACTS.plan);
    return [
      { stageName: 'Source', actions: [clone(props, source)] },
      {
        stageName: 'Plan',
        actions: [
          this.build('Plan', props.plan, {
            description: 'Plans what is merged',
            hours: 2,
            computeType: ComputeType.MEDIUM,
            action: { input: source, outputs: [plan], runOrder: 1 },
          }),
          this.build('Judge', props.judge, {
            description: 'Decides whether a person must approve',
            hours: 1,
            action: {
              input: source,
              extraInputs: [plan],
              runOrder: 2,
              variablesNamespace: JUDGE,
              environmentVariables: variables(OF_COMMIT),
            },
          }),
        ],
      },
      approvalStage(props.approval),
      {
        stageName: 'Deploy',
        actions: [
          this.build('Deploy', props.deploy, {
            description: 'Deploys what was planned',
            // Accounts are created one after another, in a minute or two each.
            hours: 8,
            action: {
              input: source,
              extraInputs: [plan],
              outputs: [new Artifact(ARTIFACTS.ids)],
              environmentVariables: variables({ ...OF_COMMIT, ...OF_JUDGE }),
            },
          }),
        ],
      },
      {
        stageName: 'Smoke',
        actions: [
          this.build('Drift', props.drift, {
            description: 'Compares AWS with what was deployed',
            hours: 2,
            action: { input: source, extraInputs: [plan] },
          }),
        ],
      },
    ];
  }

  private build(id: string, build: Build, { action, ...size }: Builds): CodeBuildAction {
    const { project } = new BuildProject(this, id, { ...build, ...size });
    return new CodeBuildAction({ actionName: id, project, ...action });
  }
}

/** How large a build is, and how the pipeline starts it. */
interface Builds {
  readonly description: string;
  readonly hours: number;
  readonly computeType?: ComputeType;
  readonly action: Omit<CodeBuildActionProps, 'actionName' | 'project'>;
}

const SOURCE = 'Source';
const JUDGE = 'Judge';

/** Variables of earlier actions, as CodePipeline writes them. */
const OF_COMMIT = { COMMIT: `#{${SOURCE}.CommitId}` };
const OF_JUDGE = {
  APPROVAL: `#{${JUDGE}.APPROVAL}`,
  SEAL: `#{${JUDGE}.SEAL}`,
  BASE: `#{${JUDGE}.BASE}`,
  EXECUTION: '#{codepipeline.PipelineExecutionId}',
};

/**
 * A person is asked unless the judge says otherwise in so many words: a stage is skipped where its condition is not met.
 *
 * Source: https://docs.aws.amazon.com/codepipeline/latest/userguide/stage-conditions.html and
 * https://docs.aws.amazon.com/codepipeline/latest/userguide/rule-reference-VariableCheck.html
 */
function approvalStage(name: string): StageOptions {
  const isNeeded = new Rule({
    name: 'NeedsApproval',
    provider: 'VariableCheck',
    version: '1',
    configuration: { Variable: OF_JUDGE.APPROVAL, Operator: 'NE', Value: 'not-needed' },
  });
  return {
    stageName: name,
    beforeEntry: { conditions: [{ result: Result.SKIP, rules: [isNeeded] }] },
    actions: [
      new ManualApprovalAction({
        actionName: name,
        additionalInformation: `Commit ${OF_COMMIT.COMMIT}. #{${JUDGE}.REASON}`,
        timeout: Duration.days(7),
      }),
    ],
  };
}
/** With the history, which CodePipeline's own copy of the files lacks. */
function clone({ connectionArn, repository, branch }: DeploymentPipelineProps, output: Artifact) {
  const name = repository.lastIndexOf('/');
  return new CodeStarConnectionsSourceAction({
    actionName: 'Clone',
    connectionArn,
    owner: repository.slice(0, name),
    repo: repository.slice(name + 1),
    branch,
    output,
    codeBuildCloneOutput: true,
    variablesNamespace: SOURCE,
  });
}

function variables(values: Readonly<Record<string, string>>): CodeBuildActionProps['environmentVariables'] {
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [name, { value }]));
}
