import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type App, Stack } from 'aws-cdk-lib';
import { CfnPolicy } from 'aws-cdk-lib/aws-organizations';
import { CfnBucket } from 'aws-cdk-lib/aws-s3';
import { buildApp } from '../../../lib/app';
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
    const app = anApp({ outdir, validate: true });
    buildApp(app, theExample());
    gateNag(app);
    app.synth();
    const reports = reportsIn(outdir);
    expect(reports.map(({ pluginName, conclusion, violations }) => [pluginName, conclusion, violations])).toEqual(
      ['AwsSolutions', 'NIST.800.53.R5'].map((name) => [name, 'success', []]),
    );
    const acknowledged = reports.flatMap(({ suppressedViolations = [] }) => suppressedViolations);
    expect(acknowledged.map(({ ruleName, acknowledgedAt }) => `${ruleName} ${acknowledgedAt}`)).toEqual([
      'AwsSolutions-IAM5[Resource::*] OrganizationSettings/Calls/Permissions',
      'NIST.800.53.R5-CloudWatchLogGroupEncrypted OrganizationSettings/Calls/LogGroup',
      `NIST.800.53.R5-LambdaConcurrency ${HANDLER}`,
      `NIST.800.53.R5-LambdaDLQ ${HANDLER}`,
      `NIST.800.53.R5-LambdaInsideVPC ${HANDLER}`,
    ]);
    for (const { reason } of acknowledged) expect(reason.length).toBeGreaterThan(60);
  });

  test('fails the synth on what CloudFormation would refuse', () => {
    const app = anApp({ outdir, validate: true });
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

const HANDLER = 'OrganizationSettings/AWS679f53fac002430cb0da5b7982bd2287';

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

function withOpenBucket(app: App): App {
  new CfnBucket(new Stack(app, 'Stack'), 'Bucket');
  return app;
}
