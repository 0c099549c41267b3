import { Fn } from 'aws-cdk-lib';
import { OrganizationPolicy, type OrganizationPolicyProps } from '../../../constructs/organization/organization-policy';
import { aStack, type Resource, resourcesOf, templateOf } from '../../support/synthesize';

const CONTENT = { Version: '2012-10-17', Statement: [{ Effect: 'Deny', Action: 'sts:*', Resource: '*' }] };

describe('a policy of the organization', () => {
  test('is attached to one target, and its content stays an object', () => {
    expect(policy().Properties).toEqual({
      Type: 'SERVICE_CONTROL_POLICY',
      Name: 'rampart-root-scp-1',
      Description: 'On root: deny-sts',
      Content: CONTENT,
      TargetIds: ['r-ab12'],
    });
  });

  test('is deleted with its stack, and says so', () => {
    expect(policy().DeletionPolicy).toBe('Delete');
  });

  test('cuts a description at what AWS keeps', () => {
    const { Properties } = policy({ description: 'x'.repeat(513) });
    expect(Properties?.['Description']).toBe(`${'x'.repeat(509)}...`);
  });

  test('accepts content of just the length that AWS accepts, written without white space', () => {
    expect(() => policy({ maximumCharacters: JSON.stringify(CONTENT).length })).not.toThrow();
  });

  test('fails when the content is longer than AWS accepts, with both lengths and the remedy', () => {
    const length = JSON.stringify(CONTENT).length;
    expect(() => policy({ maximumCharacters: length - 1 })).toThrow(
      `policy 'rampart-root-scp-1' has ${length} characters, and AWS accepts at most ${length - 1}; ` +
        'use fewer or shorter guardrails there, or move a guardrail to another target',
    );
  });

  test('leaves the length to others where the deploy fills in an id', () => {
    const content = { ...CONTENT, Id: Fn.importValue('Rampart-Organization:Root') };
    expect(() => policy({ content, maximumCharacters: 1 })).not.toThrow();
  });
});

function policy(props: Partial<OrganizationPolicyProps> = {}): Resource {
  const stack = aStack();
  new OrganizationPolicy(stack, 'Policy', {
    type: 'SERVICE_CONTROL_POLICY',
    name: 'rampart-root-scp-1',
    description: 'On root: deny-sts',
    content: CONTENT,
    targetId: 'r-ab12',
    maximumCharacters: 10_240,
    ...props,
  });
  const [[, resource] = []] = resourcesOf(templateOf(stack), 'AWS::Organizations::Policy');
  if (resource === undefined) throw new Error('the template holds no policy');
  return resource;
}
