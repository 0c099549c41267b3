import type { PipelinePlace } from './pipeline-place';
import type { Right } from './right';

/** The names of artifacts. CodePipeline keeps ten characters of them, so these are shorter. */
export const ARTIFACTS = { source: 'source', plan: 'plan', ids: 'ids' } as const;

export type ArtifactName = keyof typeof ARTIFACTS;

/** The key under which the files that were deployed last are kept. */
export const DEPLOYED_KEY = 'deployed/source.zip';

/** Writing the logs of builds. */
export function writesLogs({ account, region }: PipelinePlace, logGroupNames: readonly string[]): Right {
  return {
    sid: 'Logs',
    actions: ['logs:CreateLogStream', 'logs:PutLogEvents'],
    resources: logGroupNames.map((name) => `arn:aws:logs:${region}:${account}:log-group:${name}:log-stream:*`),
    because:
      'CodeBuild makes a stream for each build and chooses its name. All of them are in log groups of this pipeline.',
  };
}

/**
 * Cloning the repository, and nothing else of what the connection reaches, nor writing to it.
 *
 * The keys count where AWS sends them: its pages do not say that it does for
 * a clone by CodeBuild.
 *
 * Sources: https://docs.aws.amazon.com/codepipeline/latest/userguide/troubleshooting.html#codebuild-role-connections and
 * https://docs.aws.amazon.com/dtconsole/latest/userguide/security-iam.html
 */
export function clones(place: PipelinePlace): Right {
  return usesConnection(place, 'Clone', {
    FullRepositoryId: place.repository,
    ProviderPermissionsRequired: 'read_only',
  });
}

/** The names of the service of connections: a policy knows both. */
const CONNECTIONS = ['codeconnections', 'codestar-connections'];

/** The use of the connection. @param keys what AWS must not send otherwise, by condition key without the service */
export function usesConnection(
  { connectionArn }: PipelinePlace,
  sid: string,
  keys: Readonly<Record<string, string>>,
): Right {
  const [, , , ...rest] = connectionArn.split(':');
  return {
    sid,
    actions: CONNECTIONS.map((service) => `${service}:UseConnection`),
    resources: CONNECTIONS.map((service) => ['arn', 'aws', service, ...rest].join(':')),
    conditions: {
      StringEqualsIfExists: Object.fromEntries(
        Object.entries(keys).flatMap(([key, value]) => CONNECTIONS.map((service) => [`${service}:${key}`, value])),
      ),
    },
  };
}

/** Artifacts that a build reads: CodePipeline puts them under the names of pipeline and artifact. */
export function readsArtifacts(place: PipelinePlace, artifacts: readonly ArtifactName[]): readonly Right[] {
  return [
    {
      sid: 'Bucket',
      actions: ['s3:GetBucketAcl', 's3:GetBucketLocation'],
      resources: [`arn:aws:s3:::${place.bucketName}`],
    },
    {
      sid: 'ReadArtifacts',
      actions: ['s3:GetObject', 's3:GetObjectVersion'],
      resources: artifacts.map((artifact) => objectsOf(place, artifact)),
      because: KEYS,
    },
  ];
}

/**
 * The one artifact that a build writes. Not the others: a build that runs code which nobody has approved must not write what
 * an approved one reads.
 *
 * Source: https://docs.aws.amazon.com/cli/latest/reference/codepipeline/list-action-executions.html shows the keys
 */
export function writesArtifact(place: PipelinePlace, artifact: ArtifactName): Right {
  return { sid: 'WriteArtifact', actions: ['s3:PutObject'], resources: [objectsOf(place, artifact)], because: KEYS };
}

const KEYS =
  'CodePipeline chooses the end of the key of each artifact. The beginning is that of the pipeline and of this artifact.';

function objectsOf({ bucketName, pipelineName }: PipelinePlace, artifact: ArtifactName): string {
  return `arn:aws:s3:::${bucketName}/${pipelineName}/${ARTIFACTS[artifact]}/*`;
}
