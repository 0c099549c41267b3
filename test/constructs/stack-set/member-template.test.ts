import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { CfnOutput, CfnParameter, Fn, NestedStack, RemovalPolicy, SecretValue, Tags } from 'aws-cdk-lib';
import { AccountRootPrincipal, Role } from 'aws-cdk-lib/aws-iam';
import { Bucket } from 'aws-cdk-lib/aws-s3';
import { Asset } from 'aws-cdk-lib/aws-s3-assets';
import { CfnTopic, Topic } from 'aws-cdk-lib/aws-sns';
import { MemberTemplate } from '../../../constructs/stack-set/member-template';
import { resourcesOf, type TemplateJson } from '../../support/synthesize';
import { aScene, problemsOf, type Scene } from '../../support/a-stack-set';

/** What is found when a template is filled. */
function problemsWith(fill: (scene: Scene) => unknown, ...args: Parameters<typeof aScene>): readonly string[] {
  const scene = aScene(...args);
  fill(scene);
  return problemsOf(scene.app);
}

describe('a template for member accounts', () => {
  test('is the text in the StackSet, compact and complete', () => {
    const { app, template } = aScene();
    new Topic(template, 'Topic', { topicName: 'alarms' });
    const outer = app.synth().getStackByName('Outer').template as TemplateJson;
    const [[, stackSet] = []] = resourcesOf(outer, 'AWS::CloudFormation::StackSet');
    expect(stackSet?.Properties?.['TemplateBody']).toBe(
      '{"Description":"For members","Resources":{"TopicBFC7AF6E":{"Type":"AWS::SNS::Topic","Properties":{"TopicName":"alarms"}}}}',
    );
    expect(template.toText()).toBe(stackSet?.Properties?.['TemplateBody']);
  });

  test('is a file in the output folder, but no stack that could be deployed', () => {
    const { app, template } = aScene();
    new Topic(template, 'Topic');
    const { stacks, directory } = app.synth();
    expect(stacks.map(({ id }) => id)).toEqual(['Outer']);
    expect(existsSync(join(directory, template.templateFile))).toBe(true);
    expect(JSON.parse(readFileSync(join(directory, template.templateFile), 'utf8'))).toEqual(
      JSON.parse(template.toText()),
    );
  });

  test('knows its account and Region only as pseudo parameters', () => {
    const { template } = aScene();
    expect(template.resolve([template.account, template.region])).toEqual([
      { Ref: 'AWS::AccountId' },
      { Ref: 'AWS::Region' },
    ]);
  });

  test('takes 51,200 bytes, and no byte more', () => {
    const withBytes = (bytes: number) =>
      problemsWith(({ template }) => {
        const { length } = template.toText();
        template.templateOptions.description = `For members${'x'.repeat(bytes - length)}`;
      });
    expect(withBytes(51_200)).toEqual([]);
    expect(withBytes(51_201)).toEqual([
      '[Outer/Template] the template has 51201 bytes, and a StackSet takes 51200: make two templates of it',
    ]);
  });

  test('counts bytes, not characters', () => {
    const umlauts = problemsWith(({ template }) => {
      template.templateOptions.description = 'ü'.repeat(26_000);
    });
    expect(umlauts).toEqual([expect.stringContaining('has 52')]);
  });
});

