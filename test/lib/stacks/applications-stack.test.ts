import { join } from 'node:path';
import { withoutReferences } from '../../../constructs/application/without-references';
import { applicationPlaces } from '../../../lib/model/access';
import type { Application, Grant, Organization, Store } from '../../../lib/model/organization';
import { parseOrganization } from '../../../lib/model/parse';
import { applicationAccess } from '../../../lib/stacks/application-access';
import { ApplicationsStack } from '../../../lib/stacks/applications-stack';
import { catalogue } from '../../../policies/catalogue';
import { problemsOf } from '../../support/a-stack-set';
import { statementsOf, type Statement } from '../../support/an-application-template';
import { anApp, resourcesOf, templateOf, type Resource, type TemplateJson } from '../../support/synthesize';

const NUMBERS: Readonly<Record<string, string>> = {
  'data-production': '555555555555',
  'shop-production': '666666666666',
  'shop-development': '777777777777',
};

const example = (() => {
  const outcome = parseOrganization(join(__dirname, '../../../organization'), catalogue);
  if (outcome.kind === 'problems') throw new Error(outcome.problems.map(({ message }) => message).join('\n'));
  return outcome.value;
})();

function build(applications: readonly Application[] = example.applications) {
  const organization: Organization = { ...example, applications };
  const app = anApp();
  const stack = new ApplicationsStack(app, 'Applications', {
    organization,
    places: applicationPlaces(organization),
    access: applicationAccess(organization),
    ids: {
      organizationId: 'o-exampleorg1',
      rootId: 'r-ab12',
      unitId: (unit) => `ou-ab12-${unit}`,
      accountId: (account) => NUMBERS[account] ?? '888888888888',
    },
  });
  return { app, stack };
}

function requireApplication(key: string, overrides: Partial<Application> = {}): Application {
  const application = example.applications.find((one) => one.key === key);
  if (application === undefined) throw new Error(`the example has no application ${key}`);
  return { ...application, ...overrides };
}

/** The StackSets by their names, with what CloudFormation makes of their templates. */
function stackSetsOf(stack: ApplicationsStack): Readonly<Record<string, Distributed>> {
  return Object.fromEntries(
    resourcesOf(templateOf(stack), 'AWS::CloudFormation::StackSet').map(([, stackSet]) => {
      const properties = stackSet.Properties as unknown as StackSetProperties;
      const values = new Map(
        properties.Parameters?.map(({ ParameterKey, ParameterValue }) => [ParameterKey, ParameterValue]),
      );
      const [account = ''] = properties.StackInstancesGroup[0]?.DeploymentTargets.Accounts ?? [];
      const text = (name: string): string => (name === 'AWS::AccountId' ? account : values.get(name)) ?? `<${name}>`;
      const template = withoutReferences(JSON.parse(properties.TemplateBody), text) as TemplateJson;
      return [properties.StackSetName, { stackSet, properties, template }];
    }),
  );
}

interface StackSetProperties {
  readonly StackSetName: string;
  readonly TemplateBody: string;
  readonly Parameters?: readonly { readonly ParameterKey: string; readonly ParameterValue: string }[];
  readonly StackInstancesGroup: readonly {
    readonly DeploymentTargets: { readonly Accounts: readonly string[] };
    readonly Regions: readonly string[];
  }[];
}

interface Distributed {
  readonly stackSet: Resource;
  readonly properties: StackSetProperties;
  readonly template: TemplateJson;
}

function templateIn(stackSets: Readonly<Record<string, Distributed>>, name: string): TemplateJson {
  const found = stackSets[name];
  if (found === undefined) throw new Error(`no StackSet ${name}, only ${Object.keys(stackSets).join(', ')}`);
  return found.template;
}

/** The statements of the policy of the bucket of a store. */
function bucketPolicy(template: TemplateJson, store: string): Readonly<Record<string, Statement>> {
  const [, policy] =
    resourcesOf(template, 'AWS::S3::BucketPolicy').find(([id]) => id.startsWith(`Stores${store}Policy`)) ?? [];
  return statementsOf(policy?.Properties?.['PolicyDocument']);
}

