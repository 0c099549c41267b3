import { nameChecker } from '../../../../lib/analysis/evaluate/request-names';
import { S3_OPERATIONS } from '../../../../lib/analysis/evaluate/s3-operations';
import { loadServiceReference } from '../../../../lib/iam/service-reference/load';

const reference = loadServiceReference();
const check = nameChecker(reference);

describe('an action that AWS does not document', () => {
  test.each([
    ['cloudtrail:StopLoging', 'no action', 'did you mean `cloudtrail:StopLogging`?'],
    ['CloudTrail:stoploging', 'no action', 'did you mean `cloudtrail:StopLogging`?'],
    ['cludtrail:StopLogging', 'no service with the prefix', 'did you mean `cloudtrail:StopLogging`?'],
    ['s3:HeadObject', 'no action', 'did you mean `s3:GetObject`? AWS authorizes the S3 operation'],
    ['s3:ListObjectsV2', 'no action', 'did you mean `s3:ListBucket`? AWS authorizes the S3 operation'],
    ['lambda:Invoke', 'no action', '`lambda:InvokeFunction`'],
    ['nothingsimilar:Call', 'no service with the prefix', undefined],
  ])('%s is refused with the one that is meant', (action, message, fix) => {
    const [problem, ...others] = check({ action });
    expect(others).toEqual([]);
    expect(problem).toMatchObject({ code: 'unknown-action', at: ['action'] });
    expect(problem?.message).toContain(message);
    expect(problem?.allowed).toContain('--allow-unknown-actions');
    if (fix === undefined) expect(problem?.fix).toBeUndefined();
    else expect(problem?.fix).toContain(fix);
  });

  test.each(['s3:GetObject', 'S3:getobject', 'no action at all', 's3:Get*'])(
    '%s is not one, or reported elsewhere',
    (action) => {
      expect(check({ action })).toEqual([]);
    },
  );

  test('is not one that stands for an operation of S3, and the action it stands for is documented', () => {
    for (const [operation, action] of S3_OPERATIONS) {
      expect([operation, reference.actionExists(`s3:${operation}`)]).toEqual([operation, false]);
      expect([action, reference.actionExists(action)]).toEqual([action, true]);
    }
  });
});

describe('a condition key that AWS does not document', () => {
  test.each([
    ['aws:RequestedRegoin', 'aws:RequestedRegion'],
    ['s3:prefx', 's3:prefix'],
    ['ec2:InstanceTyp', 'ec2:InstanceType'],
    ['aws:RequestTags/owner', 'aws:RequestTag/owner'],
    ['aws:PrincipalTag', 'aws:PrincipalTag/${TagKey}'],
    ['aws:PrincipalTag/', 'aws:PrincipalTag/${TagKey}'],
  ])('%s is refused with the one that is meant', (key, meant) => {
    const [problem] = check({ action: 's3:GetObject', context: { [key]: 'x' } });
    expect(problem).toMatchObject({ code: 'unknown-key', at: ['context', key], fix: `did you mean \`${meant}\`?` });
  });

  test('is found wherever a request has keys', () => {
    const wrong = 'aws:SourceIpp';
    const resources = [{ arn: '*' }, { arn: '*', context: { [wrong]: 'x' } }];
    expect(check({ action: 's3:GetObject', resources, unknown: ['s3:prefix', wrong, 's3:*'] })).toMatchObject([
      { at: ['resources', 1, 'context', wrong] },
      { at: ['unknown', 1] },
    ]);
  });

  test.each([
    'AWS:requestedregion',
    'aws:RequestTag/cost-center',
    'codebuild:BuildArn',
    'ec2:ResourceTag/team',
    'kms:EncryptionContext:aws:s3:arn',
    'saml:sub',
    'token.actions.githubusercontent.com:job_workflow_ref',
    'oidc.eks.eu-central-1.amazonaws.com/id/EXAMPLED539D:sub',
  ])('%s is not one', (key) => {
    expect(check({ action: 's3:GetObject', context: { [key]: 'x' } })).toEqual([]);
  });
});
