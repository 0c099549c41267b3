import { CfnOutput, Fn, Stack, Token } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { exportName } from '../model/names';

export interface ExportIdProps {
  /** What is exported, by key, such as `Unit-Production`. It never changes while that exists. */
  readonly name: string;
  readonly value: string;
}

/**
 * Exports an id from a stack, and returns what other stacks use: the import, or the id if it is known.
 *
 * Ids are exported whether or not a stack imports them. The CDK removes its automatic exports with the last import. Then
 * CloudFormation refuses to deploy the exporting stack, which is deployed first, because the deployed importing stack
 * still uses the id.
 *
 * @param scope below the stack, not the stack itself: its logical ids would omit hyphens, so that `a-1` and `a1` collide
 */
export function exportId(scope: Construct, props: ExportIdProps): string {
  const { value } = props;
  const { exportName: unique } = addOutput(scope, props);
  return Token.isUnresolved(value) ? Fn.importValue(unique) : value;
}

/** An id that a stack exports, as stacks read it. */
export interface ExportedId {
  readonly inSameRegion: string;
  /**
   * CloudFormation reads the output when it creates or updates the other stack. Nothing keeps the output from being deleted,
   * but an account's output is as permanent as the account.
   *
   * Source: https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference-getstackoutput.html
   */
  readonly inOtherRegions: string;
}

/** The same for an id that stacks in other Regions need, too. */
export function exportIdEverywhere(scope: Construct, props: ExportIdProps): ExportedId {
  const { stackName, region } = Stack.of(scope);
  const { output, exportName: unique } = addOutput(scope, props);
  const logicalId = Stack.of(scope).getLogicalId(output);
  return {
    inSameRegion: Fn.importValue(unique),
    inOtherRegions: Fn.getStackOutput(stackName, logicalId, region),
  };
}

function addOutput(scope: Construct, { name, value }: ExportIdProps) {
  const unique = exportName(Stack.of(scope).stackName, name);
  return { output: new CfnOutput(scope, name, { value, exportName: unique }), exportName: unique };
}