function patternsIn(statement: Statement | undefined): unknown {
  const { ArnLike, ArnNotLike } = statement?.Condition ?? {};
  return (ArnLike ?? ArnNotLike)?.['aws:PrincipalArn'];
}

const stackSets = stackSetsOf(build().stack);

describe('the stack of applications', () => {
  test('has a StackSet for each application in each of its accounts, in its Region', () => {
    expect(
      Object.entries(stackSets).map(([name, { properties }]) => [
        name,
        ...properties.StackInstancesGroup.map(({ DeploymentTargets, Regions }) => [
          DeploymentTargets.Accounts,
          Regions,
        ]),
      ]),
    ).toEqual([
      ['rampart-app-analytics-data-production', [['555555555555'], ['eu-central-1']]],
      ['rampart-app-billing-shop-production', [['666666666666'], ['eu-central-1']]],
      ['rampart-app-newsletter-shop-production', [['666666666666'], ['eu-central-1']]],
      ['rampart-app-preview-shop-development', [['777777777777'], ['eu-central-1']]],
      ['rampart-app-shop-shop-production', [['666666666666'], ['eu-central-1']]],
    ]);
  });

  test('deletes the StackSet of an application that leaves the configuration, and with it the role', () => {
    for (const { stackSet } of Object.values(stackSets))
      expect([stackSet.DeletionPolicy, stackSet.UpdateReplacePolicy]).toEqual(['Delete', 'Delete']);
  });

  test('lets no StackSet wait for another one: they could not share stores with each other', () => {
    for (const { stackSet } of Object.values(stackSets)) expect(stackSet).not.toHaveProperty('DependsOn');
  });

  test('hands over the numbers of the other accounts that a template names', () => {
    expect(stackSets['rampart-app-shop-shop-production']?.properties.Parameters).toEqual([
      { ParameterKey: expect.stringMatching(/^Accountsdataproduction/) as string, ParameterValue: '555555555555' },
    ]);
    expect(stackSets['rampart-app-preview-shop-development']?.properties.Parameters ?? []).toEqual([]);
  });

  test.each(Object.entries(stackSets))('has the template of %s as it was', (_, { template }) => {
    expect(template).toMatchSnapshot();
  });

  test('has no StackSet for an application of which nothing is left, and is not empty without any', () => {
    const { stack } = build([requireApplication('newsletter', { stores: [] })]);
    expect(Object.values(templateOf(stack).Resources).map(({ Type }) => Type)).toEqual([
      'AWS::CloudFormation::WaitConditionHandle',
    ]);
  });

  test('names templates and StackSets apart, however keys are put together', () => {
    const billing = requireApplication('billing', { stores: [] });
    const { stack } = build([
      { ...billing, key: 'a', accounts: ['shop-production'] },
      { ...billing, key: 'a-shop', accounts: ['data-production'] },
    ]);
    expect(Object.keys(stackSetsOf(stack))).toEqual([
      'rampart-app-a-shop-production',
      'rampart-app-a-shop-data-production',
    ]);
  });
});

