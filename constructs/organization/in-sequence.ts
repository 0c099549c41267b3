import type { IConstruct } from 'constructs';

/**
 * Makes CloudFormation deploy the constructs one after another, in this order.
 *
 * Organizations throttles writes, and CloudFormation tries again only twice.
 */
export function inSequence(constructs: readonly IConstruct[]): void {
  constructs.forEach((construct, index) => {
    const previous = constructs[index - 1];
    if (previous !== undefined) construct.node.addDependency(previous);
  });
}
