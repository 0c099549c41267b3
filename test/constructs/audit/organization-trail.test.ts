import { OrganizationTrail } from '../../../constructs/audit/organization-trail';
import { aStack, resourcesOf, templateOf } from '../../support/synthesize';

const template = build();

test('the trail records management events of the organization, in all Regions, validated and encrypted', () => {
  const [[, trail] = []] = resourcesOf(template, 'AWS::CloudTrail::Trail');
  expect(trail?.Properties).toMatchObject({
    TrailName: 'trail',
    IsLogging: true,
    IsOrganizationTrail: true,
    IsMultiRegionTrail: true,
    IncludeGlobalServiceEvents: true,
    EnableLogFileValidation: true,
    S3BucketName: 'archive',
    KMSKeyId: 'arn:aws:kms:eu-central-1:444444444444:alias/archive',
  });
});

test("the trail records what happens to the archive's objects, and uploads only by callers with an ARN", () => {
  const [[, trail] = []] = resourcesOf(template, 'AWS::CloudTrail::Trail');
  const objects = [
    { Field: 'eventCategory', Equals: ['Data'] },
    { Field: 'resources.type', Equals: ['AWS::S3::Object'] },
    { Field: 'resources.ARN', StartsWith: ['arn:aws:s3:::archive/'] },
  ];
  expect(trail?.Properties?.['AdvancedEventSelectors']).toEqual([
    { Name: 'Management events', FieldSelectors: [{ Field: 'eventCategory', Equals: ['Management'] }] },
    { Name: 'Touches of the archive', FieldSelectors: [...objects, { Field: 'eventName', NotEquals: ['PutObject'] }] },
    {
      Name: 'Uploads to the archive, but not by CloudTrail',
      FieldSelectors: [
        ...objects,
        { Field: 'eventName', Equals: ['PutObject'] },
        { Field: 'userIdentity.arn', StartsWith: ['arn:'] },
      ],
    },
  ]);
});

test('the trail waits for the permission to write to its log group, and stays when it leaves the template', () => {
  const [[, trail] = []] = resourcesOf(template, 'AWS::CloudTrail::Trail');
  const [[permissions] = ['']] = resourcesOf(template, 'AWS::IAM::ManagedPolicy');
  expect(trail).toMatchObject({ DependsOn: [permissions], DeletionPolicy: 'Retain', UpdateReplacePolicy: 'Retain' });
});

test('the log group keeps events for the days of the configuration, and cannot be deleted by mistake', () => {
  const [[, logGroup] = []] = resourcesOf(template, 'AWS::Logs::LogGroup');
  expect(logGroup).toMatchObject({
    Properties: {
      LogGroupName: 'events',
      RetentionInDays: 90,
      LogGroupClass: 'STANDARD',
      DeletionProtectionEnabled: true,
    },
    DeletionPolicy: 'Retain',
    UpdateReplacePolicy: 'Retain',
  });
});

function build(): ReturnType<typeof templateOf> {
  const stack = aStack();
  new OrganizationTrail(stack, 'Trail', {
    trailName: 'trail',
    logGroupName: 'events',
    logGroupDays: 90,
    roleName: 'trail-role',
    bucketName: 'archive',
    keyArn: 'arn:aws:kms:eu-central-1:444444444444:alias/archive',
  });
  return templateOf(stack);
}
