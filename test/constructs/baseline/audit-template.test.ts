import { Stack } from 'aws-cdk-lib';
import { AuditTemplate } from '../../../constructs/baseline/audit-template';
import { AUDIT } from '../../support/a-baseline';
import { deployTemplate } from '../../support/deploy-template';
import { anApp, type TemplateJson } from '../../support/synthesize';

function template(unusedAccessDays: number | null): TemplateJson {
  const outer = new Stack(anApp(), 'Outer', { env: { account: '111111111111', region: 'eu-central-1' } });
  const inner = new AuditTemplate(outer, 'Audit', {
    view: { aggregatorName: 'rampart', roleName: 'rampart-config-aggregator', homeRegion: 'eu-central-1' },
    analyzers: {
      externalAccessName: 'rampart-external-access',
      unusedAccessName: 'rampart-unused-access',
      unusedAccessDays,
      homeRegion: 'eu-central-1',
    },
  });
  return JSON.parse(inner.toText()) as TemplateJson;
}

function typesIn(region: string, unusedAccessDays: number | null): readonly unknown[] {
  const { Resources } = deployTemplate(template(unusedAccessDays), { account: AUDIT, region });
  return Object.values(Resources).map(({ Type, Properties }) => Properties?.['Type'] ?? Type);
}

test('has everything in the home Region', () => {
  expect(typesIn('eu-central-1', 30)).toEqual([
    'AWS::IAM::Role',
    'AWS::Config::ConfigurationAggregator',
    'ORGANIZATION',
    'ORGANIZATION_UNUSED_ACCESS',
  ]);
});

test('has only the analyzer of external access elsewhere', () => {
  expect(typesIn('eu-west-1', 30)).toEqual(['ORGANIZATION']);
});

test('has no analyzer of unused access without a number of days', () => {
  expect(typesIn('eu-central-1', null)).not.toContain('ORGANIZATION_UNUSED_ACCESS');
});

test('holds nothing that stays when it leaves the template: all of it can be made again, and some of it costs', () => {
  expect(JSON.stringify(template(30))).not.toContain('DeletionPolicy');
});

test('reports the access that nobody has used for the number of days', () => {
  expect(JSON.stringify(template(30))).toContain('"UnusedAccessAge":30');
});
