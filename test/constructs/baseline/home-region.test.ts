import { CfnResource, Stack } from 'aws-cdk-lib';
import { HomeRegion } from '../../../constructs/baseline/home-region';
import { anApp, templateOf } from '../../support/synthesize';

function aStackIn(region?: string): Stack {
  return new Stack(anApp(), 'Stack', region === undefined ? {} : { env: { account: '111111111111', region } });
}

function make(stack: Stack): CfnResource {
  return new CfnResource(stack, 'Thing', { type: 'AWS::SNS::Topic' });
}

test.each([
  ['eu-central-1', 'inside', true],
  ['eu-west-1', 'elsewhere', false],
])('a stack in %s is %s', (region, value, exists) => {
  const stack = aStackIn(region);
  const home = new HomeRegion(stack, 'eu-central-1');
  expect(home.choose('inside', 'elsewhere')).toBe(value);
  expect(home.isCertain).toBe(exists);
  home.only(() => [make(stack)]);
  expect(stack.node.tryFindChild('Thing') !== undefined).toBe(exists);
  expect(templateOf(stack)).not.toHaveProperty('Conditions');
});

test('a template for many Regions decides by one condition, however often it is asked', () => {
  const stack = aStackIn();
  const first = new HomeRegion(stack, 'eu-central-1');
  const second = new HomeRegion(stack, 'eu-central-1');
  first.only(() => [make(stack)]);
  expect(first.isCertain).toBe(false);
  expect(stack.resolve(second.choose(1, 2))).toEqual({ 'Fn::If': ['IsHomeRegion', 1, 2] });
  expect(templateOf(stack)).toMatchObject({
    Conditions: { IsHomeRegion: { 'Fn::Equals': [{ Ref: 'AWS::Region' }, 'eu-central-1'] } },
    Resources: { Thing: { Type: 'AWS::SNS::Topic', Condition: 'IsHomeRegion' } },
  });
});
