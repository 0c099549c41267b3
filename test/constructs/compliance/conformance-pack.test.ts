import { Stack } from 'aws-cdk-lib';
import { ConformancePack, type ConformancePackProps } from '../../../constructs/compliance/conformance-pack';
import { ConformancePacks } from '../../../constructs/compliance/conformance-packs';
import { problemsOf } from '../../support/a-stack-set';
import { anApp, resourcesOf, templateOf, type Resource } from '../../support/synthesize';

const TYPE = 'AWS::Config::OrganizationConformancePack';
const PROPS: ConformancePackProps = {
  name: 'rampart-example-region',
  rules: [
    { identifier: 'ACCESS_KEYS_ROTATED', parameters: { maxAccessKeyAge: '90' } },
    { identifier: 'EC2_IMDSV2_CHECK', parameters: {} },
  ],
};

function aStackWith(props: Partial<ConformancePackProps>, app = anApp()): Stack {
  const stack = new Stack(app, 'Stack', { env: { account: '111111111111', region: 'eu-central-1' } });
  new ConformancePack(stack, 'Pack', { ...PROPS, ...props });
  return stack;
}

function packWith(props: Partial<ConformancePackProps> = {}): Resource['Properties'] {
  const [[, pack] = []] = resourcesOf(templateOf(aStackWith(props)), TYPE);
  return pack?.Properties;
}

function problemsWith(props: Partial<ConformancePackProps>): readonly string[] {
  const app = anApp();
  aStackWith(props, app);
  return problemsOf(app).map((line) => line.replace(/^\[[^\]]*\] /, ''));
}

const manyRules = (count: number, length = 20) =>
  Array.from({ length: count }, (_, index) => ({
    identifier: `RULE_${index}`,
    parameters: { text: 'x'.repeat(length) },
  }));

describe('a conformance pack', () => {
  test('has each Config rule of AWS by a readable name, with its parameters', () => {
    const { TemplateBody, ...rest } = packWith() ?? {};
    expect(JSON.parse(String(TemplateBody))).toEqual({
      Resources: {
        ACCESSKEYSROTATED: {
          Type: 'AWS::Config::ConfigRule',
          Properties: {
            ConfigRuleName: 'access-keys-rotated',
            Source: { Owner: 'AWS', SourceIdentifier: 'ACCESS_KEYS_ROTATED' },
            InputParameters: { maxAccessKeyAge: '90' },
          },
        },
        EC2IMDSV2CHECK: {
          Type: 'AWS::Config::ConfigRule',
          Properties: {
            ConfigRuleName: 'ec2-imdsv2-check',
            Source: { Owner: 'AWS', SourceIdentifier: 'EC2_IMDSV2_CHECK' },
          },
        },
      },
    });
    expect(rest).toEqual({ OrganizationConformancePackName: 'rampart-example-region' });
  });

  test('leaves out the excluded accounts', () => {
    expect(packWith({ excludedAccounts: ['222222222222'] })).toMatchObject({ ExcludedAccounts: ['222222222222'] });
  });

  test('is fine as it is', () => {
    expect(problemsWith({})).toEqual([]);
    expect(problemsWith({ rules: manyRules(130), excludedAccounts: ['222222222222'] })).toEqual([]);
  });

  test.each<[what: string, props: Partial<ConformancePackProps>, problem: RegExp]>([
    ['without Config rules', { rules: [] }, /no Config rules: leave it out/],
    ['with too many Config rules', { rules: manyRules(131) }, /131 Config rules, and AWS takes 130/],
    ['with too long a template', { rules: manyRules(100, 500) }, /template has \d+ bytes, and AWS takes 51200/],
    ['with a Config rule twice', { rules: [...PROPS.rules, ...PROPS.rules.slice(1)] }, /EC2_IMDSV2_CHECK twice/],
    ['with a name that AWS refuses', { name: 'rampart_example' }, /cannot be called 'rampart_example'/],
    ['with too long a name', { name: `a${'b'.repeat(128)}` }, /at most 128 characters/],
    ['with a key in place of a number', { excludedAccounts: ['sandbox'] }, /'sandbox' is not the number of an account/],
    [
      'with too many excluded accounts',
      { excludedAccounts: Array.from({ length: 1001 }, () => '222222222222') },
      /excludes 1001 accounts, and AWS takes 1000/,
    ],
  ])('fails %s', (_, props, problem) => {
    const problems = problemsWith(props);
    expect(problems).toHaveLength(1);
    expect(problems[0]).toMatch(problem);
  });
});

test('packs of one Region are deployed one after another', () => {
  const stack = new Stack(anApp(), 'Stack', { env: { account: '111111111111', region: 'eu-central-1' } });
  const packs = { a: { ...PROPS, name: 'a' }, b: { ...PROPS, name: 'b' }, c: { ...PROPS, name: 'c' } };
  new ConformancePacks(stack, 'Packs', { packs });
  const [first, second, third] = resourcesOf(templateOf(stack), TYPE);
  expect(first?.[1].DependsOn).toBeUndefined();
  expect(second?.[1].DependsOn).toEqual([first?.[0]]);
  expect(third?.[1].DependsOn).toEqual(expect.arrayContaining([second?.[0]]));
});
