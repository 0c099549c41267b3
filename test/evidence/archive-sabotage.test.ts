import { resourcesOf, type TemplateJson } from '../support/synthesize';
import { testWithOracle, useOracle } from '../oracle/with-oracle';
import { ACCESS_CASES, CALLERS, type ArchiveTarget, type CallerId } from './archive-access';
import { archiveFaults } from './archive-assertions';
import { DELIVERY_CASES } from './archive-deliveries';
import { archiveTemplates, LOG_ARCHIVE } from './archive-templates';
import { archiveWorld } from './archive-world';
import { condition, drop, dropKey, only, OPEN, statement, type Draft, type Statement } from './edit-template';
import { findTargets, judgeAccess, judgeDeliveries, targetOf, type ArchiveTemplates } from './judge-archive';

/*
 * Templates with one mistake each. A test other than a snapshot must notice it: the assertions on buckets and keys, or the
 * tables of who can do what, which the independent evaluator answers without the guardrails, because they would hide it.
 */

const oracle = useOracle();
const world = archiveWorld();
const templates = archiveTemplates();
const { lockDays, trailDays, otherDays } = LOG_ARCHIVE;

function faultsOf({ trail, others }: ArchiveTemplates): readonly string[] {
  return [
    ...archiveFaults(trail, { days: trailDays, lockDays }),
    ...archiveFaults(others, { days: otherDays, lockDays: null }),
  ];
}

/** The first case in which the tables say otherwise. Only buckets and keys with another policy are asked about. */
async function firstDifference(sabotaged: ArchiveTemplates): Promise<string | undefined> {
  const [before, after] = [findTargets(templates, world), findTargets(sabotaged, world)];
  const isChanged = (target: ArchiveTarget): boolean =>
    JSON.stringify(after[target].policy) !== JSON.stringify(before[target].policy);
  const deliveries = await judgeDeliveries(oracle(), world, sabotaged, 'unguarded');
  const delivery = DELIVERY_CASES.find(({ what, isPossible }) => deliveries[what] !== isPossible);
  if (delivery !== undefined) return delivery.what;
  const cases = ACCESS_CASES.filter((one) => isChanged(targetOf(one)));
  for (const caller of Object.keys(CALLERS) as CallerId[]) {
    const access = await judgeAccess(oracle(), world, sabotaged, (id, one) => id === caller && cases.includes(one));
    const other = cases.find(({ what, unguarded }) => access[what]?.includes(caller) !== unguarded.includes(caller));
    if (other !== undefined) return `${caller}: ${other.what}`;
  }
  return undefined;
}

/** A copy of both templates in which one has been changed. */
function sabotage(which: keyof ArchiveTemplates, change: (template: Draft<TemplateJson>) => void): ArchiveTemplates {
  const copy = structuredClone(templates) as Draft<ArchiveTemplates>;
  change(copy[which]);
  if (JSON.stringify(copy) === JSON.stringify(templates)) throw new Error('the sabotage changes nothing');
  return copy;
}

const bucketOf = (template: TemplateJson, part?: string) => only(template, 'AWS::S3::Bucket', part).Properties;

function statementsOf(template: TemplateJson, part?: string): Statement[] {
  const { PolicyDocument } = only(template, 'AWS::S3::BucketPolicy', part).Properties;
  return (PolicyDocument as { Statement: Statement[] }).Statement;
}

function keyStatementsOf(template: TemplateJson): Statement[] {
  const { KeyPolicy } = only(template, 'AWS::KMS::Key').Properties;
  return (KeyPolicy as { Statement: Statement[] }).Statement;
}

