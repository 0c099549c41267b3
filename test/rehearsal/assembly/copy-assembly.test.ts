import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { copyAssembly } from '../../../rehearsal/assembly/copy-assembly';
import { rehearsedTemplate } from '../../../rehearsal/assembly/rehearsed-template';
import { templateSchema } from '../../../rehearsal/assembly/template';
import { aFolder } from '../../lib/cli/an-io';

const PATTERN = 'arn:*:iam::*:role/platform/deployment';
const CONTENT = {
  Version: '2012-10-17',
  Statement: [
    { Sid: 'A', Effect: 'Deny', Action: 'iam:*', Condition: { ArnNotLike: { 'aws:PrincipalArn': [PATTERN] } } },
  ],
};

function aPolicy(type: string, more: object = {}) {
  return { Type: 'AWS::Organizations::Policy', Properties: { Name: 'a', Type: type, Content: CONTENT }, ...more };
}

const ROLE = {
  Type: 'AWS::IAM::Role',
  Properties: {
    AssumeRolePolicyDocument: {
      Statement: [{ Effect: 'Allow', Action: 'sts:AssumeRole', Principal: { Service: 'lambda.amazonaws.com' } }],
    },
  },
};

describe('rehearsedTemplate', () => {
  test('replaces a policy of an unknown type with a resource that does nothing and has the same dependencies', () => {
    const template = templateSchema.parse({ Resources: { A: aPolicy('S3_POLICY', { DependsOn: ['B'] }) } });
    const rehearsed = rehearsedTemplate(template);
    expect(rehearsed.removed).toEqual(['S3_POLICY']);
    expect(JSON.parse(JSON.stringify(rehearsed.template.Resources['A']))).toEqual({
      Type: 'AWS::CloudFormation::WaitConditionHandle',
      DependsOn: ['B'],
    });
  });

  test('adapts control policies, and does not change management policies and other resources', () => {
    const Resources = { A: aPolicy('SERVICE_CONTROL_POLICY'), B: aPolicy('TAG_POLICY'), C: ROLE };
    const { template, adapted } = rehearsedTemplate(templateSchema.parse({ Resources, Outputs: { O: 1 } }));
    expect(adapted).toBe(1);
    expect(JSON.stringify(template.Resources['A'])).toContain('assumed-role/deployment');
    expect(template).toMatchObject({ Resources: { B: Resources.B, C: ROLE }, Outputs: { O: 1 } });
  });
});

describe('rehearsedTemplate, for what a resource itself allows,', () => {
  const policy = { Type: 'AWS::S3::BucketPolicy', Properties: { Bucket: 'b', PolicyDocument: CONTENT } };
  const filter = (FilterPattern: string) => ({ Type: 'AWS::Logs::MetricFilter', Properties: { FilterPattern } });
  const rehearse = (Resources: object) => rehearsedTemplate(templateSchema.parse({ Resources }));

  test('adapts the policies of buckets and keys', () => {
    const Condition = { Null: { 'kms:EncryptionContext:a': 'false' } };
    const KeyPolicy = { Statement: [{ Effect: 'Allow', Action: 'kms:Decrypt', Condition }] };
    const { template, adapted } = rehearse({ A: policy, B: { Type: 'AWS::KMS::Key', Properties: { KeyPolicy } } });
    expect(adapted).toBe(2);
    expect(JSON.stringify(template.Resources['A'])).toContain('assumed-role/deployment');
    expect(JSON.stringify(template.Resources['B'])).not.toContain('kms:EncryptionContext');
  });

  test('adapts the policies in roles and managed policies', () => {
    const PolicyDocument = { Statement: [{ Effect: 'Allow', Action: ['s3:ListBucket'], Resource: '*' }] };
    const { template, adapted } = rehearse({
      A: {
        Type: 'AWS::IAM::Role',
        Properties: { ...ROLE.Properties, Policies: [{ PolicyName: 'a', PolicyDocument }] },
      },
      B: { Type: 'AWS::IAM::ManagedPolicy', Properties: { PolicyDocument } },
      C: ROLE,
    });
    expect(adapted).toBe(2);
    for (const id of ['A', 'B']) expect(JSON.stringify(template.Resources[id])).toContain('s3:ListObjectsV2');
    expect(template.Resources['C']).toEqual(ROLE);
  });

  test('names the role of an instance profile', () => {
    const role = { Type: 'AWS::IAM::Role', Properties: { RoleName: 'shop', Path: '/app/' } };
    const profile = (...Roles: readonly unknown[]) => ({ Type: 'AWS::IAM::InstanceProfile', Properties: { Roles } });
    const { template } = rehearse({ R: role, A: profile({ Ref: 'R' }), B: profile({ Ref: 'Parameter' }) });
    expect(template.Resources['A']).toEqual({ ...profile('shop'), DependsOn: ['R'] });
    expect(template.Resources['B']).toEqual(profile({ Ref: 'Parameter' }));
  });

  test('gives vaults of backups the Region in their names, because the emulator has one of a name for all Regions', () => {
    const vault = (BackupVaultName: unknown) => ({ Type: 'AWS::Backup::BackupVault', Properties: { BackupVaultName } });
    expect(rehearse({ V: vault('daily') }).template.Resources).toEqual({
      V: vault({ 'Fn::Sub': 'daily-${AWS::Region}' }),
    });
  });

  test('switches schedules off, also those of a StackSet, because the emulator would start them', () => {
    const schedule = (State: string) => ({ Type: 'AWS::Scheduler::Schedule', Properties: { Name: 'nightly', State } });
    const stackSet = (State: string) => ({
      Type: 'AWS::CloudFormation::StackSet',
      Properties: { TemplateBody: JSON.stringify({ Resources: { S: schedule(State) } }) },
    });
    const { template } = rehearse({ A: schedule('ENABLED'), B: stackSet('ENABLED') });
    expect(template.Resources).toEqual({ A: schedule('DISABLED'), B: stackSet('DISABLED') });
  });

  test('flattens metric filters', () => {
    const { template, flattened } = rehearse({
      A: filter('{ ($.a = "x") && $.b = "y" }'),
      B: filter('{ $.a = "x*" }'),
    });
    expect(flattened).toBe(1);
    expect(template.Resources).toEqual({ A: filter('{ $.a = "x" && $.b = "y" }'), B: filter('{ $.a = "x*" }') });
  });

  test('adapts the template of a StackSet too, and keeps the text of one that needs no change', () => {
    const stackSet = (Resources: object) => ({
      ...{ Type: 'AWS::CloudFormation::StackSet', Properties: { TemplateBody: `${JSON.stringify({ Resources })} ` } },
    });
    const { template, adapted } = rehearse({ A: stackSet({ P: policy }), B: stackSet({ R: ROLE }) });
    expect(adapted).toBe(1);
    expect(String(template.Resources['A']?.Properties?.['TemplateBody'])).toContain('assumed-role/deployment');
    expect(template.Resources['B']).toEqual(stackSet({ R: ROLE }));
  });
});

