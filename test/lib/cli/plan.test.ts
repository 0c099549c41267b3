import { chmodSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { planSchema } from '../../../lib/cli/plan/plan-schema';
import type { PlanSummary } from '../../../lib/cli/plan/summary';
import { aFolder, copyExample, EXAMPLE, rampart, REPOSITORY, type Run } from './an-io';

/** A program to run instead of Node, which acts as a synth that has been told to begin. */
function aNode(script: string) {
  const path = join(aFolder(), 'node');
  writeFileSync(path, `#!/bin/sh\nhead -c 1 > /dev/null\n${script}\n`);
  chmodSync(path, 0o755);
  return { node: { path, environment: { PATH: process.env['PATH'] } } };
}

describe('plan', () => {
  const output = join(aFolder(), 'deep/cdk.out');
  const again = join(aFolder(), 'cdk.out');
  let text: Run;
  let json: Run;
  /** Copies the first result instead of synthesizing again. */
  const sameSynth = () => aNode(`cp -r '${output}/.' "$CDK_OUTDIR"`);

  beforeAll(async () => {
    const args = ['plan', '--organization', EXAMPLE, '--output'];
    text = await rampart([...args, output]);
    json = await rampart([...args, again, '--json'], sameSynth());
  }, 180_000);

  const summary = () => JSON.parse(json.out) as PlanSummary;

  test('succeeds for the example, without a word on standard error', () => {
    expect([text.exitCode, text.err]).toEqual([0, '']);
    expect([json.exitCode, json.err]).toEqual([0, '']);
  });

  test('shows its progress, and clears it', () => {
    expect(text.progress).toEqual(['checking the configuration', 'synthesizing the stacks', null]);
  });

  test('holds to its schema in JSON, and names the folder that it read', () => {
    expect(() => planSchema.parse(JSON.parse(json.out))).not.toThrow();
    expect(summary().folder).toBe(EXAMPLE);
  });

  test('writes the templates, guardrails.json and the reports', () => {
    for (const file of ['manifest.json', 'Guardrails.template.json', 'validation-report.json', 'nag-report.json'])
      expect(existsSync(join(output, file))).toBe(true);
    expect(readFileSync(join(output, 'nag-report.md'), 'utf8')).toMatch(
      /^# cdk-nag report\n[^]*\n## AwsSolutions: 0 findings/,
    );
  });

  test('writes the same guardrails.json as `rampart guardrails` prints', async () => {
    const { out } = await rampart(['guardrails', '--organization', EXAMPLE]);
    expect(readFileSync(join(output, 'guardrails.json'), 'utf8')).toBe(`${out}\n`);
  });

  test('tells which exemptions have ended, and succeeds', async () => {
    const later = { ...sameSynth(), now: () => new Date('2027-06-01T00:00:00Z') };
    const args = ['plan', '--organization', EXAMPLE, '--output', join(aFolder(), 'cdk.out')];
    const { exitCode, out } = await rampart(args, later);
    expect(exitCode).toBe(0);
    expect(out).toMatch(/landing-zone\.yaml:\d+:5: ended: `arn:\*:iam::\*:role\/network\/expansion`/);
    expect(text.out).not.toContain('ended:');
    const { out: written } = await rampart([...args, '--json'], later);
    expect(JSON.parse(written)).toMatchObject({
      exemptions: { ended: [{ owner: 'network@example.com' }, { owner: 'security@example.com' }] },
    });
  });

  test('shows the tree of units and accounts with the guardrails that are placed there', () => {
    expect(text.out).toMatch(/^7 units, 8 accounts, \d+ guardrails in \d+ placements; home Region eu-central-1\n/);
    expect(text.out).toMatch(/\nroot\n(│ {3}[a-z].*\n)+├── Security\/\n/);
    expect(text.out).toMatch(/\n├── Workloads\/\n(│ {3}│ {3}[a-z].*\n)+│ {3}├── Production\/\n/);
    expect(text.out).toMatch(/^│ {3}│ {3}.*\blimit-instance-types\b/m);
    expect(text.out).toMatch(
      /\n└── management {2}\(no service or resource control policy binds the management account\)\n/,
    );
  });

  test('shows policies and characters of each quota, stacks, the result of cdk-nag, the files and the time', () => {
    expect(text.out).toMatch(/\nroot +SCP +\d of 10 +[\d, ]+ of 10,240\n/);
    expect(text.out).toMatch(/\nStack +Resources +Template\nOrganization +8 +[\d,]+ bytes\n/);
    expect(text.out).toMatch(
      /\ncdk-nag: AwsSolutions 0 findings \(\d+ acknowledged\), NIST\.800\.53\.R5 0 findings \(\d+ acknow/,
    );
    expect(text.out).toMatch(/\nReport only: PCI\.DSS\.321 \d+ findings, HIPAA\.Security \d+ findings\n/);
    expect(text.out).toContain(`${output}/nag-report.md`);
    expect(text.out).toMatch(/\nPlanned in \d+\.\d s$/);
  });

  test('has colors only where the terminal takes them', async () => {
    const color = /\u001b\[/;
    expect(text.out).not.toMatch(color);
    const broken = ['plan', '--organization', copyExample(aFolder(), ['Sandbox: {}', 'Sandbox: []'])];
    expect((await rampart(broken, { colors: { out: false, err: true } })).err).toMatch(color);
    expect((await rampart(broken)).err).not.toMatch(color);
  });

  test('writes the same as JSON', () => {
    const { organization, targets, stacks, nag, files, seconds } = summary();
    expect(organization).toMatchObject({ id: null, homeRegion: 'eu-central-1', units: 7, accounts: 8 });
    const workloads = targets.find(({ id }) => id === 'Workloads');
    expect(workloads).toMatchObject({ id: 'Workloads', kind: 'unit', parent: 'root', name: 'Workloads' });
    expect(workloads?.guardrails).toContainEqual({ id: 'limit-instance-types', alreadyInForceFrom: null });
    expect(workloads?.policies[0]).toEqual({
      type: 'SERVICE_CONTROL_POLICY',
      attached: 3,
      attachedQuota: 10,
      characters: [expect.any(Number), expect.any(Number)],
      charactersQuota: 10_240,
    });
    expect(stacks.map(({ id }) => id)).toEqual([
      'Organization',
      'OrganizationSettings',
      'Guardrails',
      'Accounts',
      'Delegations',
      'LogArchive',
      'AccountGuardrails',
      'Audit',
      'Baseline',
      'Backups',
      'Regional-eu-central-1',
      'Regional-eu-west-1',
      'Regional-us-east-1',
      'Identity',
      'Applications',
    ]);
    expect(nag.gate.map(({ findings }) => findings)).toEqual([[], []]);
    expect(files.guardrails).toBe(join(again, 'guardrails.json'));
    expect(seconds).toBeGreaterThan(0);
  });

  test('shows what StackSets bring to which accounts, and what the lock of the logs makes impossible', () => {
    expect(text.out).toMatch(/\nrampart-trail-archive +log-archive +eu-central-1 +1 AWS::KMS::Alias\n/);
    expect(text.out).toContain('\nObject Lock in compliance mode: nobody can delete');
    const { stackSets, evidence } = summary();
    expect(stackSets.map(({ name, accounts, regions }) => [name, accounts, regions])).toEqual([
      ['rampart-log-archive', ['log-archive'], ['eu-central-1']],
      ['rampart-trail-archive', ['log-archive'], ['eu-central-1']],
      ['rampart-account', null, ['eu-central-1']],
      ['rampart-region', null, ['eu-central-1', 'eu-west-1', 'us-east-1']],
      ['rampart-global-events', null, ['eu-central-1', 'us-east-1']],
      ['rampart-audit', ['audit'], ['eu-central-1', 'eu-west-1', 'us-east-1']],
      ['rampart-ci', ['shop-development', 'shop-production'], ['eu-central-1']],
      ['rampart-partner-observability', ['shop-production'], ['eu-central-1']],
      ['rampart-backup', null, ['eu-central-1', 'eu-west-1', 'us-east-1']],
      ['rampart-app-analytics-data-production', ['data-production'], ['eu-central-1']],
      ['rampart-app-billing-shop-production', ['shop-production'], ['eu-central-1']],
      ['rampart-app-newsletter-shop-production', ['shop-production'], ['eu-central-1']],
      ['rampart-app-preview-shop-development', ['shop-development'], ['eu-central-1']],
      ['rampart-app-shop-shop-production', ['shop-production'], ['eu-central-1']],
    ]);
    expect(stackSets[1]?.resources.map(({ type }) => type)).toContain('AWS::S3::Bucket');
    expect(evidence.audit).toMatchObject({ account: 'audit' });
  });

  test('shows what watches which account in which Region, and what it costs', () => {
    expect(text.out).toMatch(/\nWhat is deployed +Accounts +Regions\ntrail of calls +all +every Region of AWS\n/);
    expect(text.out).toMatch(/\naggregator of AWS Config +audit +eu-central-1\n/);
    expect(text.out).toMatch(/\nTotal +USD \d+\.\d\d\n/);
    const { coverage, costs } = summary();
    expect(coverage.rows.map(({ account }) => account)).toHaveLength(9);
    expect(coverage.regions).toEqual(['eu-central-1', 'eu-west-1', 'us-east-1']);
    expect(text.out).toContain(`USD ${costs.usd.toFixed(2)}`);
  });

  test('says where a guardrail is placed although it is already in force from above', async () => {
    const organization = copyExample(aFolder(), ['  Workloads:\n', '  Workloads:\n    deny-root-user:\n']);
    const { exitCode, out } = await rampart(
      ['plan', '--organization', organization, '--output', join(aFolder(), 'out')],
      sameSynth(),
    );
    expect(exitCode).toBe(0);
    expect(out).toContain('deny-root-user (already in force from root), ');
  });

  describe('packing.lock.json', () => {
    const ADDED: readonly [string, string] = ['  Workloads:\n', '  Workloads:\n    deny-root-user:\n'];
    const lockOf = (organization: string): string => readFileSync(join(organization, 'packing.lock.json'), 'utf8');
    const planned = (organization: string, ...more: readonly string[]) =>
      rampart(['plan', '--organization', organization, '--output', join(aFolder(), 'out'), ...more], sameSynth());

    test('is not changed or mentioned if it is current', async () => {
      const before = lockOf(EXAMPLE);
      expect((await planned(EXAMPLE)).out).not.toContain('packing.lock.json');
      expect((await planned(EXAMPLE, '--locked')).exitCode).toBe(0);
      expect(lockOf(EXAMPLE)).toBe(before);
      expect(summary().packing).toMatchObject({ state: 'current', added: [], removed: [], rewritten: [] });
    });

    test('is updated when a statement is added or removed, and the plan lists them', async () => {
      const organization = copyExample(aFolder(), ADDED, ['    require-tls:\n', '']);
      const { exitCode, out } = await planned(organization);
      expect(exitCode).toBe(0);
      expect(out).toContain(
        [
          `${organization}/packing.lock.json was updated; commit it`,
          '  + deny-root-user in rampart-Workloads-scp-1',
          '  - require-tls in rampart-root-rcp-1',
          '',
        ].join('\n'),
      );
      expect(JSON.parse(lockOf(organization))).toMatchObject({
        documents: { 'rampart-Workloads-scp-1': expect.arrayContaining(['deny-root-user']) as unknown },
      });
      expect((await planned(organization)).out).not.toContain('packing.lock.json');
    });

    test('is created if there is none', async () => {
      const organization = copyExample(aFolder());
      rmSync(join(organization, 'packing.lock.json'));
      expect((await planned(organization)).exitCode).toBe(0);
      expect(JSON.parse(lockOf(organization))).toMatchObject({ formatVersion: 1 });
    });

    test('fails the plan if it is out of date with --locked', async () => {
      const organization = copyExample(aFolder(), ADDED);
      const before = lockOf(organization);
      const { exitCode, out } = await planned(organization, '--locked');
      expect(exitCode).toBe(1);
      expect(out).toContain(
        `${organization}/packing.lock.json is out of date; run \`npx rampart plan\` and commit it\n`,
      );
      expect(lockOf(organization)).toBe(before);
    });

    test('is not changed when the app finds something', async () => {
      const organization = copyExample(aFolder(), ADDED);
      const before = lockOf(organization);
      const args = ['plan', '--organization', organization, '--output', join(aFolder(), 'out')];
      expect((await rampart(args, aNode('exit 1'))).exitCode).toBe(1);
      expect(lockOf(organization)).toBe(before);
    });
  });
});

describe('plan', () => {
  test('writes nothing when there are problems', async () => {
    const folder = aFolder();
    const organization = copyExample(folder, ['deny-root-user:', 'deny-rot-user:']);
    const output = join(folder, 'cdk.out');
    const { exitCode, out, err, progress } = await rampart([
      'plan',
      '--organization',
      organization,
      '--output',
      output,
    ]);
    expect([exitCode, out]).toEqual([2, '']);
    expect(err).toContain('unknown guardrail `deny-rot-user`');
    expect(progress.at(-1)).toBe(null);
    expect(existsSync(output)).toBe(false);
  });

  test('gives the app the folders and the context of cdk.json', async () => {
    const output = join(aFolder(), 'out');
    const node = aNode('for app; do :; done; echo "$app"; echo "$CDK_OUTDIR"; echo "$CDK_CONTEXT_JSON"; exit 2');
    const { err } = await rampart(['plan', '--organization', EXAMPLE, '--output', output], node);
    const [app, folder, context] = err.split('\n');
    expect([app, folder]).toEqual([join(REPOSITORY, 'bin/app.ts'), output]);
    const { context: configured } = JSON.parse(readFileSync(join(REPOSITORY, 'cdk.json'), 'utf8')) as {
      context: object;
    };
    expect(JSON.parse(context ?? '')).toEqual({ ...configured, organization: EXAMPLE, nagReport: true });
  });

  test.each([
    [1, 1],
    [2, 2],
    [3, 2],
  ])('shows what the app writes when it exits with %i, and exits with %i', async (code, exitCode) => {
    const node = aNode(`echo 'a finding' >&2; exit ${code}`);
    const run = await rampart(['plan', '--organization', EXAMPLE, '--output', join(aFolder(), 'out')], node);
    expect([run.exitCode, run.out, run.err]).toEqual([exitCode, '', 'a finding']);
  });

  test('fails when the app succeeds without the report of the gate', async () => {
    const args = ['plan', '--organization', EXAMPLE, '--output', join(aFolder(), 'out')];
    const { exitCode, err } = await rampart(args, aNode('exit 0'));
    expect(exitCode).toBe(2);
    expect(err).toContain('cdk-nag reported nothing');
  });

  test('never lets the app begin when there are problems', async () => {
    const folder = aFolder();
    const organization = copyExample(folder, ['deny-root-user:', 'deny-rot-user:']);
    const output = join(folder, 'cdk.out');
    const node = aNode(`mkdir '${output}'`);
    await rampart(['plan', '--organization', organization, '--output', output], node);
    await new Promise((settle) => setTimeout(settle, 200));
    expect(existsSync(output)).toBe(false);
  });

  test('does not read reports of an earlier plan', async () => {
    const output = join(aFolder(), 'out');
    mkdirSync(output);
    for (const name of ['validation-report.json', 'nag-report.json']) writeFileSync(join(output, name), 'old');
    const run = await rampart(['plan', '--json', '--organization', EXAMPLE, '--output', output], aNode('exit 1'));
    expect(JSON.parse(run.out)).toEqual({ formatVersion: 1, problems: [], nag: { gate: [], report: [] } });
  });

  test('says when the app was stopped', async () => {
    const run = await rampart(
      ['plan', '--organization', EXAMPLE, '--output', join(aFolder(), 'out')],
      aNode('kill -TERM $$'),
    );
    expect([run.exitCode, run.err]).toEqual([2, 'stopped by SIGTERM']);
  });

  test('fails where it cannot write, without a stack trace', async () => {
    const file = join(aFolder(), 'file');
    writeFileSync(file, '');
    const { exitCode, err } = await rampart(['plan', '--organization', EXAMPLE, '--output', file]);
    expect([exitCode, err]).toEqual([2, `error: cannot write \`${join(file, 'guardrails.json')}\` (EEXIST)`]);
  });
});
