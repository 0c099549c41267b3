/** A template, as CloudFormation takes it. */
export interface CountedTemplate {
  readonly Resources?: object;
  readonly Outputs?: object;
}

/** How much a template may hold. */
export interface StackLimits {
  readonly resources: number;
  /** Exports are outputs, and have no limit of their own. */
  readonly outputs: number;
  /** Of a template that is handed over in a bucket, as the CDK does. */
  readonly bytes: number;
}

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/cloudformation-limits.html */
const STACK_LIMITS: StackLimits = { resources: 500, outputs: 200, bytes: 1_000_000 };

/**
 * What a template has too much of: CloudFormation would refuse it, after the stacks before it are deployed.
 *
 * @param remedy what to do, as an imperative
 */
export function findExceededLimits(
  template: CountedTemplate,
  remedy: string,
  limits: StackLimits = STACK_LIMITS,
): readonly string[] {
  const { Resources = {}, Outputs = {} } = template;
  const used: StackLimits = {
    resources: Object.keys(Resources).length,
    outputs: Object.keys(Outputs).length,
    // As the CDK writes it.
    bytes: Buffer.byteLength(JSON.stringify(template, null, 1)),
  };
  return (Object.keys(limits) as (keyof StackLimits)[])
    .filter((what) => used[what] > limits[what])
    .map(
      (what) =>
        `the template has ${inThousands(used[what])} ${what}, and CloudFormation takes ${inThousands(limits[what])}: ${remedy}`,
    );
}

function inThousands(number: number): string {
  return number.toLocaleString('en-US');
}
