import { StackSynthesizer } from 'aws-cdk-lib';
import type {
  DockerImageAssetLocation,
  DockerImageAssetSource,
  FileAssetLocation,
  FileAssetSource,
  ISynthesisSession,
} from 'aws-cdk-lib';

/** Writes the template of a stack, and makes nothing of it that could be deployed by itself. */
export class WithoutArtifact extends StackSynthesizer {
  /** The assets that the stack tried to add. With any of them, its template is worthless. */
  readonly refused: string[] = [];

  override addFileAsset({ displayName, fileName, sourceHash }: FileAssetSource): FileAssetLocation {
    this.refused.push(displayName ?? fileName ?? sourceHash);
    const refused = { bucketName: 'refused', objectKey: 'refused', httpUrl: 'refused', s3ObjectUrl: 'refused' };
    return refused;
  }

  override addDockerImageAsset(asset: DockerImageAssetSource): DockerImageAssetLocation {
    this.refused.push(asset.displayName ?? asset.directoryName ?? asset.sourceHash);
    return { repositoryName: 'refused', imageUri: 'refused' };
  }

  override synthesize(session: ISynthesisSession): void {
    this.synthesizeTemplate(session);
  }
}
