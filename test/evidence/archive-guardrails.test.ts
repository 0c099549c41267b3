import { decider } from '../../lib/analysis/evaluate/decide';
import type { Decision, RequestLine } from '../../lib/analysis/evaluate/request-line';
import { resourcesOf, type TemplateJson } from '../support/synthesize';
import { archiveTemplates } from './archive-templates';
import { archiveWorld, keyArn, resolveArchive } from './archive-world';

/*
 * The guardrails of the shipped organization, held to the names that the templates carry.
 */

const world = archiveWorld();
const decide = decider(world.file);
const { trail, others } = archiveTemplates();
const resolved = [resolveArchive(trail, world), resolveArchive(others, world)];
const archive = world.account('log-archive').number;
const member = world.account('shop-production').number;

const bucketNames = resolved.flatMap((template) =>
  resourcesOf(template, 'AWS::S3::Bucket').map(([, { Properties }]) => String(Properties?.['BucketName'])),
);

function ask(request: Omit<RequestLine, 'id'>): Decision {
  const context = { 'aws:RequestedRegion': world.homeRegion, 'aws:SecureTransport': 'true', ...request.context };
  return decide({ id: 'test', ...request, context });
}

/** The guardrails that deny it. */
function deniedBy(request: Omit<RequestLine, 'id'>): readonly string[] {
  const { decision, by } = ask(request);
  return decision === 'denied' ? [...new Set(by.flatMap(({ guardrails }) => guardrails))] : [];
}

const byAdministrator = { account: archive, principal: 'role/admin' };

test('the templates have the four buckets', () => {
  const end = `-${archive}-${world.homeRegion}-an`;
  expect(bucketNames).toEqual(
    ['rampart-trail', 'rampart-access-logs', 'rampart-config', 'rampart-flow-logs'].map((name) => `${name}${end}`),
  );
});

describe.each(bucketNames)('%s', (bucket) => {
  const resource = `arn:aws:s3:::${bucket}`;

  test.each([
    's3:DeleteBucket',
    's3:PutBucketAcl',
    's3:PutBucketLogging',
    's3:PutBucketObjectLockConfiguration',
    's3:PutBucketOwnershipControls',
    's3:PutBucketPolicy',
    's3:DeleteBucketPolicy',
    's3:PutBucketPublicAccessBlock',
    's3:PutBucketVersioning',
    's3:PutEncryptionConfiguration',
    's3:PutLifecycleConfiguration',
    's3:PutReplicationConfiguration',
  ])('%s is denied to administrators by protect-log-archive', (action) => {
    expect(deniedBy({ ...byAdministrator, action, resource })).toContain('protect-log-archive');
  });

  test.each(['s3:PutObjectRetention', 's3:PutObjectLegalHold'])(
    '%s is denied to administrators by protect-log-archive',
    (action) => {
      expect(deniedBy({ ...byAdministrator, action, resource: `${resource}/log` })).toContain('protect-log-archive');
    },
  );

  test.each(['s3:DeleteObject', 's3:DeleteObjectVersion', 's3:BypassGovernanceRetention', 's3:UpdateObjectEncryption'])(
    '%s is denied to everybody by protect-log-archive-data',
    (action) => {
      for (const caller of [
        byAdministrator,
        { account: archive, principal: 'role/stacksets-exec-0123456789abcdef0123456789abcdef' },
        { account: archive, principal: 'role/platform/break-glass' },
        { account: member, principal: 'role/admin' },
        { account: world.managementAccount, principal: 'role/admin' },
        { account: null, principal: 'arn:aws:iam::999999999999:role/stranger' },
      ])
        expect(deniedBy({ ...caller, action, resource: `${resource}/log`, resourceAccount: archive })).toContain(
          'protect-log-archive-data',
        );
    },
  );

  test('a root session may repair the policy, and the root user itself may not', () => {
    const repair = { account: archive, principal: 'root', action: 's3:DeleteBucketPolicy', resource };
    expect(ask({ ...repair, context: { 'aws:AssumedRoot': 'true' } }).decision).toBe('permitted');
    expect(deniedBy(repair)).toContain('deny-root-user');
  });

  test('StackSets may create and configure it', () => {
    for (const action of ['s3:CreateBucket', 's3:PutBucketPolicy', 's3:PutLifecycleConfiguration'])
      expect(
        ask({ account: archive, principal: 'role/stacksets-exec-0123456789abcdef0123456789abcdef', action, resource })
          .decision,
      ).toBe('permitted');
  });

  test('services deliver to it for accounts of the organization, over TLS, and for nobody else', () => {
    const delivery = {
      account: null,
      principal: `service:${receivedFrom(bucket)}`,
      action: 's3:PutObject',
      resource: `${resource}/AWSLogs/log`,
      resourceAccount: archive,
    };
    const own = { 'aws:SourceAccount': member, 'aws:SourceOrgID': world.organization };
    expect(ask({ ...delivery, context: own }).decision).toBe('permitted');
    expect(ask({ ...delivery }).decision).toBe('permitted');
    expect(deniedBy({ ...delivery, context: { ...own, 'aws:SecureTransport': 'false' } })).toEqual(['require-tls']);
    const stranger = { 'aws:SourceAccount': '999999999999', 'aws:SourceOrgID': 'o-stranger00' };
    expect(deniedBy({ ...delivery, context: stranger })).toEqual(['perimeter-confused-deputy']);
  });
});