const STRUCTURE: Readonly<Record<string, ArchiveTemplates>> = {
  'the lock is gone': sabotage('trail', (template) => {
    const bucket = bucketOf(template);
    delete bucket['ObjectLockEnabled'];
    delete bucket['ObjectLockConfiguration'];
  }),
  'the lock has no default': sabotage('trail', (template) => {
    bucketOf(template)['ObjectLockConfiguration'] = { ObjectLockEnabled: 'Enabled' };
  }),
  'the lock is in governance mode': sabotage('trail', (template) => {
    bucketOf(template)['ObjectLockConfiguration'] = {
      ObjectLockEnabled: 'Enabled',
      Rule: { DefaultRetention: { Days: lockDays, Mode: 'GOVERNANCE' } },
    };
  }),
  'the lock is a day': sabotage('trail', (template) => {
    bucketOf(template)['ObjectLockConfiguration'] = {
      ObjectLockEnabled: 'Enabled',
      Rule: { DefaultRetention: { Days: 1, Mode: 'COMPLIANCE' } },
    };
  }),
  'versions are suspended': sabotage('trail', (template) => {
    bucketOf(template)['VersioningConfiguration'] = { Status: 'Suspended' };
  }),
  'logs expire before their lock ends': sabotage('trail', (template) => {
    const { Rules } = bucketOf(template)['LifecycleConfiguration'] as { Rules: { ExpirationInDays: number }[] };
    for (const rule of Rules) rule.ExpirationInDays = lockDays - 1;
  }),
  'the bucket can be made public': sabotage('trail', (template) => {
    (bucketOf(template)['PublicAccessBlockConfiguration'] as Record<string, boolean>)['BlockPublicPolicy'] = false;
  }),
  'the bucket uses keys of S3': sabotage('trail', (template) => {
    bucketOf(template)['BucketEncryption'] = {
      ServerSideEncryptionConfiguration: [{ ServerSideEncryptionByDefault: { SSEAlgorithm: 'AES256' } }],
    };
  }),
  'the key is not rotated': sabotage('trail', (template) => {
    only(template, 'AWS::KMS::Key').Properties['EnableKeyRotation'] = false;
  }),
  'the bucket is deleted with its stack': sabotage('trail', (template) => {
    only(template, 'AWS::S3::Bucket').DeletionPolicy = 'Delete';
  }),
  'the policy is deleted with its stack': sabotage('trail', (template) => {
    delete only(template, 'AWS::S3::BucketPolicy').DeletionPolicy;
  }),
  'the name is one that everybody can take': sabotage('trail', (template) => {
    delete bucketOf(template)['BucketNamespace'];
  }),
  'the write-once bucket has a tag': sabotage('trail', (template) => {
    bucketOf(template)['Tags'] = [{ Key: 'owner', Value: 'security' }];
  }),
  'nobody sees who touches the bucket': sabotage('trail', (template) => {
    delete bucketOf(template)['LoggingConfiguration'];
  }),
  'the bucket of AWS Config has a lock': sabotage('others', (template) => {
    Object.assign(bucketOf(template, 'Config'), {
      ObjectLockEnabled: true,
      ObjectLockConfiguration: {
        ObjectLockEnabled: 'Enabled',
        Rule: { DefaultRetention: { Days: 1, Mode: 'COMPLIANCE' } },
      },
    });
  }),
  ...Object.fromEntries(
    ['Config', 'FlowLogs'].map((part) => [
      `${part} is created before the bucket of its access logs`,
      sabotage('others', (template) => {
        const [[accessLogs] = []] = resourcesOf(template, 'AWS::S3::Bucket').filter(([id]) =>
          id.startsWith('AccessLogs'),
        );
        const own = only(template, 'AWS::S3::Bucket', part);
        own.DependsOn = own.DependsOn?.filter((id) => id !== accessLogs) ?? [];
      }),
    ]),
  ),
  'the access logs are encrypted with a key of KMS': sabotage('others', (template) => {
    bucketOf(template, 'AccessLogs')['BucketEncryption'] = bucketOf(template, 'Config')['BucketEncryption'];
  }),
};

