import { OrganizationStack } from '../../../lib/stacks/organization-stack';
import type { Organization } from '../../../lib/model/organization';
import { aNewOrganization, aUnit } from '../../support/a-landing-zone';
import { anApp, exportNames, resourcesOf, templateOf, type TemplateJson } from '../../support/synthesize';

const UNIT = 'AWS::Organizations::OrganizationalUnit';

describe('the organization', () => {
  test('has all features, and outlives its stack', () => {
    const { template } = build(aNewOrganization());
    expect(resourcesOf(template, 'AWS::Organizations::Organization')).toEqual([
      [
        'Organization',
        {
          Type: 'AWS::Organizations::Organization',
          Properties: { FeatureSet: 'ALL' },
          DeletionPolicy: 'Retain',
          UpdateReplacePolicy: 'Retain',
        },
      ],
    ]);
  });

  test('exports its id, its root and every unit, by key', () => {
    expect(exportNames(build(aNewOrganization()).template)).toEqual([
      'Rampart-Organization:Unit-Security',
      'Rampart-Organization:Unit-Workloads',
      'Rampart-Organization:Unit-Production',
      'Rampart-Organization:Organization',
      'Rampart-Organization:Root',
    ]);
  });

  test('is imported by other stacks under just these names', () => {
    const { stack } = build(aNewOrganization());
    const { ids } = stack;
    expect(stack.resolve([ids.organizationId, ids.rootId, ids.unitId('Workloads/Production')])).toEqual([
      { 'Fn::ImportValue': 'Rampart-Organization:Organization' },
      { 'Fn::ImportValue': 'Rampart-Organization:Root' },
      { 'Fn::ImportValue': 'Rampart-Organization:Unit-Production' },
    ]);
  });

  test('fails on a unit that it does not have', () => {
    const { stack } = build(aNewOrganization());
    expect(() => stack.ids.unitId('Sandbox')).toThrow(
      "no unit 'Sandbox', only Security, Workloads, Workloads/Production",
    );
  });
});

describe('an adopted organization', () => {
  const { stack, template } = build(aNewOrganization({ adopted: true, id: 'o-exampleorg1', rootId: 'r-ab12' }));

  test('is not created', () => {
    expect(resourcesOf(template, 'AWS::Organizations::Organization')).toEqual([]);
  });

  test('is known by the ids that are written down', () => {
    expect([stack.ids.organizationId, stack.ids.rootId]).toEqual(['o-exampleorg1', 'r-ab12']);
    const [[, first] = []] = resourcesOf(template, UNIT);
    expect(first?.Properties?.['ParentId']).toBe('r-ab12');
  });

  test('exports the same names as one that is created', () => {
    expect(exportNames(template)).toEqual(exportNames(build(aNewOrganization()).template));
  });

  test('fails without its ids, which the parser demands', () => {
    expect(() => build(aNewOrganization({ adopted: true }))).toThrow('an adopted organization has an id and a root id');
  });
});

describe('a unit', () => {
  test('is below the root or its parent unit', () => {
    const units = resourcesOf(build(aNewOrganization()).template, UNIT);
    expect(units.map(([, { Properties }]) => Properties)).toEqual([
      { Name: 'Security', ParentId: { 'Fn::GetAtt': ['Organization', 'RootId'] } },
      { Name: 'Workloads', ParentId: { 'Fn::GetAtt': ['Organization', 'RootId'] } },
      { Name: 'Production', ParentId: { 'Fn::GetAtt': [units[1]?.[0], 'Id'] } },
    ]);
  });

  test('is created after the one before it', () => {
    const units = resourcesOf(build(aNewOrganization()).template, UNIT);
    const ids = units.map(([id]) => id);
    expect(units.map(([, { DependsOn }]) => DependsOn)).toEqual([undefined, [ids[0]], [ids[1]]]);
  });

  test('changes nothing but its name when it is renamed', () => {
    const before = build(aNewOrganization()).template;
    const units = [aUnit('Security'), aUnit('Workloads', { name: 'Products' }), aUnit('Workloads/Production')];
    const after = build(aNewOrganization({ units })).template;
    expect(JSON.stringify(after)).toBe(JSON.stringify(before).replace('"Name":"Workloads"', '"Name":"Products"'));
  });

  test('leaves the others alone when it is added', () => {
    const before = build(aNewOrganization());
    const units = [aUnit('Sandbox'), ...before.organization.units];
    const after = build(aNewOrganization({ units })).template;
    expect(withoutOrder(after)).toEqual(expect.objectContaining(withoutOrder(before.template)));
    expect(after.Outputs).toEqual(expect.objectContaining(before.template.Outputs));
  });

  test('may share its name with another', () => {
    const units = [aUnit('Security'), aUnit('Workloads'), aUnit('Sandbox', { name: 'Security' })];
    expect(resourcesOf(build(aNewOrganization({ units, accounts: [] })).template, UNIT)).toHaveLength(3);
  });

  test('fails when it comes before its parent', () => {
    const units = [aUnit('Workloads/Production'), aUnit('Workloads')];
    expect(() => build(aNewOrganization({ units }))).toThrow("no unit 'Workloads'");
  });
});

function build(organization: Organization): {
  organization: Organization;
  stack: OrganizationStack;
  template: TemplateJson;
} {
  const stack = new OrganizationStack(anApp(), 'Organization', { organization });
  return { organization, stack, template: templateOf(stack) };
}

/** Every resource, without what it waits for. */
function withoutOrder({ Resources }: TemplateJson): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(Resources).map(([id, resource]) => [id, { ...resource, DependsOn: undefined }]),
  );
}
