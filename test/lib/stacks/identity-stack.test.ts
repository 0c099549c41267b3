import type { Application, Organization } from '../../../lib/model/organization';
import { permissionSetName, placedAssignments } from '../../../lib/model/people';
import { PERMISSION_SET_IDS } from '../../../lib/model/permission-sets';
import { applicationAccess } from '../../../lib/stacks/application-access';
import type { IdentityStack } from '../../../lib/stacks/identity-stack';
import { identityStacks } from '../../../lib/stacks/identity-stacks';
import { problemsOf } from '../../support/a-stack-set';
import { anApp, exportNames, resourcesOf, templateOf, type TemplateJson } from '../../support/synthesize';
import { theExample } from '../../support/the-example';

const { organization: example } = theExample();
const NUMBERS = new Map(
  [...example.accounts.map(({ key }) => key), 'new'].map((key, index) => [key, String(222_222_222_220 + index)]),
);

const WITHOUT_ID = 'data-analysts';

const TIERS = PERMISSION_SET_IDS.map((id) => ({
  id,
  summary: `What ${id} may do`,
  hours: example.identity?.hours[id] ?? 0,
  document: { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: `tag:${id}`, Resource: '*' }] } as const,
}));

function build(overrides: Partial<Organization> = {}) {
  const organization: Organization = { ...example, ...overrides };
  const app = anApp();
  const stacks = identityStacks(app, {
    organization,
    tiers: TIERS,
    access: applicationAccess(organization),
    ids: {
      organizationId: 'o-exampleorg1',
      rootId: 'r-ab12',
      unitId: (unit) => `ou-ab12-${unit}`,
      accountId: (account) => NUMBERS.get(account) ?? `no number of ${account}`,
    },
  });
  return { app, stacks };
}

/** The templates by their stacks' ids. */
function templates(overrides: Partial<Organization> = {}): Readonly<Record<string, TemplateJson>> {
  return Object.fromEntries(build(overrides).stacks.map((stack: IdentityStack) => [stack.node.id, templateOf(stack)]));
}

function setsIn(template: TemplateJson | undefined): ReadonlyMap<unknown, Readonly<Record<string, unknown>>> {
  const sets = template === undefined ? [] : resourcesOf(template, 'AWS::SSO::PermissionSet');
  return new Map(sets.map(([, { Properties = {} }]) => [Properties['Name'], Properties]));
}

/** Who has what where: `<permission set> <group> <account>`, as far as the template itself has the permission set. */
function assignmentsIn(template: TemplateJson | undefined): readonly string[] {
  if (template === undefined) return [];
  return resourcesOf(template, 'AWS::SSO::Assignment').map(([, { Properties = {} }]) => {
    const arn = Properties['PermissionSetArn'] as { 'Fn::GetAtt'?: [string, string]; 'Fn::ImportValue'?: string };
    const set = template.Resources[arn['Fn::GetAtt']?.[0] ?? '']?.Properties?.['Name'];
    const group = example.groups.find(({ id }) => id === Properties['PrincipalId'])?.name;
    const number = Properties['TargetId'];
    const account = [...NUMBERS, [example.managementAccount.key, '111111111111'] as const].find(
      ([, other]) => other === number,
    );
    return [set ?? arn['Fn::ImportValue'], group, account?.[0]].map(String).join(' ');
  });
}

function withApplication(key: string, overrides: Partial<Application>): Partial<Organization> {
  return { applications: example.applications.map((one) => (one.key === key ? { ...one, ...overrides } : one)) };
}

function withAssignments(...assignments: readonly Partial<AnAssignment>[]): Partial<Organization> {
  const { identity } = example;
  const [first] = identity?.assignments ?? [];
  if (identity == null || first === undefined) throw new Error('the example has no assignments');
  const stacks = assignments.flatMap(({ stack }) => stack ?? []);
  return { identity: { ...identity, stacks, assignments: assignments.map((one) => ({ ...first, ...one })) } };
}

type AnAssignment = NonNullable<Organization['identity']>['assignments'][number];

