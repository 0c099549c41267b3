import { OrganizationalUnit } from '../../../constructs/organization/organizational-unit';
import { aStack, resourcesOf, templateOf } from '../../support/synthesize';

describe('an organizational unit', () => {
  const stack = aStack();
  const unit = new OrganizationalUnit(stack, 'Sandbox', { name: 'The sandbox', parentId: 'r-ab12' });
  const [[id, resource] = []] = resourcesOf(templateOf(stack), 'AWS::Organizations::OrganizationalUnit');

  test('has its name and its parent', () => {
    expect(resource?.Properties).toEqual({ Name: 'The sandbox', ParentId: 'r-ab12' });
  });

  test('outlives its stack, also when CloudFormation replaces it', () => {
    expect([resource?.DeletionPolicy, resource?.UpdateReplacePolicy]).toEqual(['Retain', 'Retain']);
  });

  test('returns its id', () => {
    expect(stack.resolve(unit.unitId)).toEqual({ 'Fn::GetAtt': [id, 'Id'] });
  });
});
