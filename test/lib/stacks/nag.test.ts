import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type App, Stack, Validations } from 'aws-cdk-lib';
import { LogGroup } from 'aws-cdk-lib/aws-logs';
import { CfnPolicy } from 'aws-cdk-lib/aws-organizations';
import { CfnBucket } from 'aws-cdk-lib/aws-s3';
import { MemberTemplate } from '../../../constructs/stack-set/member-template';
import { buildApp } from '../../../lib/app';
import { gateTemplates } from '../../../lib/stacks/gate-templates';
import { gateNag, reportNag } from '../../../lib/stacks/nag';
import { anApp } from '../../support/synthesize';
import { theExample } from '../../support/the-example';

describe('the gate', () => {
  let outdir: string;
  beforeEach(() => {
    outdir = mkdtempSync(join(tmpdir(), 'rampart-'));
  });
  afterEach(() => {
    rmSync(outdir, { recursive: true });
  });

  test('lets the example pass, every finding acknowledged with a reason on a single construct', () => {
    const app = anApp({ outdir });
    buildApp(app, theExample());
    gateNag(app);
    gateTemplates(app);
    app.synth();
    const reports = reportsIn(outdir);
    expect(reports.map(({ pluginName, conclusion, violations }) => [pluginName, conclusion, violations])).toEqual(
      ['AwsSolutions', 'NIST.800.53.R5'].map((name) => [name, 'success', []]),
    );
    const acknowledged = reports.flatMap(({ suppressedViolations = [] }) => suppressedViolations);
    const isOfTier = ({ ruleName, acknowledgedAt }: (typeof acknowledged)[number]): boolean =>
      ruleName.startsWith('AwsSolutions-IAM5') && TIER_ROLES.includes(acknowledgedAt);
    expect([...new Set(acknowledged.filter(isOfTier).map(({ acknowledgedAt }) => acknowledgedAt))]).toEqual(TIER_ROLES);
    const isOfFinisher = ({ acknowledgedAt }: (typeof acknowledged)[number]): boolean =>
      acknowledgedAt.includes('/Finisher/');
    expect([...new Set(acknowledged.filter(isOfFinisher).map(finisherFinding))].sort()).toEqual(FINISHER_FINDINGS);
    const others = acknowledged.filter((one) => !isOfTier(one) && !isOfFinisher(one));
    expect(others.map(({ ruleName, acknowledgedAt }) => `${ruleName} ${acknowledgedAt}`)).toEqual([
      'AwsSolutions-IAM5[Resource::*] OrganizationSettings/Calls/Permissions',
      ...BOUNDARIES.map((boundary) => `AwsSolutions-IAM5[Resource::*] ${boundary}`),
      'AwsSolutions-S1 LogArchive/Archive/AccessLogs',
      ...STORES.map((store) => `AwsSolutions-S1 ${store}`),
      `AwsSolutions-IAM5[Resource::${STREAMS}111111111111_CloudTrail_eu-central-1*] Audit/Trail/Permissions`,
      `AwsSolutions-IAM5[Resource::${STREAMS}o-*] Audit/Trail/Permissions`,
      ...BOUNDARIES.map((boundary) => `AwsSolutions-IAM5[Action::*] ${boundary}`),
      'AwsSolutions-IAM4[Policy::arn:aws:iam::aws:policy/AdministratorAccess] Baseline/Account/Baseline/BreakGlass/Role',
      `AwsSolutions-IAM4[Policy::${AGGREGATION}] Baseline/Audit/View/Role`,
      ...BACKUPS.map(
        (policy) => `AwsSolutions-IAM4[Policy::arn:aws:iam::aws:policy/${policy}] Backups/Backup/Role/Role`,
      ),
      ...WILDCARDS.map(([resource, place]) => `AwsSolutions-IAM5[Resource::${resource}] ${roleIn(place)}`),
      'NIST.800.53.R5-CloudWatchLogGroupEncrypted OrganizationSettings/Calls/LogGroup',
      'NIST.800.53.R5-CloudWatchLogGroupEncrypted Delegations/Calls/LogGroup',
      'NIST.800.53.R5-CloudWatchLogGroupEncrypted Audit/Trail/LogGroup',
      ...HANDLERS.map((handler) => `NIST.800.53.R5-LambdaConcurrency ${handler}`),
      ...HANDLERS.map((handler) => `NIST.800.53.R5-LambdaDLQ ${handler}`),
      ...HANDLERS.map((handler) => `NIST.800.53.R5-LambdaInsideVPC ${handler}`),
      'NIST.800.53.R5-S3BucketLoggingEnabled LogArchive/Archive/AccessLogs',
      ...STORES.map((store) => `NIST.800.53.R5-S3BucketLoggingEnabled ${store}`),
      ...['Archive/AccessLogs', 'Archive/Config', 'Archive/FlowLogs', 'TrailArchive/Bucket'].map(
        (bucket) => `NIST.800.53.R5-S3BucketReplicationEnabled LogArchive/${bucket}`,
      ),
      ...STORES.map((store) => `NIST.800.53.R5-S3BucketReplicationEnabled ${store}`),
      'NIST.800.53.R5-S3DefaultEncryptionKMS LogArchive/Archive/AccessLogs',
      ...TIER_ROLES.map((role) => `NIST.800.53.R5-IAMNoInlinePolicy ${role}`),
      ...[ANALYTICS, BILLING, PREVIEW, SHOP].map((place) => `NIST.800.53.R5-IAMNoInlinePolicy ${roleIn(place)}`),
    ]);
    for (const { reason } of acknowledged) expect(reason.length).toBeGreaterThan(60);
  });

  test('fails the synth on what CloudFormation would refuse', () => {
    const app = anApp({ outdir });
    gateTemplates(app);
    const props = { type: 'SERVICE_CONTROL_POLICY', name: 'a', content: {}, targetIds: ['nonsense'] };
    new CfnPolicy(new Stack(app, 'Stack'), 'Policy', props);
    expect(() => app.synth()).toThrow("'nonsense'");
  });

  test.each(['AwsSolutions-S1', 'NIST.800.53.R5-S3BucketVersioningEnabled'])(
    'fails the synth on %s where nobody has acknowledged it',
    (rule) => {
      const app = withOpenBucket(anApp({ outdir }));
      gateNag(app);
      expect(() => app.synth()).toThrow(rule);
    },
  );
});

