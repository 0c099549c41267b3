/** Where the pipeline is, and what it is called. */
export interface PipelinePlace {
  readonly account: string;
  readonly region: string;
  readonly pipelineName: string;
  readonly bucketName: string;
  readonly connectionArn: string;
  /** Owner or groups, and name. */
  readonly repository: string;
}
