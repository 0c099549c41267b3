import { CfnResource } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { exportId } from '../../../lib/stacks/export-id';
import { aStack, exportNames, templateOf } from '../../support/synthesize';

test('exports an id whether or not somebody imports it, and returns the import', () => {
  const stack = aStack();
  const { ref } = new CfnResource(stack, 'Unit', { type: 'AWS::CloudFormation::WaitConditionHandle' });
  const imported = exportId(stack, { name: 'Unit-Production', value: ref });
  expect(stack.resolve(imported)).toEqual({ 'Fn::ImportValue': 'Stack:Unit-Production' });
  expect(exportNames(templateOf(stack))).toEqual(['Stack:Unit-Production']);
});

test('returns an id that is known as it is', () => {
  const stack = aStack();
  expect(exportId(stack, { name: 'Root', value: 'r-ab12' })).toBe('r-ab12');
  expect(exportNames(templateOf(stack))).toEqual(['Stack:Root']);
});

test('keeps apart names that differ in hyphens only', () => {
  const stack = aStack();
  const scope = new Construct(stack, 'Ids');
  exportId(scope, { name: 'Account-shop-1', value: stack.stackId });
  exportId(scope, { name: 'Account-shop1', value: stack.stackId });
  expect(exportNames(templateOf(stack))).toEqual(['Stack:Account-shop-1', 'Stack:Account-shop1']);
});
