import { ASSUMED_ON } from '../../../lib/analysis/costs/assumptions';
import { costsOutputSchema } from '../../../lib/cli/costs/costs-schema';
import { aFolder, copyExample, EXAMPLE, rampart } from './an-io';
import { mistakesIn } from './output-schema';

describe('costs', () => {
  test('prints the estimate of the example line by line, with its total and what it assumes', async () => {
    const { exitCode, out, err } = await rampart(['costs', '--organization', EXAMPLE]);
    expect([exitCode, err]).toEqual([0, '']);
    expect(out).toMatch(/^What Rampart deploys costs about USD \d+\.\d\d a month, without workloads\n/);
    expect(out).toMatch(/\nAlarms +USD 2\.10 +21 alarms × 0\.1\n/);
    expect(out).toMatch(/\nTotal +USD \d+\.\d\d\n/);
    expect(out).toMatch(/\nGuardDuty, events +USD 3\.60 +9 accounts × ≈ 100,000 management events\n/);
    expect(out).toContain(`Assumptions, of ${ASSUMED_ON}`);
  });

  test('prints the same as JSON, which follows its schema', async () => {
    const { exitCode, out } = await rampart(['costs', '--json', '--organization', EXAMPLE]);
    expect(exitCode).toBe(0);
    expect(mistakesIn('costs', out)).toBeNull();
    const { usd, lines } = costsOutputSchema.parse(JSON.parse(out));
    const { out: text } = await rampart(['costs', '--organization', EXAMPLE]);
    expect(text).toContain(`costs about USD ${usd.toFixed(2)} a month`);
    for (const { title } of lines) expect(text).toContain(`\n${title} `);
  });

  test('fails for an organization with problems', async () => {
    const organization = copyExample(aFolder(), ['Sandbox: {}', 'Sandbox: []']);
    const { exitCode, out, err } = await rampart(['costs', '--organization', organization]);
    expect([exitCode, out]).toEqual([2, '']);
    expect(err).toContain('landing-zone.yaml:');
  });

  test('says what costs most when it is more than USD 20', async () => {
    const organization = copyExample(aFolder(), ['  unusedAccess: false', '  unusedAccess: {}']);
    const { out } = await rampart(['costs', '--organization', organization]);
    expect(out).toMatch(
      /\nMore than USD 20 without applications, most of it for Analyzer of unused access \(USD 36\.00\), .+ and .+\n/,
    );
  });
});
