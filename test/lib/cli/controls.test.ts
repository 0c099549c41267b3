import { controlsSchema } from '../../../lib/cli/controls/controls-schema';
import { aFolder, copyExample, rampart, type Run } from './an-io';
import { mistakesIn } from './output-schema';

describe('rampart controls', () => {
  let all: Run;
  let pci: Run;

  beforeAll(async () => {
    all = await rampart(['controls']);
    pci = await rampart(['controls', '--standard', 'pci-dss']);
  });

  test('shows each control with its status, what covers it and what is left, and the totals', () => {
    const { exitCode, out, err } = all;
    expect([exitCode, err]).toEqual([0, '']);
    expect(out).toMatch(/^ {2}5\.0 +3\.0 +Status +Control$/m);
    expect(out).toMatch(/^ {2}1\.3 +1\.4 +covered +The root user has no access key$/m);
    expect(out).toMatch(/^ +- guardrail deny-root-user: every member account$/m);
    expect(out).toMatch(/^ +- Config rule IAM_ROOT_ACCESS_KEY_CHECK: every account$/m);
    expect(out).toMatch(/^ +- left: \S/m);
    expect(out).toMatch(
      /^CIS AWS Foundations Benchmark 5\.0: 63 controls, \d+ covered, \d+ partly, \d+ measured, \d+ not covered$/m,
    );
    expect(out).toMatch(/^PCI DSS 4\.0\.1: \d+ controls, /m);
  });

  test('says what has no row, Trusted Advisor and its support plan among it', () => {
    expect(all.out).toMatch(/^ {2}AWS Trusted Advisor +\S/m);
    expect(all.out.replace(/\s+/g, ' ')).toContain('support plan AWS Business Support+');
  });

  test('fits into 100 columns', () => {
    const long = all.out.split('\n').filter((line) => line.length > 100);
    expect(long).toEqual([]);
  });

  test('shows one standard if it is asked to', () => {
    const { out } = pci;
    expect(out).toMatch(/^ {2}4\.0\.1 +Status +Control$/m);
    expect(out).not.toContain('CIS AWS Foundations Benchmark 5.0:');
  });

  test('shows how many Config rules a pack that is off would have, in one line', () => {
    expect(pci.out).toMatch(/^ +- off: \d+ Config rules: the pack of PCI DSS 4\.0\.1 is off:$/m);
  });

  test('shows the organization as it is configured: a guardrail that is removed covers nothing', async () => {
    const organization = copyExample(aFolder(), ['    require-rds-encryption:\n', '']);
    const { out } = await rampart(['controls', '--standard', 'cis-aws-foundations', '--organization', organization]);
    expect(out).toMatch(/^ {2}2\.2\.1 +2\.3\.1 +measured +Databases of RDS are encrypted$/m);
    expect(out).toMatch(/^ +- off: guardrail require-rds-encryption: it is attached nowhere$/m);
  });

  test('--uncovered shows only what nothing covers, and fails because of it', async () => {
    const { exitCode, out } = await rampart(['controls', '--uncovered', '--standard', 'cis-aws-foundations']);
    expect(exitCode).toBe(1);
    expect(out).toMatch(/^ {2}2\.1\.3 +2\.1\.3 +not covered /m);
    expect(out).not.toMatch(/^ {2}\S+ +\S+ +(?:covered|partly|measured) /m);
    expect(out).toMatch(/: 63 controls, /);
  });

  test('writes JSON by its schema, with every control', async () => {
    const { exitCode, out } = await rampart(['controls', '--json']);
    expect(exitCode).toBe(0);
    expect(mistakesIn('controls', out)).toBeNull();
    const { standards } = controlsSchema.parse(JSON.parse(out));
    expect(standards.map(({ id }) => id)).toEqual(['cis-aws-foundations', 'pci-dss']);
    for (const { controls, totals } of standards)
      expect(controls).toHaveLength(Object.values(totals).reduce((sum, count) => sum + count, 0));
    const validated = standards[0]?.controls.find(({ number }) => number === '3.2');
    expect(validated).toMatchObject({
      earlier: '3.2',
      chapter: '3 Logging',
      status: 'covered',
      missing: [],
      gaps: [],
      remainder: null,
    });
    expect(validated?.mechanisms[0]).toEqual({
      kind: 'stack-setting',
      id: 'trail-validation',
      contribution: 'meets',
      where: 'the trail',
      everywhere: true,
      file: 'constructs/audit/organization-trail.ts',
      test: 'test/constructs/audit/organization-trail.test.ts',
    });
  });

  test('--uncovered --json has only what nothing covers, counts all, and fails', async () => {
    const { exitCode, out } = await rampart(['controls', '--uncovered', '--json']);
    expect(exitCode).toBe(1);
    expect(mistakesIn('controls', out)).toBeNull();
    for (const { controls, totals } of controlsSchema.parse(JSON.parse(out)).standards) {
      expect(controls.every(({ status }) => status === 'not-covered')).toBe(true);
      expect(controls).toHaveLength(totals['not-covered']);
    }
  });

  test('refuses a standard that does not exist, or has no controls, with those that do', async () => {
    for (const standard of ['cis', 'rampart-mirror']) {
      const { exitCode, out, err } = await rampart(['controls', '--standard', standard]);
      expect([exitCode, out]).toEqual([2, '']);
      expect(err).toContain('Allowed choices are cis-aws-foundations, pci-dss');
    }
  });

  test('fails with 2 on a broken configuration', async () => {
    const organization = copyExample(aFolder(), ['deny-root-user:', 'deny-rot-user:']);
    const { exitCode, out, err } = await rampart(['controls', '--organization', organization]);
    expect([exitCode, out]).toEqual([2, '']);
    expect(err).toContain('did you mean `deny-root-user`?');
  });
});
