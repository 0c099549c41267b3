import { changedParts } from '../../../../lib/analysis/drift/compare-stack-sets';
import { certainStacks, compareResources, findMissingStacks } from '../../../../lib/analysis/drift/compare-stacks';
import type { ResourceDrift } from '../../../../lib/model/live-stacks';
import type { Account } from '../../../../lib/model/organization';
import { theExample } from '../../../support/the-example';

const { organization } = theExample();

function kindsOf(type: string, change: Partial<ResourceDrift>): readonly string[] {
  const resource = { logicalId: 'One', physicalId: 'id', type, status: 'MODIFIED', reason: undefined, properties: [] };
  const stack = { stack: 'Rampart-Accounts', region: 'eu-central-1', failure: undefined };
  return compareResources([{ ...stack, resources: [{ ...resource, ...change }] }], []).map(({ kind }) => kind);
}

test.each([
  ['AWS::Organizations::Account', '/AccountName'],
  ['AWS::Organizations::Account', '/Email'],
  ['AWS::Organizations::Account', '/ParentIds/0'],
  ['AWS::Organizations::OrganizationalUnit', '/Name'],
  ['AWS::Organizations::OrganizationalUnit', '/ParentId'],
  ['AWS::Organizations::Policy', '/Type'],
  ['AWS::CloudFormation::StackSet', '/TemplateBody'],
  ['AWS::CloudFormation::StackSet', '/AutoDeployment/Enabled'],
  ['AWS::CloudFormation::StackSet', '/AutoDeployment/RetainStacksOnAccountRemoval'],
])('%s: %s is compared with the files, and not told twice', (type, property) => {
  expect(kindsOf(type, { properties: [property] })).toEqual([]);
});

test.each([
  ['AWS::Organizations::Account', '/Tags/0'],
  ['AWS::Organizations::OrganizationalUnit', '/Tags/0'],
  // Only the same name counts, not one that begins with it.
  ['AWS::Organizations::OrganizationalUnit', '/NameOfAnother'],
  ['AWS::CloudFormation::StackSet', '/Parameters/0'],
  ['AWS::CloudFormation::StackSet', '/AutoDeployment/DependsOn/0'],
])('%s: %s is what CloudFormation alone compares, and is told', (type, property) => {
  expect(kindsOf(type, { properties: [property] })).toEqual(['resource-changed']);
});

test('a resource that CloudFormation calls changed without saying in what is told', () => {
  expect(kindsOf('AWS::SNS::Topic', {})).toEqual(['resource-changed']);
  expect(kindsOf('AWS::Organizations::Policy', {})).toEqual(['resource-changed']);
});

test('a deleted unit is told by its own comparison, a deleted topic by this one', () => {
  expect(kindsOf('AWS::Organizations::OrganizationalUnit', { status: 'DELETED' })).toEqual([]);
  expect(kindsOf('AWS::SNS::Topic', { status: 'DELETED' })).toEqual(['resource-deleted']);
});

test('a stack of the same name in another Region is not the one that is missing', () => {
  const found = certainStacks(organization).map((id) => ({
    ...{ name: `Rampart-${id}`, region: id === 'Guardrails' ? 'us-east-1' : organization.homeRegion },
  }));
  expect(findMissingStacks(organization, found).map(({ subject }) => subject)).toEqual(['Rampart-Guardrails']);
});

test('a stack for closed accounts alone may be gone', () => {
  const last = (state: Account['state']) => {
    const accounts = organization.accounts.map((one, index) => (index === 0 ? { ...one, state, stack: 'Last' } : one));
    return certainStacks({ ...organization, accounts }).includes('Last');
  };
  expect([last('active'), last('closed')]).toEqual([true, false]);
});

test('an output of a template that differs is told', () => {
  const template = (value: string) => JSON.stringify({ Resources: {}, Outputs: { Vault: { Value: value } } });
  expect(changedParts(template('a'), template('b'))).toEqual(['`Vault`']);
});