describe('the gate, in a template for member accounts', () => {
  test('finds what it finds in a stack, and names the construct', () => {
    const { app, template } = withTemplate();
    new CfnBucket(template, 'Bucket');
    gateNag(app);
    expect(() => app.synth()).toThrow(/AwsSolutions-S1[^]*Stack\/Template\/Bucket/);
  });

  test('takes the acknowledgement of the construct', () => {
    const { app, template } = withTemplate();
    const log = new LogGroup(template, 'Log');
    const withoutKey = 'NIST.800.53.R5-CloudWatchLogGroupEncrypted';
    Validations.of(log).acknowledge({ id: `NIST.800.53.R5::${withoutKey}`, reason: 'The log holds nothing.' });
    gateNag(app);
    app.synth();
    expect(reportsIn(app.outdir).flatMap(({ suppressedViolations = [] }) => suppressedViolations)).toMatchObject([
      { ruleName: withoutKey, acknowledgedAt: 'Stack/Template/Log' },
    ]);
  });
});

describe('the report', () => {
  test('lists violations and their constructs by pack, and fails nothing', () => {
    const report = reportNag(withOpenBucket(anApp()));
    expect(Object.keys(report)).toEqual(['PCI.DSS.321', 'HIPAA.Security']);
    for (const [pack, findings] of Object.entries(report)) {
      expect(findings).toContainEqual({
        rule: `${pack}-S3BucketVersioningEnabled`,
        description: expect.stringContaining('versioning') as string,
        constructs: ['Stack/Bucket'],
      });
    }
  });
});

const STREAMS = 'arn:aws:logs:eu-central-1:111111111111:log-group:rampart-trail:log-stream:';
const AGGREGATION = 'arn:aws:iam::aws:policy/service-role/AWSConfigRoleForOrganizations';
/** AWS's own policies of the role with which AWS Backup works. */
const BACKUPS = [
  'service-role/AWSBackupServiceRolePolicyForBackup',
  'service-role/AWSBackupServiceRolePolicyForRestores',
  'AWSBackupServiceRolePolicyForS3Backup',
  'AWSBackupServiceRolePolicyForS3Restore',
];
const HANDLERS = ['OrganizationSettings', 'Delegations'].map((stack) => `${stack}/AWS679f53fac002430cb0da5b7982bd2287`);