describe.each([
  ['of the trail', trail],
  ['of the other buckets', others],
] as const)('the key %s', (_, template) => {
  const resource = keyArn(world);
  const actions = keyActions(template);

  test('is protected from disabling and deletion by everybody', () => {
    for (const action of ['kms:DisableKey', 'kms:ScheduleKeyDeletion', 'kms:DeleteImportedKeyMaterial'])
      for (const principal of ['role/admin', 'role/platform/break-glass', 'root'])
        expect(deniedBy({ account: archive, principal, action, resource })).toContain('protect-log-archive-data');
  });

  test('keeps its policy, its rotation and its grants from administrators', () => {
    for (const action of ['kms:PutKeyPolicy', 'kms:DisableKeyRotation', 'kms:RevokeGrant'])
      expect(deniedBy({ ...byAdministrator, action, resource })).toContain('protect-log-archive');
  });

  test('can be made and configured by StackSets, whatever its policy lets the account do', () => {
    const principal = 'role/stacksets-exec-0123456789abcdef0123456789abcdef';
    for (const action of ['kms:CreateKey', ...actions])
      expect([action, ask({ account: archive, principal, action, resource }).decision]).toEqual([action, 'permitted']);
  });
});

describe('the roles that the key of the trail lets in', () => {
  const roles = [...new Set(JSON.stringify(trail).match(/arn:\*:iam::\*:role\/[\w/*-]+/g))].map((pattern) =>
    pattern.replace(/^arn:\*:iam::\*:/, `arn:aws:iam::${archive}:`).replaceAll('*', '0123456789abcdef'),
  );

  test('are StackSets and break-glass', () => {
    expect(roles).toHaveLength(2);
  });

  test.each(roles)('cannot be created, trusted or passed by administrators: %s', (resource) => {
    for (const action of ['iam:CreateRole', 'iam:UpdateAssumeRolePolicy', 'iam:PassRole', 'iam:PutRolePolicy'])
      expect(deniedBy({ ...byAdministrator, action, resource })).toContain('protect-platform-roles');
  });
});

test('the trail that the bucket policy names cannot be changed from a member account', () => {
  const [resource = ''] = JSON.stringify(trail).match(/arn:aws:cloudtrail:[^"]+:trail\/rampart/) ?? [];
  for (const account of [archive, member])
    for (const action of ['cloudtrail:StopLogging', 'cloudtrail:DeleteTrail', 'cloudtrail:UpdateTrail'])
      expect(deniedBy({ account, principal: 'role/admin', action, resource })).toContain('protect-cloudtrail');
});

function receivedFrom(bucket: string): string {
  if (bucket.startsWith('rampart-trail')) return 'cloudtrail.amazonaws.com';
  if (bucket.startsWith('rampart-config')) return 'config.amazonaws.com';
  return bucket.startsWith('rampart-flow-logs') ? 'delivery.logs.amazonaws.com' : 'logging.s3.amazonaws.com';
}

function keyActions(template: TemplateJson): readonly string[] {
  return resourcesOf(template, 'AWS::KMS::Key')
    .flatMap(
      ([, { Properties }]) => (Properties?.['KeyPolicy'] as { Statement: { Action: string | string[] }[] }).Statement,
    )
    .slice(0, 2)
    .flatMap(({ Action }) => Action);
}
