import { Stack } from 'aws-cdk-lib';
import { Source } from 'aws-cdk-lib/aws-codebuild';
import { CfnRule } from 'aws-cdk-lib/aws-events';
import type { IRole } from 'aws-cdk-lib/aws-iam';
import type { IBucket } from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';
import { BuildProject, projectArn } from './build-project';
import type { BuildSpecObject } from './build-specs/build-spec';
import { DEPLOYED_KEY } from './rights/build-rights';
import { ServiceRole } from './service-role';

export interface NightlyLookProps {
  /** Also that of the rule and of its role. */
  readonly projectName: string;
  /** The role that looks, as in the pipeline. */
  readonly role: IRole;
  readonly spec: BuildSpecObject;
  readonly bucket: IBucket;
  readonly boundary: string;
}

/**
 * Looks every night whether AWS still is what was deployed last, by the files that the last deployment kept. Until there was
 * one, the build finds no files and fails.
 *
 * It is a project of its own: one whose source is the pipeline starts only there.
 *
 * Source: https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-targets.html
 */
export class NightlyLook extends Construct {
  constructor(scope: Construct, id: string, { projectName, role, spec, bucket, boundary }: NightlyLookProps) {
    super(scope, id);
    const { account, region } = Stack.of(this);
    new BuildProject(this, 'Build', {
      projectName,
      description: 'Compares AWS with what was deployed, every night',
      role,
      spec,
      hours: 2,
      source: Source.s3({ bucket, path: DEPLOYED_KEY }),
    });
    const project = projectArn(this, projectName);
    const starter = new ServiceRole(this, 'Starter', {
      roleName: projectName,
      description: 'EventBridge starts the nightly look',
      service: 'events',
      sources: [`arn:aws:events:${region}:${account}:rule/${projectName}`],
      boundary,
      rights: [{ sid: 'Start', actions: ['codebuild:StartBuild'], resources: [project] }],
    });
    new CfnRule(this, 'EveryNight', {
      name: projectName,
      description: 'Starts the nightly look',
      scheduleExpression: 'cron(17 2 * * ? *)',
      targets: [{ id: 'Look', arn: project, roleArn: starter.role.roleArn }],
    });
  }
}
