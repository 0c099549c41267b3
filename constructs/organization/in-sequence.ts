import type { IConstruct } from 'constructs';

/**
 * Makes CloudFormation work on the constructs one after another, in this order.
 *
 * Organizations answers writes that come too fast with an error, and CloudFormation tries again only twice.
 */
export function inSequence(constructs: readonly IConstruct[]): void {
  constructs.forEach((construct, index) => {
    const previous = constructs[index - 1];
    if (previous !== undefined) construct.node.addDependency(previous);
  });
}
