import { createHash } from 'node:crypto';
import { accountRegionalName, ARCHIVE_BUCKETS } from '../../../lib/model/names';
import type { LogArchive, Organization } from '../../../lib/model/organization';
import { LogArchiveStack } from '../../../lib/stacks/log-archive-stack';
import { distributedText } from '../../evidence/archive-templates';
import { aNewOrganization } from '../../support/a-landing-zone';
import { anApp, resourcesOf, templateOf, type TemplateJson } from '../../support/synthesize';

const LOG_ARCHIVE: LogArchive = { account: 'log-archive', lockDays: 365, trailDays: 400, otherDays: 180 };

function build(organization: Partial<Organization> = {}, logArchive: Partial<LogArchive> = {}): LogArchiveStack {
  return new LogArchiveStack(anApp(), 'LogArchive', {
    organization: aNewOrganization(organization),
    logArchive: { ...LOG_ARCHIVE, ...logArchive },
    ids: {
      organizationId: 'o-exampleorg1',
      rootId: 'r-ab12',
      unitId: (unit) => `ou-ab12-${unit}`,
      accountId: (account) => `id-of-${account}`,
    },
  });
}

const stack = build();
const template = templateOf(stack);
const archive = JSON.parse(distributedText(stack, 'rampart-log-archive')) as TemplateJson;
const trailArchive = JSON.parse(distributedText(stack, 'rampart-trail-archive')) as TemplateJson;

describe('the stack of the log archive', () => {
  test('brings both templates to the account in the home Region, as it is in the tree of units', () => {
    for (const [, { Properties }] of resourcesOf(template, 'AWS::CloudFormation::StackSet'))
      expect(Properties?.['StackInstancesGroup']).toEqual([
        {
          DeploymentTargets: {
            Accounts: ['id-of-log-archive'],
            AccountFilterType: 'INTERSECTION',
            OrganizationalUnitIds: ['r-ab12'],
          },
          Regions: ['eu-central-1'],
        },
      ]);
  });

  test('brings the one that can be updated first, because the other writes its access logs there', () => {
    const stackSets = resourcesOf(template, 'AWS::CloudFormation::StackSet');
    expect(stackSets.map(([, { Properties }]) => Properties?.['StackSetName'])).toEqual([
      'rampart-log-archive',
      'rampart-trail-archive',
    ]);
    expect(stackSets.map(([, { DependsOn }]) => DependsOn)).toEqual([undefined, [stackSets[0]?.[0]]]);
  });

  test('retains the StackSets, which have these names in CloudFormation', () => {
    expect(resourcesOf(template, 'AWS::CloudFormation::StackSet').map(([id, one]) => [id, one.DeletionPolicy])).toEqual(
      [
        ['ArchiveStackSetA9F17F93', 'Retain'],
        ['TrailArchiveStackSet56886EAA', 'Retain'],
      ],
    );
  });
});

describe('the template for everything but the trail', () => {
  test('is what it was', () => {
    expect(archive).toMatchSnapshot();
  });

  test('has stateful resources with these names in CloudFormation: another name is another bucket', () => {
    expect(statefulIds(archive)).toEqual([
      'EncryptionKey3A692D6E',
      'EncryptionAlias3E429AD2',
      'AccessLogs8B620ECA',
      'AccessLogsPolicyABDC4D2D',
      'Config57D1D894',
      'ConfigPolicy91B5D09F',
      'FlowLogs16C1943A',
      'FlowLogsPolicy4BF7A758',
    ]);
  });

  test('does not depend on how long the trail is kept', () => {
    const other = build({}, { lockDays: 1000, trailDays: 2000 });
    expect(distributedText(other, 'rampart-log-archive')).toBe(distributedText(stack, 'rampart-log-archive'));
  });
});

describe('the template of the trail, which is written once', () => {
  test('is what it was', () => {
    expect(trailArchive).toMatchSnapshot();
  });

  test('is the same byte for byte', () => {
    const digest = createHash('sha256').update(distributedText(stack, 'rampart-trail-archive')).digest('hex');
    const message =
      "CloudFormation cannot change the trail's bucket or its policy where they are deployed: docs/audit.md says how a root " +
      'session does. Change this digest only together with the CHANGELOG, which tells operators to do that.';
    expect({ message, digest }).toEqual({ message, digest: DIGEST });
  });

  test('has stateful resources with these names in CloudFormation: another name is another bucket', () => {
    expect(statefulIds(trailArchive)).toEqual([
      'EncryptionKey3A692D6E',
      'EncryptionAlias3E429AD2',
      'Bucket83908E77',
      'BucketPolicyE9A3008A',
    ]);
  });

  test('puts the policy last, because the rest could not be taken back after it', () => {
    expect(trailArchive.Resources['BucketPolicyE9A3008A']?.DependsOn).toEqual(['EncryptionAlias3E429AD2']);
  });

  test.each<[string, Partial<Organization>]>([
    ['an account', { accounts: aNewOrganization().accounts.slice(0, 2) }],
    ['a unit', { units: aNewOrganization().units.slice(0, 2) }],
    ['a governed Region', { governedRegions: ['eu-central-1'] }],
    ['the id of the organization', { id: 'o-exampleorg2', rootId: 'r-cd34' }],
  ])('stays the same with %s more or less', (_, organization) => {
    expect(distributedText(build(organization), 'rampart-trail-archive')).toBe(
      distributedText(stack, 'rampart-trail-archive'),
    );
  });

  test('lets in the break-glass principals of the configuration', () => {
    const { platform } = aNewOrganization();
    const breakGlass = ['arn:*:iam::*:user/rescue/*'];
    const other = build({ platform: { ...platform, principals: { ...platform.principals, breakGlass } } });
    const text = distributedText(other, 'rampart-trail-archive');
    expect(text).toContain('arn:*:iam::*:user/rescue/*');
    expect(text).not.toContain('role/platform/break-glass');
  });

  test('expires logs when the configuration says so, and locks them as long', () => {
    const text = distributedText(build({}, { lockDays: 30, trailDays: 31 }), 'rampart-trail-archive');
    expect(text).toContain('"DefaultRetention":{"Days":30,"Mode":"COMPLIANCE"}');
    expect(text).toContain('"ExpirationInDays":31');
  });
});

test('the longest name of a Region leaves the names of the buckets within the 63 characters of S3', () => {
  const longest = Math.max(...Object.values(ARCHIVE_BUCKETS).map((name) => name.length));
  const bucket = Object.values(ARCHIVE_BUCKETS).find((name) => name.length === longest) ?? '';
  expect(accountRegionalName(bucket, '222222222222', 'ap-southeast-3').length).toBeLessThanOrEqual(63);
});

/** Of the compact text, SHA-256. */
const DIGEST = '98f2cfaa683f84ccfb9d530ebfea805c808a59c75c29be2551faca71ca281530';

function statefulIds({ Resources }: TemplateJson): readonly string[] {
  return Object.keys(Resources);
}