describe('a template for member accounts is refused', () => {
  const lookedUp =
    'is looked up in the member account, where it is not: take a parameter that the StackSet gives a value';

  test.each<readonly [string, (scene: Scene) => unknown, string]>([
    [
      'an import',
      ({ template }) => new Topic(template, 'Topic', { displayName: Fn.importValue('Rampart-Organization:Root') }),
      `Fn::ImportValue in Topic/Resource ${lookedUp}`,
    ],
    [
      'an import in a condition of an output',
      ({ template }) => new CfnOutput(template, 'Out', { value: Fn.importValue('Rampart-Organization:Root') }),
      `Fn::ImportValue in Out ${lookedUp}`,
    ],
    [
      'the output of another stack',
      ({ template }) => {
        new CfnTopic(template, 'Topic').addPropertyOverride('TopicName', { 'Fn::GetStackOutput': { StackName: 'a' } });
      },
      `Fn::GetStackOutput in Topic ${lookedUp}`,
    ],
    [
      'a secret',
      ({ template }) => new CfnTopic(template, 'Topic', { topicName: SecretValue.secretsManager('a').unsafeUnwrap() }),
      `{{resolve:secretsmanager in Topic ${lookedUp}`,
    ],
    [
      'a parameter that CloudFormation looks up',
      ({ template }) => new CfnParameter(template, 'P', { type: 'AWS::SSM::Parameter::Value<String>', default: '/a' }),
      `AWS::SSM::Parameter::Value in P ${lookedUp}`,
    ],
    [
      'a macro',
      ({ template }) => new CfnOutput(template, 'Out', { value: Fn.transform('AWS::Include', {}).toString() }),
      'Fn::Transform in Out is a macro, which no StackSet takes: write out what it makes',
    ],
    [
      'a transform of the whole template',
      ({ template }) => {
        template.addTransform('AWS::Serverless-2016-10-31');
      },
      'Transform calls macros, which no StackSet takes: write out what they make',
    ],
    [
      'the number of the management account, taken from the stack around it',
      ({ outer, template }) => new CfnTopic(template, 'Topic', { topicName: `alarms-${outer.account}` }),
      '111111111111 in Topic is the account of the stack around the template: use AWS::AccountId, a parameter, or ' +
        '`namesManagementAccount`',
    ],
    [
      'an order after a resource of another stack, which nothing would keep',
      ({ outer, template }) => {
        new Topic(template, 'Inner').node.addDependency(new Topic(outer, 'Topic'));
      },
      'it depends on the stack Outer, but it is no stack of the app: let its StackSet depend, or be depended on',
    ],
    [
      'an order before a resource of another stack',
      ({ outer, template }) => {
        new Topic(outer, 'Topic').node.addDependency(new Topic(template, 'Inner'));
      },
      'the stack Outer depends on it, but it is no stack of the app: let its StackSet depend, or be depended on',
    ],
    [
      'the code of a function, and says whose',
      ({ template }) => new Bucket(template, 'B', { autoDeleteObjects: true, removalPolicy: RemovalPolicy.DESTROY }),
      'Outer/Template/Custom::S3AutoDeleteObjectsCustomResourceProvider Code is an asset, such as the code of a function, ' +
        'and member accounts have no bootstrap to keep it: write it into the template, or do without it',
    ],
  ])('with %s', (_, fill, problem) => {
    expect(problemsWith(fill)).toEqual([`[Outer/Template] ${problem}`]);
  });

  test('with a nested stack', () => {
    const problems = problemsWith(({ template }) => new Topic(new NestedStack(template, 'Nested'), 'Topic'));
    expect(problems[0]).toMatch(
      /^\[Outer\/Template\] AWS::CloudFormation::Stack in Nested.* is a nested stack, which no StackSet takes: use one template$/,
    );
  });

  test('with all its problems at once, and those of the other templates', () => {
    const { app, outer, template } = aScene();
    const other = new MemberTemplate(outer, 'Other', { description: 'Another' });
    new Asset(template, 'File', { path: __filename });
    new CfnTopic(template, 'One', { topicName: Fn.importValue('a'), displayName: outer.account });
    new CfnTopic(other, 'Two', { topicName: Fn.importValue('b') });
    expect(problemsOf(app)).toEqual([
      expect.stringMatching(/^\[Outer\/Template\] Fn::ImportValue in One /),
      expect.stringMatching(/^\[Outer\/Template\] 111111111111 in One /),
      expect.stringMatching(/^\[Outer\/Template\] File is an asset/),
      expect.stringMatching(/^\[Outer\/Other\] Fn::ImportValue in Two /),
    ]);
  });
});

describe('a template for member accounts', () => {
  test('may name the management account where it says so', () => {
    const fill = ({ outer, template }: Scene) => new CfnTopic(template, 'Topic', { topicName: outer.account });
    expect(problemsWith(fill, { namesManagementAccount: true })).toEqual([]);
  });

  test('may contain a longer number with that of the management account in it', () => {
    expect(problemsWith(({ template }) => new CfnTopic(template, 'T', { topicName: '1111111111112' }))).toEqual([]);
  });

  test('has the tags of the app, unless it is written once', () => {
    const fill = ({ app, template }: Scene) => {
      Tags.of(app).add('owner', 'platform');
      return new CfnTopic(template, 'Topic');
    };
    expect(problemsWith(fill)).toEqual([]);
    expect(problemsWith(fill, { isWriteOnce: true })).toEqual([
      '[Outer/Template] Tags in Topic would change with the tags of the organization, and the template is written once: ' +
        'exclude it from them',
      '[Outer/StackSet] the template is written once, and the tags owner would change it: exclude the StackSet from them',
    ]);
  });

  test('may be written once without tags', () => {
    expect(problemsWith(({ template }) => new CfnTopic(template, 'Topic'), { isWriteOnce: true })).toEqual([]);
  });

  test('may have roles and all that needs no bootstrap', () => {
    const fill = ({ template }: Scene) => new Role(template, 'Role', { assumedBy: new AccountRootPrincipal() });
    expect(problemsWith(fill)).toEqual([]);
  });
});