describe('copyAssembly', () => {
  const hashOf = (text: string) => createHash('sha256').update(text).digest('hex');
  const templates = {
    Changed: JSON.stringify({ Resources: { A: aPolicy('S3_POLICY') } }, null, 1),
    Same: `${JSON.stringify({ Resources: { C: ROLE } })}  \n`,
  };

  function anAssembly(): string {
    const folder = join(aFolder(), 'cdk.out');
    mkdirSync(folder);
    const artifacts: Record<string, object> = {};
    for (const [id, template] of Object.entries(templates)) {
      writeFileSync(join(folder, `${id}.template.json`), template);
      const assets = { files: { [hashOf(template)]: { objectKey: `${hashOf(template)}.json` } } };
      writeFileSync(join(folder, `${id}.assets.json`), JSON.stringify(assets));
      artifacts[`${id}.assets`] = { type: 'cdk:asset-manifest', properties: { file: `${id}.assets.json` } };
      artifacts[id] = {
        type: 'aws:cloudformation:stack',
        environment: 'aws://111111111111/eu-central-1',
        properties: {
          templateFile: `${id}.template.json`,
          stackName: `Rampart-${id}`,
          stackTemplateAssetObjectUrl: `s3://bucket/${hashOf(template)}.json`,
        },
      };
    }
    writeFileSync(join(folder, 'manifest.json'), JSON.stringify({ artifacts }));
    return folder;
  }

  test('replaces the hash of a changed template everywhere, and keeps the rest byte for byte', () => {
    const from = anAssembly();
    const to = join(aFolder(), 'copy');
    const { stacks, removed } = copyAssembly(from, to);
    expect([stacks.map(({ name }) => name), removed]).toEqual([['Rampart-Changed', 'Rampart-Same'], ['S3_POLICY']]);
    const read = (folder: string, name: string) => readFileSync(join(folder, name), 'utf8');
    for (const name of ['Same.template.json', 'Same.assets.json']) expect(read(to, name)).toBe(read(from, name));
    const hash = hashOf(read(to, 'Changed.template.json'));
    expect(read(to, 'Changed.assets.json')).toBe(
      read(from, 'Changed.assets.json').replaceAll(hashOf(templates.Changed), hash),
    );
    expect(read(to, 'manifest.json')).toBe(read(from, 'manifest.json').replaceAll(hashOf(templates.Changed), hash));
    expect(readdirSync(to).sort()).toEqual(readdirSync(from).sort());
  });
});
