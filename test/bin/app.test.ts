import { spawnSync, type SpawnSyncReturns } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const REPOSITORY = join(__dirname, '../..');

/** As the `cdk` starts it, by `cdk.json`. */
describe('bin/app.ts', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'rampart-'));
  });
  afterEach(() => {
    rmSync(folder, { recursive: true });
  });

  test('synthesises the example, and writes the report of the other packs when it is asked to', () => {
    const { status, stderr } = run({ nagReport: 'true' });
    expect([status, stderr]).toEqual([0, '']);
    expect(readdirSync(outdir())).toEqual(expect.arrayContaining(['Organization.template.json', 'manifest.json']));
    const report = JSON.parse(readFileSync(join(outdir(), 'nag-report.json'), 'utf8')) as object;
    expect(Object.keys(report)).toEqual(['PCI.DSS.321', 'HIPAA.Security']);
    const proof = JSON.parse(readFileSync(join(outdir(), 'proof-report.json'), 'utf8')) as object;
    expect(proof).toMatchObject({ failures: 0 });
  });

  test('fails with 2 and every problem on a broken configuration, without a stack trace, writing nothing', () => {
    cpSync(join(REPOSITORY, 'organization'), join(folder, 'organization'), { recursive: true });
    const account = join(folder, 'organization/accounts/network.yaml');
    writeFileSync(
      account,
      readFileSync(account, 'utf8').replace('Infrastructure', 'Infrastucture').replace('500', '-1'),
    );
    const { status, stdout, stderr } = run({ organization: join(folder, 'organization') });
    expect([status, stdout]).toEqual([2, '']);
    expect(stderr).toContain('network.yaml:3:7: ');
    expect(stderr).toContain('network.yaml:5:9: ');
    expect(stderr).toMatch(/\n2 problems\n$/);
    expect(stderr).not.toMatch(/^ +at /m);
    expect(readdirSync(outdir())).toEqual([]);
  });

  test('fails with 2 where the pipeline is asked for and the configuration has none, and says what to write', () => {
    cpSync(join(REPOSITORY, 'organization'), join(folder, 'organization'), { recursive: true });
    const file = join(folder, 'organization/landing-zone.yaml');
    writeFileSync(file, readFileSync(file, 'utf8').replace(/^  pipeline:\n(?: {4}.*\n)+/m, ''));
    const { status, stderr } = run({ organization: join(folder, 'organization'), vending: 'true' });
    expect(status).toBe(2);
    expect(stderr).toMatch(
      /landing-zone\.yaml:\d+:\d+: the stack `Vending` is asked for, but the configuration has no pipeline\n.*`connection` and `repository`/,
    );
    expect(readdirSync(outdir())).toEqual([]);
  });

  test('fails with 2 on a folder that is not there', () => {
    const { status, stderr } = run({ organization: join(folder, 'nowhere') });
    expect(status).toBe(2);
    expect(stderr).toContain('nowhere');
    expect(stderr).not.toMatch(/^ +at /m);
  });

  test('fails with 1 when a guardrail does not do what its probes say, writing nothing', () => {
    const { status, stdout, stderr } = run({}, { NODE_OPTIONS: '--require ./test/support/break-a-guardrail.js' });
    expect([status, stdout]).toEqual([1, '']);
    expect(stderr).toContain(
      'must be denied: a developer leaves the organization (organizations:LeaveOrganization by ',
    );
    expect(stderr).toMatch(/\n\d+ failed proofs\n$/);
    expect(readdirSync(outdir())).toEqual([]);
  });

  test('fails with 1 when a guardrail has a back door that no probe uses, writing nothing', () => {
    const { status, stdout, stderr } = run({}, { NODE_OPTIONS: '--require ./test/support/open-a-back-door.js' });
    expect([status, stdout]).toEqual([1, '']);
    expect(stderr).toContain('survived: deny-leaving-organization (as configured at root): drop-condition: drops ');
    expect(stderr).toMatch(/\n\d+ surviving mutants: .* \(docs\/mutants\.md\)\n$/);
    expect(readdirSync(outdir())).toEqual([]);
  });

  test('says when packing.lock.json is out of date, and deploys what a plan would record', () => {
    cpSync(join(REPOSITORY, 'organization'), join(folder, 'organization'), { recursive: true });
    rmSync(join(folder, 'organization/packing.lock.json'));
    const { status, stderr } = run({ organization: join(folder, 'organization') });
    expect([status, stderr]).toEqual([
      0,
      `Organization: ${join(folder, 'organization')}\nwarning: packing.lock.json is out of date: run \`npx rampart plan\` and commit it\n`,
    ]);
    expect(existsSync(join(folder, 'organization/packing.lock.json'))).toBe(false);
  });

  function outdir(): string {
    return join(folder, 'cdk.out');
  }

  function run(context: Record<string, string>, environment: NodeJS.ProcessEnv = {}): SpawnSyncReturns<string> {
    const cdkJson = JSON.parse(readFileSync(join(REPOSITORY, 'cdk.json'), 'utf8')) as { app: string; context: object };
    return spawnSync(cdkJson.app, {
      shell: true,
      cwd: REPOSITORY,
      encoding: 'utf8',
      env: {
        PATH: process.env['PATH'],
        CDK_OUTDIR: outdir(),
        CDK_CONTEXT_JSON: JSON.stringify({ ...cdkJson.context, ...context }),
        CDK_VALIDATION: 'false',
        ...environment,
      },
    });
  }
});