/** With the policy of a tier, which has a wildcard for each service and is proved as a whole. */
const TIER_ROLES = [
  'Baseline/Account/Auditor/Role/Resource',
  'Baseline/Account/BackupOperator/Role/Resource',
  'Baseline/Partners/observability/Template/Partner/Role/Resource',
];

/** The kinds of findings of the finisher, by the ends of constructs: every wildcard of its policies has its acknowledgement. */
const FINISHER_FINDINGS = [
  'AwsSolutions-IAM5 Finisher/FinisherPermissions',
  'AwsSolutions-IAM5 Finisher/StartPermissions',
  'AwsSolutions-SF1 Finisher/StateMachine',
  'AwsSolutions-SF2 Finisher/StateMachine',
];

function finisherFinding(finding: { readonly ruleName: string; readonly acknowledgedAt: string }): string {
  const { ruleName, acknowledgedAt } = finding;
  return `${ruleName.replace(/\[.*$/, '')} ${acknowledgedAt.slice(acknowledgedAt.indexOf('Finisher/'))}`;
}

const BOUNDARIES = ['Baseline/Account/Baseline', 'Regional-eu-central-1/Account'].map(
  (baseline) => `${baseline}/Boundary/Resource`,
);

/** Applications of the example in their accounts. */
const ANALYTICS = 'analytics/data-production';
const BILLING = 'billing/shop-production';
const PREVIEW = 'preview/shop-development';
const SHOP = 'shop/shop-production';

const STORES = [
  `${ANALYTICS}/Template/Stores/results`,
  `${BILLING}/Template/Stores/invoices`,
  'newsletter/shop-production/Template/Stores/subscribers',
  `${PREVIEW}/Template/Stores/uploads`,
  `${SHOP}/Template/Stores/orders`,
  `${SHOP}/Template/Stores/images`,
].map((store) => `Applications/${store}`);

/** Wildcards in what the roles of applications reach, and whose role it is. */
const WILDCARDS: readonly (readonly [resource: string, place: string])[] = [
  [objects('analytics-results'), ANALYTICS],
  [objects('shop-orders', 'Accountsshopproduction4D6B8E75'), ANALYTICS],
  ['arn:aws:kms:eu-central-1:<Accountsshopproduction4D6B8E75>:key/*', ANALYTICS],
  [objects('billing-invoices'), BILLING],
  [objects('shop-orders'), BILLING],
  [objects('shop-orders'), SHOP],
  ['arn:aws:kms:eu-central-1:<AWS::AccountId>:key/*', BILLING],
  [`${functionLogs('billing')}-*`, BILLING],
  [`${functionLogs('billing')}:*`, BILLING],
  [objects('preview-uploads'), PREVIEW],
  [`${functionLogs('preview')}-*`, PREVIEW],
  [`${functionLogs('preview')}:*`, PREVIEW],
  [objects('shop-images'), SHOP],
];

function objects(store: string, account = 'AWS::AccountId'): string {
  return `arn:aws:s3:::rampart-app-${store}-<${account}>-eu-central-1-an/*`;
}

function functionLogs(application: string): string {
  return `arn:aws:logs:<AWS::Region>:<AWS::AccountId>:log-group:/aws/lambda/${application}`;
}

function roleIn(place: string): string {
  return `Applications/${place}/Template/Role/Resource`;
}

interface PluginReport {
  readonly pluginName: string;
  readonly conclusion: string;
  readonly violations: readonly object[];
  readonly suppressedViolations?: readonly {
    readonly ruleName: string;
    readonly acknowledgedAt: string;
    readonly reason: string;
  }[];
}

function reportsIn(outdir: string): readonly PluginReport[] {
  const text = readFileSync(join(outdir, 'validation-report.json'), 'utf8');
  return (JSON.parse(text) as { pluginReports: readonly PluginReport[] }).pluginReports;
}

function withTemplate() {
  const app = anApp();
  return { app, template: new MemberTemplate(new Stack(app, 'Stack'), 'Template', { description: 'For members' }) };
}

function withOpenBucket(app: App): App {
  new CfnBucket(new Stack(app, 'Stack'), 'Bucket');
  return app;
}
