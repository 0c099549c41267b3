import { StackSet } from '../../../constructs/stack-set/stack-set';
import { problemsOf } from '../../support/a-stack-set';
import {
  anApplicationTemplate,
  aReachedStore,
  aStore,
  deployed,
  PARTNER,
  roleOf,
  type NumberOf,
} from '../../support/an-application-template';
import type { TemplateJson } from '../../support/synthesize';

const shared = (numberOf: NumberOf) => ({
  stores: [
    aStore(numberOf('shop'), { readers: [roleOf('shop', numberOf('shop')), roleOf('analytics', numberOf('data'))] }),
    aStore(numberOf('shop'), { name: 'images', bucketName: 'images' }),
  ],
  reaches: [aReachedStore(numberOf('data'), ['analytics', 'results'])],
});

describe('the template of an application', () => {
  test('has resources with these names in CloudFormation: another name is another key or bucket', () => {
    const resources = Object.entries(deployed({ parts: shared }).Resources).map(([id, { Type }]) => [id, Type]);
    expect(Object.fromEntries(resources)).toEqual({
      Key961B73FD: 'AWS::KMS::Key',
      Storesorders956824B9: 'AWS::S3::Bucket',
      StoresordersPolicy5F299053: 'AWS::S3::BucketPolicy',
      Storesimages62DC5936: 'AWS::S3::Bucket',
      StoresimagesPolicy6AEE3F7D: 'AWS::S3::BucketPolicy',
      Role1ABCC5F0: 'AWS::IAM::Role',
      RoleInstanceProfileB77A4839: 'AWS::IAM::InstanceProfile',
    });
  });

  test('takes the number of each other account that it names once, and of no other', () => {
    const { template } = anApplicationTemplate({ parts: shared });
    expect([...template.accountsByParameter.values()]).toEqual(['data']);
    const [parameter] = template.accountsByParameter.keys();
    expect((JSON.parse(template.toText()) as TemplateJson).Parameters).toEqual({
      [String(parameter)]: { Type: 'String', AllowedPattern: '\\d{12}' },
    });
  });

  test('keeps parameters apart, whatever the accounts are called', () => {
    const { template } = anApplicationTemplate({
      parts: (numberOf) => ({
        reaches: ['a-b', 'ab', 'A-b'].map((account) => aReachedStore(numberOf(account), ['x', 'y'])),
      }),
    });
    expect(new Set(template.accountsByParameter.values())).toEqual(new Set(['a-b', 'ab', 'A-b']));
  });

  test('without stores has no key', () => {
    expect(Object.keys(deployed().Resources)).toEqual([
      expect.stringMatching(/^Role/),
      expect.stringMatching(/^RoleInstanceProfile/),
    ]);
  });

  test('of a place that is retired has only the key and the buckets', () => {
    const template = deployed({
      runsOn: {},
      parts: (numberOf) => ({ stores: [aStore(numberOf('shop'), { isRetired: true, readers: [], writers: [] })] }),
    });
    expect(Object.values(template.Resources).map(({ Type }) => Type)).toEqual([
      'AWS::KMS::Key',
      'AWS::S3::Bucket',
      'AWS::S3::BucketPolicy',
    ]);
  });
});

describe('the template of an application with more than AWS takes', () => {
  function problems(build: Parameters<typeof anApplicationTemplate>[0]): readonly string[] {
    const { app, template } = anApplicationTemplate(build);
    const parameters = [...template.accountsByParameter.keys()].map((name) => [name, '444444444444']);
    new StackSet(template.node.scope as never, 'ApplicationStackSet', {
      name: 'rampart-app-shop',
      description: 'shop',
      template,
      rootId: 'r-ab12',
      accounts: ['222222222222'],
      regions: ['eu-central-1'],
      parameters: Object.fromEntries(parameters) as Record<string, string>,
    });
    return problemsOf(app);
  }
  const many = (count: number): readonly number[] => Array.from({ length: count }, (_, index) => index);

  test('is refused with every number, limit and remedy', () => {
    const long = 'n'.repeat(120);
    const readers = many(130).map((index) => ({
      account: PARTNER,
      patterns: [`arn:aws:iam::${PARTNER}:role/${long}-${index}`],
      until: null,
    }));
    const found = problems({
      runsOn: {
        pods: many(8).map((index) => ({ cluster: 'data', namespace: 'shop', serviceAccount: `account-${index}` })),
      },
      parts: (numberOf) => ({
        stores: ['a', 'b'].map((name) => aStore(numberOf('shop'), { name, bucketName: `bucket-${name}`, readers })),
        reaches: many(40).map((index) => aReachedStore(numberOf('data'), ['analytics', `store-${index}`])),
      }),
    });
    const remedy = 'grant to fewer accounts, or keep what others need in a store or an application of its own';
    expect(found.map((line) => line.replace(/\d{4,}(?= (?:characters|bytes))/, 'N'))).toEqual([
      '[Outer/Application] the template has N bytes, and a StackSet takes 51200: shop has too many stores, or grants too ' +
        'much to accounts: grant to fewer, or move stores to an application of their own',
      `[Outer/Application/Key] the policy of the key of shop has up to N characters, and KMS takes 32768: ${remedy}`,
      `[Outer/Application/Stores/a] the policy of the bucket of the store a of shop has up to N characters, and S3 takes 20480: ${remedy}`,
      `[Outer/Application/Stores/b] the policy of the bucket of the store b of shop has up to N characters, and S3 takes 20480: ${remedy}`,
      '[Outer/Application/Role] the trust policy of the role of shop has up to N characters, and IAM, unless the quota is ' +
        'raised, takes 2048: run fewer pods and workflows with it, or make two applications of it',
      '[Outer/Application/Role] the policy of the role of shop has up to N characters, and IAM takes 10240: grant fewer ' +
        'stores to it, or make two applications of it',
    ]);
  });

  test('is not refused with 65 grants of a store in as many accounts', () => {
    expect(
      problems({
        parts: (numberOf) => ({
          stores: [
            aStore(numberOf('shop'), {
              readers: many(65).map((index) => roleOf('an-application-with-28-signs', numberOf(`account-${index}`))),
            }),
          ],
        }),
      }),
    ).toEqual([]);
  });

  test('is not refused with 15 stores that it reads in as many accounts, and 6 pods', () => {
    expect(
      problems({
        runsOn: {
          pods: many(6).map((index) => ({ cluster: 'data', namespace: 'shop', serviceAccount: `a-${index}` })),
        },
        parts: (numberOf) => ({
          reaches: many(15).map((index) => aReachedStore(numberOf(`account-${index}`), ['an-application', 'a-store'])),
        }),
      }),
    ).toEqual([]);
  });
});
