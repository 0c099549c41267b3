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
export function exportId(scope: Construct, { name, value }: ExportIdProps): string {
  const unique = exportName(Stack.of(scope).stackName, name);
  new CfnOutput(scope, name, { value, exportName: unique });
  return Token.isUnresolved(value) ? Fn.importValue(unique) : value;
}
