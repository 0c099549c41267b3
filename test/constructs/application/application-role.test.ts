import {
  aReachedStore,
  aStore,
  deployed,
  only,
  statementsOf,
  type NumberOf,
} from '../../support/an-application-template';
import { resourcesOf, type TemplateJson } from '../../support/synthesize';

function policyOf(template: TemplateJson) {
  const policies = only(template, 'AWS::IAM::Role').Properties?.['Policies'] as readonly { PolicyDocument: unknown }[];
  return statementsOf(policies[0]?.PolicyDocument);
}

describe('the role of an application', () => {
  test('has the path and the boundary of the account, and the name of the application', () => {
    expect(only(deployed(), 'AWS::IAM::Role').Properties).toMatchObject({
      Path: '/app/',
      RoleName: 'shop',
      PermissionsBoundary: 'arn:aws:iam::222222222222:policy/platform/boundary',
    });
  });

  test('has an instance profile of the same path and name on EC2, and nowhere else', () => {
    const { Properties } = only(deployed({ runsOn: { ec2: true } }), 'AWS::IAM::InstanceProfile');
    expect(Properties).toMatchObject({ Path: '/app/', InstanceProfileName: 'shop' });
    expect(Properties?.['Roles']).toEqual(['<Role1ABCC5F0>']);
    const elsewhere = { lambda: true, ecs: true, github: ['repo:a/b:ref:refs/heads/main'] };
    expect(resourcesOf(deployed({ runsOn: elsewhere }), 'AWS::IAM::InstanceProfile')).toEqual([]);
  });

  test('has no policy if there is nothing that it may do', () => {
    expect(only(deployed(), 'AWS::IAM::Role').Properties).not.toHaveProperty('Policies');
  });

  test('writes the logs of functions that are called like the application', () => {
    const group = 'arn:aws:logs:eu-central-1:222222222222:log-group:/aws/lambda/shop';
    expect(policyOf(deployed({ runsOn: { lambda: true } }))).toEqual({
      WriteLogs: {
        Sid: 'WriteLogs',
        Effect: 'Allow',
        Action: ['logs:CreateLogGroup', 'logs:CreateLogStream', 'logs:PutLogEvents'],
        Resource: [group, `${group}-*`, `${group}:*`],
      },
    });
  });
});

describe('what the role of an application reaches', () => {
  const parts = (numberOf: NumberOf) => ({
    stores: [aStore(numberOf('shop'))],
    reaches: [
      aReachedStore(numberOf('shop'), ['shop', 'orders'], { mayWrite: true }),
      aReachedStore(numberOf('data'), ['analytics', 'results']),
      aReachedStore(numberOf('data'), ['analytics', 'inbox'], { mayRead: false, mayWrite: true, region: 'eu-west-1' }),
    ],
  });
  const policy = policyOf(deployed({ parts }));
  const orders = 'arn:aws:s3:::rampart-app-shop-orders-222222222222-eu-central-1-an';
  const results = 'arn:aws:s3:::rampart-app-analytics-results-444444444444-eu-central-1-an';
  const inbox = 'arn:aws:s3:::rampart-app-analytics-inbox-444444444444-eu-central-1-an';

  test('is what its statements say, and no more', () => {
    expect(Object.keys(policy)).toEqual([
      'ReadObjects',
      'ReadBuckets',
      'WriteObjects',
      'UseKeys1',
      'UseKeys2',
      'UseKeys3',
    ]);
    for (const { Effect } of Object.values(policy)) expect(Effect).toBe('Allow');
  });

  test('are objects of stores that it may read, and their lists', () => {
    expect(policy['ReadObjects']).toMatchObject({
      Action: [
        's3:GetObject',
        's3:GetObjectAttributes',
        's3:GetObjectTagging',
        's3:GetObjectVersion',
        's3:GetObjectVersionAttributes',
        's3:GetObjectVersionTagging',
      ],
      Resource: [`${results}/*`, `${orders}/*`],
    });
    expect(policy['ReadBuckets']).toMatchObject({
      Action: ['s3:GetBucketLocation', 's3:ListBucket', 's3:ListBucketVersions'],
      Resource: [results, orders],
    });
  });

  test('are uploads and delete markers in stores that it may write to, and no version', () => {
    expect(policy['WriteObjects']).toMatchObject({
      Action: [
        's3:AbortMultipartUpload',
        's3:DeleteObject',
        's3:ListMultipartUploadParts',
        's3:PutObject',
        's3:PutObjectTagging',
      ],
      Resource: [`${inbox}/*`, `${orders}/*`],
    });
  });

  test('is its own key by its ARN, through S3 and for its bucket', () => {
    expect(policy['UseKeys1']).toMatchObject({
      Action: ['kms:Decrypt', 'kms:GenerateDataKey'],
      Resource: '<Key961B73FD.Arn>',
      Condition: {
        StringEquals: { 'kms:ViaService': 's3.eu-central-1.amazonaws.com' },
        StringLike: { 'kms:EncryptionContext:aws:s3:arn': [orders, `${orders}/*`] },
      },
    });
  });

  test("is another application's key for the bucket that was granted, only to decrypt where it reads", () => {
    expect(policy['UseKeys2']).toMatchObject({
      Action: 'kms:Decrypt',
      Resource: 'arn:aws:kms:eu-central-1:444444444444:key/*',
      Condition: {
        StringEquals: { 'kms:ViaService': 's3.eu-central-1.amazonaws.com' },
        StringLike: { 'kms:EncryptionContext:aws:s3:arn': [results, `${results}/*`] },
      },
    });
    expect(policy['UseKeys3']).toMatchObject({
      Action: ['kms:Decrypt', 'kms:GenerateDataKey'],
      Resource: 'arn:aws:kms:eu-west-1:444444444444:key/*',
      Condition: {
        StringEquals: { 'kms:ViaService': 's3.eu-west-1.amazonaws.com' },
        StringLike: { 'kms:EncryptionContext:aws:s3:arn': [inbox, `${inbox}/*`] },
      },
    });
  });

  test('is never its own key for a store of another application in the same account', () => {
    const { UseKeys1 } = policyOf(
      deployed({
        parts: (numberOf) => ({
          stores: [aStore(numberOf('shop'))],
          reaches: [aReachedStore(numberOf('shop'), ['billing', 'invoices'])],
        }),
      }),
    );
    expect(UseKeys1?.Resource).toBe('arn:aws:kms:eu-central-1:222222222222:key/*');
  });
});
