import { LogArchiveTemplate } from '../../../constructs/log-archive/log-archive-template';
import { aStack, resourcesOf, type Resource, type TemplateJson } from '../../support/synthesize';

const template = JSON.parse(
  new LogArchiveTemplate(aStack(), 'Template', {
    bucketNames: { config: 'config-logs', flowLogs: 'flow-logs', accessLogs: 'access-logs' },
    loggedBucketNames: ['trail-logs'],
    keyAlias: 'alias/logs',
    deployers: ['arn:*:iam::*:role/deployer'],
    days: 90,
  }).toText(),
) as TemplateJson;

interface Statement {
  readonly Sid: string;
  readonly Condition?: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
}

function bucket(name: string): readonly [string, Resource] {
  const found = resourcesOf(template, 'AWS::S3::Bucket').find(
    ([, { Properties }]) => Properties?.['BucketName'] === name,
  );
  if (found === undefined) throw new Error(`no bucket ${name}`);
  return found;
}

function policyOf(name: string): readonly [string, Resource] {
  const [id] = bucket(name);
  const found = resourcesOf(template, 'AWS::S3::BucketPolicy').find(
    ([, { Properties }]) => JSON.stringify(Properties?.['Bucket']) === JSON.stringify({ Ref: id }),
  );
  if (found === undefined) throw new Error(`no policy of ${name}`);
  return found;
}

function statementsOf(name: string): readonly Statement[] {
  const [, { Properties }] = policyOf(name);
  return (Properties?.['PolicyDocument'] as { readonly Statement: readonly Statement[] }).Statement;
}

function conditionOf(name: string, sid: string): Statement['Condition'] {
  return statementsOf(name).find(({ Sid }) => Sid === sid)?.Condition;
}

describe('the log archive without the trail', () => {
  test('needs to be told the id of the organization and nothing else', () => {
    expect(Object.keys(template.Parameters ?? {})).toEqual(['OrganizationId']);
  });

  test.each([
    ['config-logs', ['OnlyTls', 'Check', 'Delivery', 'CheckByRole', 'WritingOnlyByServices']],
    ['flow-logs', ['OnlyTls', 'Check', 'Delivery', 'WritingOnlyByServices']],
    ['access-logs', ['OnlyTls', 'Delivery', 'WritingOnlyByServices']],
  ])('has a policy for %s', (name, sids) => {
    expect(statementsOf(name).map(({ Sid }) => Sid)).toEqual(sids);
  });

  test.each(['config-logs', 'flow-logs'])('takes %s from services that act for the organization', (name) => {
    for (const sid of ['Check', 'Delivery'])
      expect(conditionOf(name, sid)?.['StringEquals']).toMatchObject({ 'aws:SourceOrgID': { Ref: 'OrganizationId' } });
  });

  test('spares the service-linked role of AWS Config where AWS Config delivers, and nowhere else', () => {
    const spared = ['config-logs', 'flow-logs', 'access-logs'].filter(
      (name) => conditionOf(name, 'WritingOnlyByServices')?.['ArnNotLike'] !== undefined,
    );
    expect(spared).toEqual(['config-logs']);
  });

  test('takes access logs of its own buckets and of those in other templates', () => {
    const sources = JSON.stringify(conditionOf('access-logs', 'Delivery')?.['ArnEquals']);
    for (const name of ['config-logs', 'flow-logs', 'trail-logs']) expect(sources).toContain(`:s3:::${name}`);
  });

  test.each(['config-logs', 'flow-logs', 'access-logs'])('lets nobody write, replace or restore %s', (name) => {
    expect(statementsOf(name).find(({ Sid }) => Sid === 'WritingOnlyByServices')).toMatchObject({
      Effect: 'Deny',
      Principal: { AWS: '*' },
      Action: [
        's3:BypassGovernanceRetention',
        's3:DeleteObject*',
        's3:ObjectOwnerOverrideToBucketOwner',
        's3:PutObject*',
        's3:Replicate*',
        's3:RestoreObject',
        's3:UpdateObjectEncryption',
      ],
    });
  });

  test('keeps all logs as long', () => {
    for (const name of ['config-logs', 'flow-logs', 'access-logs'])
      expect(bucket(name)[1].Properties).toMatchObject({
        LifecycleConfiguration: {
          Rules: [{ ExpirationInDays: 90, NoncurrentVersionExpiration: { NoncurrentDays: 30 } }],
        },
      });
  });

  test('has no lock: AWS Config and S3 would not deliver', () => {
    expect(JSON.stringify(template)).not.toContain('ObjectLock');
  });

  test('names no account', () => {
    expect(JSON.stringify(template)).not.toMatch(/\d{12}/);
  });
});
