import { usesConnection } from './build-rights';
import type { PipelinePlace } from './pipeline-place';
import type { Right } from './right';

/**
 * What the pipeline itself does: it clones, moves artifacts and starts the builds.
 *
 * Source: https://docs.aws.amazon.com/codepipeline/latest/userguide/how-to-custom-role.html
 *
 * @param projects the ARNs of the projects of its builds
 */
export function pipelineRights(place: PipelinePlace, projects: readonly string[]): readonly Right[] {
  const { bucketName, repository } = place;
  return [
    usesConnection(place, 'Source', { FullRepositoryId: repository }),
    {
      sid: 'Bucket',
      actions: ['s3:GetBucketLocation', 's3:GetBucketVersioning', 's3:ListBucket'],
      resources: [`arn:aws:s3:::${bucketName}`],
    },
    {
      sid: 'Artifacts',
      actions: ['s3:GetObject', 's3:GetObjectVersion', 's3:PutObject'],
      resources: [`arn:aws:s3:::${bucketName}/${place.pipelineName}/*`],
      because:
        'CodePipeline chooses the ends of the keys. The beginning is that of this pipeline, in a bucket for it alone.',
    },
    { sid: 'Builds', actions: ['codebuild:BatchGetBuilds', 'codebuild:StartBuild'], resources: projects },
  ];
}
