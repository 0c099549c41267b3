import { CfnResource } from 'aws-cdk-lib';
import { inSequence } from '../../../constructs/organization/in-sequence';
import { aStack, templateOf } from '../../support/synthesize';

test('makes each construct wait for the one before it only', () => {
  const stack = aStack();
  const type = 'AWS::CloudFormation::WaitConditionHandle';
  inSequence(['First', 'Second', 'Third'].map((id) => new CfnResource(stack, id, { type })));
  const { Resources } = templateOf(stack);
  expect(Object.entries(Resources).map(([id, { DependsOn }]) => [id, DependsOn])).toEqual([
    ['First', undefined],
    ['Second', ['First']],
    ['Third', ['Second']],
  ]);
});

test('does nothing with no constructs', () => {
  expect(() => {
    inSequence([]);
  }).not.toThrow();
});
