import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isKey } from '../../../../lib/iam/service-reference/service-reference';
import * as data from '../../../../lib/iam/service-reference/data.json';
import { loadServiceReference } from '../../../../lib/iam/service-reference/load';

const catalogue = loadServiceReference();
const names = (pattern: string): readonly string[] => catalogue.actionsMatching(pattern).map(({ name }) => name);

describe('the catalogue of actions', () => {
  test('is read once', () => {
    expect(loadServiceReference()).toBe(catalogue);
  });

  test('holds every service and every action of its source', () => {
    expect(Object.keys(data.services)).toHaveLength(456);
    expect(names('*')).toHaveLength(22_091);
  });

  test('knows actions by name, whatever the case', () => {
    expect(catalogue.action('S3:putobject')).toMatchObject({ name: 's3:PutObject', level: 'Write' });
    expect(catalogue.actionExists('organizations:LeaveOrganization')).toBe(true);
  });

  test.each(['s3:ListObjectsV2', 'nope:Get', 'PutObject', '', ':', 'toString:x', '__proto__:x', 's3:*'])(
    'knows no action %j',
    (name) => {
      expect(catalogue.actionExists(name)).toBe(false);
    },
  );

  test('matches patterns in one service', () => {
    expect(names('guardduty:DisassociateFrom*')).toEqual([
      'guardduty:DisassociateFromAdministratorAccount',
      'guardduty:DisassociateFromMasterAccount',
    ]);
    expect(names('EC2:run?nstances')).toEqual(['ec2:RunInstances']);
    expect(names('s3:Delete*PublicAccessBlock')).toEqual([]);
    expect(names('s*:GetObject')).toEqual([]);
    expect(names('iam:CreateUser')).toEqual(['iam:CreateUser']);
  });

  test('gives the access level of an action', () => {
    const levels = ['s3:GetObject', 's3:ListBucket', 'ec2:CreateTags', 'iam:AttachRolePolicy'].map(
      (name) => catalogue.action(name)?.level,
    );
    expect(levels).toEqual(['Read', 'List', 'Tagging', 'Permissions management']);
  });

  test('tells on which resources an action acts', () => {
    const types = catalogue.resourceTypesOf('s3:DeleteBucket');
    expect(types).toMatchObject([{ type: 'bucket', required: true, arns: ['arn:*:s3:::%'] }]);
    expect(catalogue.resourceTypesOf('s3:ListAllMyBuckets')).toEqual([]);
  });

  test('gives every form of an ARN', () => {
    const bot = catalogue.resourceTypesOf('lex:DeleteBot').find(({ type }) => type === 'bot');
    expect(bot?.arns).toEqual(['arn:*:lex:*:*:bot/*', 'arn:*:lex:*:*:bot:*']);
  });

  test('tells which resource of a launch carries which key', () => {
    const carriers = catalogue
      .resourceTypesOf('ec2:RunInstances')
      .filter(({ keys }) => keys.includes('ec2:InstanceType'))
      .map(({ type }) => type);
    expect(carriers).toEqual(['instance']);
    expect(catalogue.conditionKeysOf('ec2:RunInstances')).toEqual(
      expect.arrayContaining(['ec2:Region', 'ec2:Encrypted', 'aws:RequestTag/${TagKey}']),
    );
    expect(catalogue.conditionKeysOf('ec2:Nope')).toEqual([]);
  });

  test('falls back to the keys of the resource type where AWS lists none for the action', () => {
    const database = catalogue.resourceTypesOf('rds:CreateDBInstance').find(({ type }) => type === 'db');
    expect(database).toMatchObject({ exact: false });
    expect(database?.keys).toContain('rds:DatabaseClass');
  });

  test.each([
    ['aws:PrincipalArn', 'ARN', false],
    ['AWS:CALLEDVIA', 'ArrayOfString', true],
    ['aws:SourceVpcArn', 'ARN', false],
    ['aws:RequestTag/cost-center', 'String', false],
    ['kms:EncryptionContext:app', 'String', false],
    ['s3:ExistingObjectTag/a', 'String', false],
    ['ec2:RoleDelivery', 'Numeric', false],
    ['identitystore:UserId', 'String', false],
    ['aws:RequestTag/', undefined, undefined],
    ['aws:Nope', undefined, undefined],
  ])('knows the type of %s: %s', (key, type, several) => {
    expect(catalogue.keyType(key)).toBe(type);
    expect(catalogue.isMultiValued(key)).toBe(several);
  });

  test('tells global keys from those of a service', () => {
    expect(catalogue.isGlobal('aws:SourceIp')).toBe(true);
    expect(catalogue.isGlobal('s3:prefix')).toBe(false);
  });

  test('names the services that resource control policies reach', () => {
    expect(catalogue.rcpServices).toHaveLength(62);
    expect(catalogue.rcpServices).toEqual(expect.arrayContaining(['s3', 'sts', 'kms', 'sqs', 'secretsmanager']));
  });

  test('is attributed in NOTICE, with version and date', () => {
    const notice = readFileSync(join(__dirname, '../../../NOTICE'), 'utf8');
    expect(notice).toContain(`${data.package.replace(/@([^@]*)$/, ' $1')}, data of ${data.updated}`);
    expect(catalogue.updated).toBe(data.updated);
  });
});

describe('isKey', () => {
  test.each([
    ['aws:RequestTag/a', 'aws:RequestTag/${TagKey}', true],
    ['AWS:requesttag/a', 'aws:RequestTag/${TagKey}', true],
    ['aws:RequestTag/', 'aws:RequestTag/${TagKey}', false],
    ['codebuild:secondarySources/x.location', 'codebuild:secondarySources/${sourceIdentifier}.location', true],
    ['codebuild:secondarySources/x.buildspec', 'codebuild:secondarySources/${sourceIdentifier}.location', false],
    ['s3:Prefix', 's3:prefix', true],
  ])('compares %s with %s: %s', (key, documented, expected) => {
    expect(isKey(key, documented)).toBe(expected);
  });
});
