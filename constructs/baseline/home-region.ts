import { Aws, CfnCondition, Fn, type IResolvable, Stack, Token } from 'aws-cdk-lib';
import type { CfnResource } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';

/**
 * Whether a stack is in the home Region: known at synthesis in an ordinary stack, and a condition in a template that
 * CloudFormation deploys to many Regions.
 */
export class HomeRegion {
  readonly #inside: boolean | CfnCondition;

  /** @param scope anything inside of the stack */
  constructor(scope: IConstruct, homeRegion: string) {
    const { region } = Stack.of(scope);
    this.#inside = Token.isUnresolved(region) ? conditionOf(Stack.of(scope), homeRegion) : region === homeRegion;
  }

  /** True if no deployment of the stack is outside of the home Region, as far as the synthesis knows. */
  get isCertain(): boolean {
    return this.#inside === true;
  }

  /** One value in the home Region, another one elsewhere. */
  choose<T>(inside: T, elsewhere: T): T | IResolvable {
    if (typeof this.#inside === 'boolean') return this.#inside ? inside : elsewhere;
    return Fn.conditionIf(this.#inside.logicalId, inside, elsewhere);
  }

  /** Makes resources that only the home Region has. */
  only(make: () => readonly CfnResource[]): void {
    if (this.#inside === false) return;
    const resources = make();
    if (this.#inside === true) return;
    for (const resource of resources) resource.cfnOptions.condition = this.#inside;
  }
}

/** A template has the condition once. */
function conditionOf(stack: Stack, homeRegion: string): CfnCondition {
  const id = 'IsHomeRegion';
  const existing = stack.node.tryFindChild(id);
  if (existing instanceof CfnCondition) return existing;
  return new CfnCondition(stack, id, { expression: Fn.conditionEquals(Aws.REGION, homeRegion) });
}
