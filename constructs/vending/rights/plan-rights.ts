import type { PipelinePlace } from './pipeline-place';
import type { Right } from './right';

/** Where the templates are that a plan compares. */
export interface TemplatesPlace {
  readonly account: string;
  readonly stackPrefix: string;
}

/**
 * Reading our stacks as they are deployed, in all Regions: what a plan compares with. The plan runs code that nobody may have
 * approved, and this is all that such code reaches.
 */
export function readsTemplates({ account, stackPrefix }: TemplatesPlace): Right {
  return {
    sid: 'ReadTemplates',
    actions: ['cloudformation:DescribeStacks', 'cloudformation:GetTemplate'],
    resources: [`arn:aws:cloudformation:*:${account}:stack/${stackPrefix}*`],
    because: 'The stacks of all governed Regions begin so, and the ids at the end of their ARNs are random.',
  };
}

/** Reading which commit is deployed: an output of one stack. */
export function readsRevision({ account, region }: PipelinePlace, stackName: string): Right {
  return {
    sid: 'ReadRevision',
    actions: ['cloudformation:DescribeStacks'],
    resources: [`arn:aws:cloudformation:${region}:${account}:stack/${stackName}/*`],
    because: 'The id at the end of the ARN of a stack is random. It is one stack, by its whole name.',
  };
}
