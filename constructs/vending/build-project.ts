import { Duration, RemovalPolicy, Stack, Validations } from 'aws-cdk-lib';
import {
  BuildSpec,
  ComputeType,
  LinuxBuildImage,
  PipelineProject,
  Project,
  type ISource,
  type ProjectProps,
} from 'aws-cdk-lib/aws-codebuild';
import type { IRole } from 'aws-cdk-lib/aws-iam';
import { Alias } from 'aws-cdk-lib/aws-kms';
import { LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import type { BuildSpecObject } from './build-specs/build-spec';

export interface BuildProjectProps {
  /** Also that of its log group. */
  readonly projectName: string;
  readonly description: string;
  readonly role: IRole;
  readonly spec: BuildSpecObject;
  readonly hours: number;
  /** @default - the pipeline brings it */
  readonly source?: ISource;
  /** @default - a small one */
  readonly computeType?: ComputeType;
}

/**
 * A project of CodeBuild with its log. The image is AWS's, by the version that has Node.js 22; it runs without privileges, and
 * one build at a time.
 *
 * Source: https://docs.aws.amazon.com/codebuild/latest/userguide/available-runtimes.html
 */
export class BuildProject extends Construct {
  readonly project: Project;

  constructor(scope: Construct, id: string, props: BuildProjectProps) {
    super(scope, id);
    const { projectName, description, role, spec, hours, source, computeType = ComputeType.SMALL } = props;
    const logGroup = new LogGroup(this, 'Log', {
      logGroupName: projectName,
      retention: RetentionDays.ONE_YEAR,
      removalPolicy: RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE,
    });
    acknowledgeEncryption(logGroup);
    const common: ProjectProps & { readonly buildSpec: BuildSpec } = {
      projectName,
      description,
      role,
      buildSpec: BuildSpec.fromObject({ ...spec }),
      // AWS's key for S3, with which CodePipeline encrypts artifacts, too.
      encryptionKey: Alias.fromAliasName(this, 'Key', 'alias/aws/s3'),
      environment: { buildImage: LinuxBuildImage.STANDARD_7_0, computeType, privileged: false },
      logging: { cloudWatch: { logGroup } },
      timeout: Duration.hours(hours),
      queuedTimeout: Duration.hours(8),
    };
    this.project =
      source === undefined
        ? new PipelineProject(this, 'Project', common)
        : new Project(this, 'Project', { ...common, source });
  }
}

/** The ARN of a project, before there is one. */
export function projectArn(scope: Construct, projectName: string): string {
  const { account, region } = Stack.of(scope);
  return `arn:aws:codebuild:${region}:${account}:project/${projectName}`;
}

function acknowledgeEncryption(logGroup: LogGroup): void {
  Validations.of(logGroup).acknowledge({
    id: 'NIST.800.53.R5::NIST.800.53.R5-CloudWatchLogGroupEncrypted',
    reason:
      'CloudWatch Logs encrypts the log of the builds with its own key. It holds plans and what the CDK says while it deploys, ' +
      'and no secret.',
  });
}
