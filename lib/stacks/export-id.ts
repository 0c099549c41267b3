import { CfnOutput, Fn, Stack, Token } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { exportName } from '../model/names';

export interface ExportIdProps {
  /** Says what is exported, by key, such as `Unit-Production`: the same as long as the thing lives. */
  readonly name: string;
  readonly value: string;
}

/**
 * Exports an id from a stack, and returns what other stacks write to use it: the import, or the id where it is known.
 *
 * Ids are exported whether or not a stack imports them. The CDK's automatic exports vanish with the last import, and then
 * CloudFormation refuses to deploy the exporting stack, which goes first, because the importing one still uses the id.
 *
 * @param scope below the stack, not the stack: there, logical ids would leave hyphens out, and `a-1` would meet `a1`
 */
export function exportId(scope: Construct, { name, value }: ExportIdProps): string {
  const unique = exportName(Stack.of(scope).stackName, name);
  new CfnOutput(scope, name, { value, exportName: unique });
  return Token.isUnresolved(value) ? Fn.importValue(unique) : value;
}
