import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isKey } from '../../../../lib/iam/service-reference/service-reference';
import * as data from '../../../../lib/iam/service-reference/data.json';
import { loadServiceReference } from '../../../../lib/iam/service-reference/load';

const reference = loadServiceReference();
const resourcesOf = (action: string) => reference.action(action)?.resources;
const names = (pattern: string): readonly string[] => reference.actionsMatching(pattern).map(({ name }) => name);

describe('the service reference', () => {
  test('is loaded once', () => {
    expect(loadServiceReference()).toBe(reference);
  });

  test('contains every service and every action of its source', () => {
    expect(Object.keys(data.services)).toHaveLength(456);
    expect(names('*')).toHaveLength(22_091);
  });

  test('finds actions by name, ignoring case', () => {
    expect(reference.action('S3:putobject')).toMatchObject({ name: 's3:PutObject', level: 'Write' });
    expect(reference.actionExists('organizations:LeaveOrganization')).toBe(true);
  });

  test.each(['s3:ListObjectsV2', 'nope:Get', 'PutObject', '', ':', 'toString:x', '__proto__:x', 's3:*'])(
    'does not find the action %j',
    (name) => {
      expect(reference.actionExists(name)).toBe(false);
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

  test('lists the access level of an action', () => {
    const levels = ['s3:GetObject', 's3:ListBucket', 'ec2:CreateTags', 'iam:AttachRolePolicy'].map(
      (name) => reference.action(name)?.level,
    );
    expect(levels).toEqual(['Read', 'List', 'Tagging', 'Permissions management']);
  });

  test('lists the resources of an action', () => {
    const types = resourcesOf('s3:DeleteBucket');
    expect(types).toMatchObject([{ type: 'bucket', required: true, arns: ['arn:*:s3:::%'] }]);
    expect(resourcesOf('s3:ListAllMyBuckets')).toEqual([]);
  });

  test('lists every form of an ARN', () => {
    const bot = resourcesOf('lex:DeleteBot')?.find(({ type }) => type === 'bot');
    expect(bot?.arns).toEqual(['arn:*:lex:*:*:bot/*', 'arn:*:lex:*:*:bot:*']);
  });

  test('lists the condition keys of each resource of a launch', () => {
    const carriers = resourcesOf('ec2:RunInstances')?.filter(({ keys }) => keys.includes('ec2:InstanceType'));
    expect(carriers?.map(({ type }) => type)).toEqual(['instance']);
    const { keys = [], resources = [] } = reference.action('ec2:RunInstances') ?? {};
    expect([...keys, ...resources.flatMap((resource) => resource.keys)]).toEqual(
      expect.arrayContaining(['ec2:Region', 'ec2:Encrypted', 'aws:RequestTag/${TagKey}']),
    );
  });

  test('lists the keys of the resource type if AWS lists none for the action', () => {
    const database = resourcesOf('rds:CreateDBInstance')?.find(({ type }) => type === 'db');
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
  ])('has the type of %s: %s', (key, type, several) => {
    expect(reference.keyType(key)).toBe(type);
    expect(reference.isMultiValued(key)).toBe(several);
  });

  test.each([
    ['accounts.google.com:aud', false],
    ['cognito-identity.amazonaws.com:amr', true],
    ['oidc.eks.eu-central-1.amazonaws.com/id/EXAMPLED539D:sub', false],
    ['sso.example.com/realms/a:AMR', true],
    ['sso.example.com:claim', undefined],
  ])('knows the claims of any OIDC provider: %s', (key, several) => {
    expect(reference.isMultiValued(key)).toBe(several);
  });

  test('distinguishes global keys from the keys of a service', () => {
    expect(reference.isGlobal('aws:SourceIp')).toBe(true);
    expect(reference.isGlobal('s3:prefix')).toBe(false);
  });

  test('lists the services that support resource control policies', () => {
    expect(reference.rcpServices).toHaveLength(62);
    expect(reference.rcpServices).toEqual(expect.arrayContaining(['s3', 'sts', 'kms', 'sqs', 'secretsmanager']));
  });

  test('is attributed in NOTICE, with version and date', () => {
    const notice = readFileSync(join(__dirname, '../../../../NOTICE'), 'utf8');
    expect(notice).toContain(`${data.package.replace(/@([^@]*)$/, ' $1')}, data of ${data.updated}`);
    expect(reference.updated).toBe(data.updated);
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
