import { DefaultStackSynthesizer, Stack } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { ArtifactBucket } from '../../constructs/vending/artifact-bucket';
import { deploySpec } from '../../constructs/vending/build-specs/deploy-spec';
import type { BuildSpecObject } from '../../constructs/vending/build-specs/build-spec';
import { driftSpec } from '../../constructs/vending/build-specs/drift-spec';
import { judgeSpec } from '../../constructs/vending/build-specs/judge-spec';
import { planSpec } from '../../constructs/vending/build-specs/plan-spec';
import { NightlyLook } from '../../constructs/vending/nightly-look';
import { Notices } from '../../constructs/vending/notices';
import { DeploymentPipeline, type Build } from '../../constructs/vending/pipeline';
import { projectArn } from '../../constructs/vending/build-project';
import {
  clones,
  DEPLOYED_KEY,
  readsArtifacts,
  writesArtifact,
  writesLogs,
} from '../../constructs/vending/rights/build-rights';
import { deployRights } from '../../constructs/vending/rights/deploy-rights';
import { driftRights } from '../../constructs/vending/rights/drift-rights';
import { pipelineRights } from '../../constructs/vending/rights/pipeline-rights';
import { readsRevision, readsTemplates } from '../../constructs/vending/rights/plan-rights';
import type { PipelinePlace } from '../../constructs/vending/rights/pipeline-place';
import type { Right } from '../../constructs/vending/rights/right';
import { ServiceRole } from '../../constructs/vending/service-role';
import {
  accountRegionalName,
  accountsStack,
  BOOTSTRAP,
  RULES,
  stackName,
  VENDING,
  VENDING_BOOTSTRAP,
  VENDING_BOUNDARY,
} from '../model/names';
import { DRIFT_READS, STACK_DRIFT_READS } from '../model/drift-reads';
import type { Organization, VendingPipeline } from '../model/organization';

export interface VendingStackProps {
  readonly organization: Organization;
  readonly pipeline: VendingPipeline;
}

/** The folder that the pipeline deploys, at the top of the repository. */
const CONFIGURATION = 'organization';

/**
 * The pipeline that deploys what is merged. A person deploys it, by roles that the pipeline may not assume: it cannot change
 * itself. It knows other stacks by their names alone, so that neither needs the other to be deployed.
 */
export class VendingStack extends Stack {
  constructor(scope: Construct, id: string, { organization, pipeline }: VendingStackProps) {
    super(scope, id, {
      env: { account: organization.managementAccount.accountId, region: organization.homeRegion },
      stackName: stackName(id),
      terminationProtection: true,
      description: 'The pipeline that deploys what is merged',
      synthesizer: new DefaultStackSynthesizer({ qualifier: VENDING_BOOTSTRAP.qualifier }),
    });
    const place = this.placeOf(pipeline);
    const bucket = new ArtifactBucket(this, 'Artifacts', place);
    const builds = {
      plan: this.plan(place),
      judge: this.judge(place),
      deploy: this.deploy(place),
      drift: this.drift(place),
    };
    const { role } = new ServiceRole(this, 'PipelineRole', {
      roleName: VENDING.pipeline,
      description: `The pipeline ${VENDING.pipeline}`,
      service: 'codepipeline',
      sources: [`arn:aws:codepipeline:${this.region}:${this.account}:${VENDING.pipeline}`],
      boundary: VENDING_BOUNDARY.name,
      rights: pipelineRights(
        place,
        Object.values(builds).map(({ projectName }) => projectArn(this, projectName)),
      ),
    });
    const deployment = new DeploymentPipeline(this, 'Deployment', {
      ...place,
      ...builds,
      branch: pipeline.branch,
      approval: VENDING.approval,
      role,
      bucket,
    });
    // It starts when it is created, and fails without its permissions.
    deployment.node.addDependency(...this.node.children.filter((child) => child instanceof ServiceRole));
    new NightlyLook(this, 'Nightly', {
      ...builds.drift,
      projectName: VENDING.nightly,
      bucket,
      boundary: VENDING_BOUNDARY.name,
    });
    new Notices(this, 'Notices', {
      topicArn: this.topicArn,
      prefix: VENDING.prefix,
      pipelineName: VENDING.pipeline,
      nightlyProject: VENDING.nightly,
    });
  }

  private get topicArn(): string {
    return `arn:aws:sns:${this.region}:${this.account}:${RULES.topic}`;
  }

  private placeOf({ connectionArn, repository }: VendingPipeline): PipelinePlace {
    const { account, region } = this;
    const bucketName = accountRegionalName(VENDING.bucket, account, region);
    return { account, region, pipelineName: VENDING.pipeline, bucketName, connectionArn, repository };
  }

  private plan(place: PipelinePlace): Build {
    return this.build('PlanRole', place, {
      projects: [VENDING.plan],
      spec: planSpec({ configuration: CONFIGURATION, guardrailsStack: GUARDRAILS }),
      rights: [
        ...readsArtifacts(place, ['source']),
        writesArtifact(place, 'plan'),
        readsTemplates({ account: this.account, stackPrefix: PREFIX }),
      ],
    });
  }

  private judge(place: PipelinePlace): Build {
    return this.build('JudgeRole', place, {
      projects: [VENDING.judge],
      spec: judgeSpec({ configuration: CONFIGURATION, guardrailsStack: GUARDRAILS }),
      rights: [...readsArtifacts(place, ['source', 'plan']), readsRevision(place, GUARDRAILS)],
    });
  }

  private deploy(place: PipelinePlace): Build {
    return this.build('DeployRole', place, {
      projects: [VENDING.deploy],
      spec: deploySpec({
        configuration: CONFIGURATION,
        guardrailsStack: GUARDRAILS,
        pipelineName: VENDING.pipeline,
        approval: VENDING.approval,
        withoutRollback: ['Organization', accountsStack(), accountsStack('*')],
        baselineStack: 'Baseline',
        stackPrefix: PREFIX,
        deployed: `s3://${place.bucketName}/${DEPLOYED_KEY}`,
      }),
      rights: [
        ...readsArtifacts(place, ['source', 'plan']),
        writesArtifact(place, 'ids'),
        ...deployRights({ ...place, qualifier: BOOTSTRAP.qualifier, stackPrefix: PREFIX }),
      ],
    });
  }

  private drift(place: PipelinePlace): Build {
    return this.build('DriftRole', place, {
      projects: [VENDING.drift, VENDING.nightly],
      spec: driftSpec({ topicArn: this.topicArn }),
      rights: [
        ...readsArtifacts(place, ['source', 'plan']),
        ...driftRights({
          ...place,
          topicName: RULES.topic,
          topicKey: RULES.key,
          looks: [...DRIFT_READS, ...STACK_DRIFT_READS],
        }),
      ],
    });
  }

  /** The role of the builds of projects, named as the first of them, and what they do. */
  private build(
    id: string,
    place: PipelinePlace,
    does: {
      readonly projects: readonly [string, ...string[]];
      readonly spec: BuildSpecObject;
      readonly rights: readonly Right[];
    },
  ): Build {
    const [projectName] = does.projects;
    const { role } = new ServiceRole(this, id, {
      roleName: projectName,
      description: `The builds of ${does.projects.join(' and ')}`,
      service: 'codebuild',
      sources: does.projects.map((name) => projectArn(this, name)),
      boundary: VENDING_BOUNDARY.name,
      rights: [writesLogs(place, does.projects), clones(place), ...does.rights],
    });
    return { projectName, role, spec: does.spec };
  }
}

const PREFIX = stackName('');
const GUARDRAILS = stackName('Guardrails');