const POLICIES: Readonly<Record<string, ArchiveTemplates>> = {
  'a statement lets everybody in': sabotage('trail', (template) => {
    const statements = statementsOf(template);
    statements.splice(0, statements.length, statement(statements, 'OnlyTls'), OPEN);
  }),
  'the objects are for everybody with permissions': sabotage('trail', (template) => {
    drop(statementsOf(template), 'ObjectsOnlyByRoot');
  }),
  'the settings are for everybody with permissions': sabotage('trail', (template) => {
    drop(statementsOf(template), 'BucketOnlyByRoot');
  }),
  'plain HTTP is possible': sabotage('trail', (template) => {
    drop(statementsOf(template), 'OnlyTls');
  }),
  'every role with the name of root is spared': sabotage('trail', (template) => {
    const own = condition(statementsOf(template), 'ObjectsOnlyByRoot');
    delete own['ArnNotEquals'];
    own['ArnNotLike'] = { 'aws:PrincipalArn': 'arn:*:iam::*:*root' };
  }),
  'StackSets are spared': sabotage('trail', (template) => {
    const own = condition(statementsOf(template), 'BucketOnlyByRoot');
    delete own['ArnNotEquals'];
    own['ArnNotLike'] = { 'aws:PrincipalArn': ['arn:*:iam::*:root', 'arn:*:iam::*:role/stacksets-exec-*'] };
  }),
  'the root user is not spared': sabotage('trail', (template) => {
    dropKey(statementsOf(template), 'BucketOnlyByRoot', 'ArnNotEquals', 'aws:PrincipalArn');
  }),
  'everybody may list': sabotage('trail', (template) => {
    const own = statement(statementsOf(template), 'BucketOnlyByRoot');
    own.NotAction = [own.NotAction ?? [], 's3:ListBucket'].flat();
  }),
  'everybody may change the policy': sabotage('trail', (template) => {
    const own = statement(statementsOf(template), 'BucketOnlyByRoot');
    own.NotAction = [own.NotAction ?? [], 's3:PutBucketPolicy'].flat();
  }),
  'the deny of objects covers reading only': sabotage('trail', (template) => {
    statement(statementsOf(template), 'ObjectsOnlyByRoot').Action = 's3:GetObject*';
  }),
  'the deny of objects is for the bucket': sabotage('trail', (template) => {
    const statements = statementsOf(template);
    statement(statements, 'ObjectsOnlyByRoot').Resource = statement(statements, 'BucketOnlyByRoot').Resource;
  }),
  'every trail delivers': sabotage('trail', (template) => {
    dropKey(statementsOf(template), 'DeliveryByTrail', 'StringEquals', 'aws:SourceArn');
  }),
  'every trail checks the ACL': sabotage('trail', (template) => {
    dropKey(statementsOf(template), 'CheckByTrail', 'StringEquals', 'aws:SourceArn');
  }),
  'every service delivers': sabotage('trail', (template) => {
    const own = statement(statementsOf(template), 'DeliveryByTrail');
    own.Principal = { Service: ['cloudtrail.amazonaws.com', 'config.amazonaws.com'] };
    dropKey(statementsOf(template), 'DeliveryByTrail', 'StringEquals', 'aws:SourceArn');
  }),
  'the trail delivers everywhere': sabotage('trail', (template) => {
    statement(statementsOf(template), 'DeliveryByTrail').Resource = '*';
  }),
  'the trail delivers nothing of members': sabotage('trail', (template) => {
    const own = statement(statementsOf(template), 'DeliveryByTrail');
    own.Resource = (own.Resource as unknown[]).slice(1);
  }),
  'the trail may read': sabotage('trail', (template) => {
    statement(statementsOf(template), 'DeliveryByTrail').Action = ['s3:GetObject', 's3:PutObject'];
    dropKey(statementsOf(template), 'DeliveryByTrail', 'StringEquals', 's3:x-amz-acl');
  }),
  'services are not spared': sabotage('trail', (template) => {
    delete condition(statementsOf(template), 'ObjectsOnlyByRoot')['BoolIfExists'];
  }),
  'administrators have the whole key': sabotage('trail', (template) => {
    statement(keyStatementsOf(template), 'Administration').Action = 'kms:*';
  }),
  'administrators can let others use the key': sabotage('trail', (template) => {
    const own = statement(keyStatementsOf(template), 'Administration');
    own.Action = [own.Action ?? [], 'kms:CreateGrant'].flat();
  }),
  'administrators can delete the key': sabotage('trail', (template) => {
    const own = statement(keyStatementsOf(template), 'Administration');
    own.Action = [own.Action ?? [], 'kms:ScheduleKeyDeletion'].flat();
  }),
  'everybody in the account decrypts': sabotage('trail', (template) => {
    dropKey(keyStatementsOf(template), 'Reading', 'ArnLike', 'aws:PrincipalArn');
  }),
  'everybody in the account moves the alias': sabotage('trail', (template) => {
    delete statement(keyStatementsOf(template), 'Alias').Condition;
  }),
  'every trail encrypts': sabotage('trail', (template) => {
    dropKey(keyStatementsOf(template), 'EncryptionByTrail', 'StringEquals', 'aws:SourceArn');
  }),
  'the trail encrypts anything': sabotage('trail', (template) => {
    delete condition(keyStatementsOf(template), 'EncryptionByTrail')['StringLike'];
  }),
  'every trail decrypts': sabotage('trail', (template) => {
    dropKey(keyStatementsOf(template), 'CheckByTrail', 'StringEquals', 'aws:SourceArn');
  }),
  'AWS Config delivers for everybody': sabotage('others', (template) => {
    dropKey(statementsOf(template, 'Config'), 'Delivery', 'StringEquals', 'aws:SourceOrgID');
  }),
  'flow logs come from everybody': sabotage('others', (template) => {
    dropKey(statementsOf(template, 'FlowLogs'), 'Delivery', 'StringEquals', 'aws:SourceOrgID');
  }),
  'access logs come from every bucket of the account': sabotage('others', (template) => {
    delete condition(statementsOf(template, 'AccessLogs'), 'Delivery')['ArnEquals'];
  }),
  'access logs come from every account': sabotage('others', (template) => {
    delete condition(statementsOf(template, 'AccessLogs'), 'Delivery')['StringEquals'];
  }),
  'everybody with permissions forges flow logs': sabotage('others', (template) => {
    drop(statementsOf(template, 'FlowLogs'), 'WritingOnlyByServices');
  }),
  'services use the other key for everybody': sabotage('others', (template) => {
    for (const one of keyStatementsOf(template)) if (one.Sid === undefined) delete one.Condition;
  }),
};