describe('the example', () => {
  const { Identity: template } = templates();

  test('has one stack, with every tier and every application whose people work with data', () => {
    expect([...setsIn(template).keys()]).toEqual([...PERMISSION_SET_IDS, 'app-analytics', 'app-preview', 'app-shop']);
  });

  test('has the policies of the tiers word for word, with their session lengths', () => {
    const sets = setsIn(template);
    for (const { id, summary, document, hours } of TIERS)
      expect(sets.get(id)).toMatchObject({
        InstanceArn: 'arn:aws:sso:::instance/ssoins-1111222233334444',
        Description: summary,
        SessionDuration: `PT${hours}H`,
        InlinePolicy: document,
      });
  });

  test('updates one permission set after the other, and then assigns them', () => {
    const sets = resourcesOf(template ?? { Resources: {} }, 'AWS::SSO::PermissionSet');
    const ids = sets.map(([id]) => id);
    expect(sets.map(([, { DependsOn = [] }]) => DependsOn)).toEqual([[], ...ids.slice(0, -1).map((id) => [id])]);
    const assignments = resourcesOf(template ?? { Resources: {} }, 'AWS::SSO::Assignment');
    const chained = new Set([...assignments.map(([id]) => id), ids.at(-1)]);
    for (const [, { DependsOn = [] }] of assignments) expect(DependsOn.filter((id) => !chained.has(id))).toEqual([]);
    expect(assignments.filter(([, { DependsOn = [] }]) => DependsOn.length === 0)).toEqual([]);
  });

  test('assigns to units, to accounts, and to the management account, as the configuration says', () => {
    const placed = placedAssignments(example)
      .filter(({ group }) => group !== WITHOUT_ID)
      .map(({ permissionSet, group, account }) => [permissionSetName(permissionSet), group, account].join(' '));
    expect([...assignmentsIn(template)].sort()).toEqual(placed.sort());
    expect(placed).toEqual(expect.arrayContaining(['finance finance management', 'security security log-archive']));
  });

  test('gives the people of an application what its stores and grants let them reach, and no more', () => {
    const buckets = ['orders', 'images'].map(
      (store) => `arn:aws:s3:::rampart-app-shop-${store}-${NUMBERS.get('shop-production') ?? ''}-eu-central-1-an`,
    );
    const { Statement } = setsIn(template).get('app-shop')?.['InlinePolicy'] as {
      readonly Statement: readonly Readonly<Record<string, unknown>>[];
    };
    expect(Statement.map(({ Sid, Resource }) => [Sid, Resource])).toEqual([
      ['ReadObjects', buckets.map((bucket) => `${bucket}/*`)],
      ['ReadBuckets', buckets],
      ['UseKeys1', `arn:aws:kms:eu-central-1:${NUMBERS.get('shop-production') ?? ''}:key/*`],
    ]);
  });

  test('exports the ARN of every tier, whether it is used or not', () => {
    expect(exportNames(template ?? { Resources: {} })).toEqual(
      PERMISSION_SET_IDS.map((id) => `Rampart-Identity:PermissionSet-${id}`),
    );
  });

  test('names no permission set that it does not have', () => {
    expect(assignmentsIn(template).join()).not.toMatch(/undefined|no number/);
  });
});

test('leaves out a group whose id is not known yet, and the people of an application, too', () => {
  const groups = example.groups.map((group) => (group.name === 'shop-developers' ? { ...group, id: null } : group));
  const { Identity: template } = templates({ groups });
  expect([...setsIn(template).keys()]).toContain('app-shop');
  expect(assignmentsIn(template).filter((line) => line.startsWith('app-shop'))).toEqual([]);
  expect(assignmentsIn(template).length).toBeGreaterThan(0);
});

test('keeps every logical id when a group gets another name in the configuration', () => {
  const renamed = (name: string): string => (name === 'developers' ? 'makers' : name);
  const { identity } = example;
  const after = templates({
    groups: example.groups.map(({ name, id }) => ({ name: renamed(name), id })),
    ...withAssignments(...(identity?.assignments ?? []).map((one) => ({ ...one, group: renamed(one.group) }))),
  });
  expect(after).toEqual(templates());
});

test('has no stack while the instance of Identity Center is not known', () => {
  const { identity } = example;
  expect(build({ identity: null }).stacks).toEqual([]);
  expect(build({ identity: identity && { ...identity, instance: null } }).stacks).toEqual([]);
});

describe('a suffix', () => {
  test('puts assignments into a stack of their own, which imports the permission sets of the tiers', () => {
    const { Identity: first, 'Identity-b': second } = templates(
      withAssignments(
        { group: 'security', permissionSet: 'security', to: ['network'] },
        { group: 'network', permissionSet: 'network', to: ['network'], stack: 'Identity-b' },
      ),
    );
    expect(assignmentsIn(first).filter((line) => !line.startsWith('app-'))).toEqual(['security security network']);
    expect(assignmentsIn(second)).toEqual(['Rampart-Identity:PermissionSet-network network network']);
    expect([...setsIn(second).keys()]).toEqual([]);
  });

  test('of an application is also that of its people, so that their permission set needs no import', () => {
    const { Identity: first, 'Identity-b': second } = templates(withApplication('shop', { stack: 'Applications-b' }));
    expect([...setsIn(first).keys()]).not.toContain('app-shop');
    expect([...setsIn(second).keys()]).toEqual(['app-shop']);
    expect(assignmentsIn(second)).toEqual(['app-shop shop-developers shop-production']);
  });

  test('keeps its stack when its last assignment goes, so that the access goes', () => {
    const { identity } = withAssignments();
    const { 'Identity-b': template } = templates({ identity: identity && { ...identity, stacks: ['Identity-b'] } });
    expect(Object.values(template?.Resources ?? {}).map(({ Type }) => Type)).toEqual([
      'AWS::CloudFormation::WaitConditionHandle',
    ]);
  });

  test('keeps its stack when the people of its last application leave, so that their permission set goes', () => {
    const { 'Identity-b': template } = templates(withApplication('shop', { stack: 'Applications-b', people: null }));
    expect(Object.values(template?.Resources ?? {}).map(({ Type }) => Type)).toEqual([
      'AWS::CloudFormation::WaitConditionHandle',
    ]);
  });
});

test('a stack with more than 500 resources is refused with the number, the limit and the remedy', () => {
  const [account] = example.accounts;
  if (account === undefined) throw new Error('the example has no accounts');
  const accounts = Array.from({ length: 491 }, (_, index) => ({ ...account, key: `team-${index}`, unit: 'Sandbox' }));
  const { app } = build({
    accounts: [...example.accounts, ...accounts],
    applications: [],
    ...withAssignments({ to: ['Sandbox'] }),
  });
  expect(problemsOf(app).map((line) => line.replace(/has \d{3} /, 'has N '))).toEqual([
    '[Identity] the template has N resources, and CloudFormation takes 500: give assignments that ' +
      'are not deployed yet a stack of their own, such as `stacks: [b]` in `identity` and `stack: b` in them, for `Identity-b`',
  ]);
});