describe('the policy of a store', () => {
  test('lets in the application, its people with and without a Region, AWS Backup, and who is granted to read', () => {
    const { OnlyReadersRead, OnlyWritersWrite, Readers } = bucketPolicy(
      templateIn(stackSets, 'rampart-app-shop-shop-production'),
      'orders',
    );
    const people = 'arn:aws:iam::666666666666:role/aws-reserved/sso.amazonaws.com';
    expect(patternsIn(OnlyReadersRead)).toEqual([
      'arn:aws:iam::666666666666:role/app/shop',
      `${people}/AWSReservedSSO_app-shop_????????????????`,
      `${people}/*/AWSReservedSSO_app-shop_????????????????`,
      'arn:aws:iam::666666666666:role/platform/backup',
      'arn:aws:iam::555555555555:role/app/analytics',
    ]);
    expect(patternsIn(OnlyWritersWrite)).toEqual([
      'arn:aws:iam::666666666666:role/app/shop',
      'arn:aws:iam::666666666666:role/platform/backup',
      'arn:aws:iam::666666666666:role/app/billing',
    ]);
    expect(Readers?.Principal).toEqual({ AWS: 'arn:aws:iam::555555555555:root' });
  });

  test('lets in a partner by its role, until its grant ends', () => {
    const { Readers } = bucketPolicy(
      templateIn(stackSetsOf(build([withReaders([aPartner(1)])]).stack), 'rampart-app-shop-shop-production'),
      'orders',
    );
    expect(Readers).toMatchObject({
      Principal: { AWS: 'arn:aws:iam::999999999999:root' },
      Condition: {
        ArnLike: { 'aws:PrincipalArn': ['arn:aws:iam::999999999999:role/etl/reader-1'] },
        DateLessThan: { 'aws:CurrentTime': '2027-03-31T00:00:00Z' },
      },
    });
  });

  test.each<[string, Partial<Store>, Partial<Application>]>([
    ['the store', { state: 'retired' }, {}],
    ['the application', {}, { state: 'retired', accounts: [], retiredIn: ['shop-production'] }],
    ['the account', {}, { accounts: [], retiredIn: ['shop-production'] }],
  ])('is closed when %s is retired, and nobody is granted it anymore', (_, store, application) => {
    const shop = requireApplication('shop', application);
    const stores = shop.stores.map((one) => ({ ...one, ...store }));
    const retired = stackSetsOf(build([requireApplication('analytics'), { ...shop, stores }]).stack);
    const template = templateIn(retired, 'rampart-app-shop-shop-production');
    expect(Object.keys(bucketPolicy(template, 'orders'))).toEqual(['OnlyTls', 'ClosedForEverybody', 'ListedForNobody']);
    expect(JSON.stringify(templateIn(retired, 'rampart-app-analytics-data-production'))).not.toContain('shop');
  });
});

describe('the role of an application', () => {
  test('goes when the application is retired in the account', () => {
    const template = templateIn(stackSets, 'rampart-app-newsletter-shop-production');
    expect(resourcesOf(template, 'AWS::IAM::Role')).toEqual([]);
    expect(Object.values(template.Resources).map(({ Type }) => Type)).toEqual([
      'AWS::KMS::Key',
      'AWS::S3::Bucket',
      'AWS::S3::BucketPolicy',
    ]);
  });

  test('reaches what is granted to it in another account', () => {
    const [[, role] = []] = resourcesOf(
      templateIn(stackSets, 'rampart-app-analytics-data-production'),
      'AWS::IAM::Role',
    );
    const text = JSON.stringify(role?.Properties?.['Policies']);
    expect(text).toContain('arn:aws:s3:::rampart-app-shop-orders-666666666666-eu-central-1-an/*');
    expect(text).toContain('arn:aws:kms:eu-central-1:666666666666:key/*');
    expect(text).not.toContain('rampart-app-shop-images');
  });
});

describe('a stack with more applications than CloudFormation takes', () => {
  test('is refused with its size, the limit and the remedy', () => {
    const partners = Array.from({ length: 85 }, (_, index) => aPartner(index));
    const shop = withReaders(partners);
    const stores = shop.stores.flatMap((store) => [store, { ...store, name: `${store.name}-2` }]);
    const { app } = build(Array.from({ length: 26 }, (_, index) => ({ ...shop, stores, key: `shop-${index}` })));
    expect(problemsOf(app).map((line) => line.replace(/\d,\d{3},\d{3} bytes/, 'N bytes'))).toEqual([
      '[Applications] the template has N bytes, and CloudFormation takes 1,000,000: give applications that are not deployed ' +
        'yet another stack in their files, such as `stack: b` for `Applications-b`',
    ]);
  });
});

function aPartner(number: number): Grant {
  return {
    kind: 'partner',
    account: '999999999999',
    role: `etl/reader-${number}`,
    until: '2027-03-31T00:00:00Z',
    in: ['shop-production'],
    at: example.locate([]),
  };
}

/** The application `shop` with one store. */
function withReaders(readers: readonly Grant[]): Application {
  const { stores, ...shop } = requireApplication('shop');
  return { ...shop, stores: stores.filter(({ name }) => name === 'orders').map((store) => ({ ...store, readers })) };
}