/** A key that is missing in anonymous requests: the deny must not need it. */
testWithOracle(
  'a bucket policy that lets everybody in lets nobody anonymous in, unless the deny needs the key',
  async () => {
    const open = sabotage('trail', (template) => void statementsOf(template).push(OPEN));
    const spared = sabotage('trail', (template) => {
      const statements = statementsOf(template);
      statements.push(OPEN);
      const own = condition(statements, 'ObjectsOnlyByRoot');
      own['Bool'] = own['BoolIfExists'] ?? {};
      delete own['BoolIfExists'];
    });
    const readsAnonymously = async (archive: ArchiveTemplates): Promise<boolean | undefined> => {
      const access = await judgeAccess(oracle(), world, archive, (_, { action }) => action === 's3:GetObject');
      return access['read a log']?.includes('anonymous');
    };
    expect(await readsAnonymously(open)).toBe(false);
    expect(await readsAnonymously(spared)).toBe(true);
  },
);

test('without sabotage, there is nothing to notice', () => {
  expect(faultsOf(templates)).toEqual([]);
});

test.each(Object.entries(STRUCTURE))('%s: the assertions notice it', (_, sabotaged) => {
  expect(faultsOf(sabotaged)).not.toEqual([]);
});

testWithOracle.each(Object.entries(POLICIES))('%s: the tables notice it', async (_, sabotaged) => {
  expect(await firstDifference(sabotaged)).toBeDefined();
});
