import { Tags, type Stack } from 'aws-cdk-lib';
import { TrailArchiveTemplate } from '../../../constructs/log-archive/trail-archive-template';
import { aStack, resourcesOf, type TemplateJson } from '../../support/synthesize';

const TRAIL = 'arn:aws:cloudtrail:eu-central-1:111111111111:trail/all';

function add(stack: Stack): TrailArchiveTemplate {
  return new TrailArchiveTemplate(stack, 'Template', {
    bucketName: 'trail-222222222222-eu-central-1-an',
    keyAlias: 'alias/trail',
    deployers: ['arn:*:iam::*:role/deployer'],
    trailArn: TRAIL,
    managementAccount: '111111111111',
    breakGlass: ['arn:*:iam::*:role/rescue'],
    lockDays: 30,
    trailDays: 60,
    accessLogs: { bucketName: 'access-logs', prefix: 'trail/' },
  });
}

interface Statement {
  readonly Sid: string;
  readonly Effect: string;
  readonly Condition?: object;
}

describe('the archive of the trail', () => {
  const template = JSON.parse(add(aStack()).toText()) as TemplateJson;
  const [[, policy] = []] = resourcesOf(template, 'AWS::S3::BucketPolicy');
  const { Statement: statements } = policy?.Properties?.['PolicyDocument'] as { Statement: readonly Statement[] };

  test('needs to be told the id of the organization and nothing else', () => {
    expect(Object.keys(template.Parameters ?? {})).toEqual(['OrganizationId']);
  });

  test('has a bucket policy of two allows and three denies', () => {
    expect(statements.map(({ Sid, Effect }) => [Sid, Effect])).toEqual([
      ['OnlyTls', 'Deny'],
      ['CheckByTrail', 'Allow'],
      ['DeliveryByTrail', 'Allow'],
      ['ObjectsOnlyByRoot', 'Deny'],
      ['BucketOnlyByRoot', 'Deny'],
    ]);
  });

  test('does not name by NotPrincipal whom it spares, because a session has several names', () => {
    expect(JSON.stringify(template)).not.toContain('NotPrincipal');
  });

  test('is for one trail', () => {
    const named = JSON.stringify(template).match(/arn:aws:cloudtrail:[^"]*/g);
    expect(new Set(named)).toEqual(new Set([TRAIL]));
  });

  test('keeps logs longer than they are locked if it is asked to', () => {
    const [[, bucket] = []] = resourcesOf(template, 'AWS::S3::Bucket');
    expect(bucket?.Properties).toMatchObject({
      ObjectLockConfiguration: { Rule: { DefaultRetention: { Days: 30, Mode: 'COMPLIANCE' } } },
      LifecycleConfiguration: { Rules: [{ ExpirationInDays: 60, NoncurrentVersionExpiration: { NoncurrentDays: 1 } }] },
      LoggingConfiguration: { DestinationBucketName: 'access-logs', LogFilePrefix: 'trail/' },
    });
  });
});

test('the archive of the trail fails with a tag, which would be an update of what cannot be updated', () => {
  const stack = aStack();
  const template = add(stack);
  Tags.of(stack).add('owner', 'security');
  expect(template.node.validate()).toEqual([expect.stringContaining('has no tags')]);
});
