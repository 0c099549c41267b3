import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ASSUMED_ON } from '../../../lib/analysis/costs/assumptions';
import { costsOutputSchema } from '../../../lib/cli/costs/costs-schema';
import { HOW_SCALED } from '../../../lib/cli/costs/scaled-costs';
import { aFolder, copyExample, EXAMPLE, rampart } from './an-io';
import { mistakesIn } from './output-schema';

const BARE = `formatVersion: 1
organization:
  managementAccount:
    id: '111111111111'
regions: { home: eu-central-1, governed: [eu-central-1] }
units: { Workloads: {} }
guardrails: { root: { deny-leaving-organization: } }
`;

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

  test('estimates the organization as if it had so many accounts, and says how', async () => {
    const { exitCode, out } = await rampart(['costs', '--accounts', '100', '--organization', EXAMPLE]);
    expect(exitCode).toBe(0);
    expect(out).toMatch(/^What Rampart deploys costs about USD [\d,.]+ a month with 100 accounts, without workloads\n/);
    expect(out).toMatch(/\nAWS Config, recorded +USD 15\.00 +100 accounts × ≈ 50 recorded changes × 0\.003\n/);
    expect(out).toMatch(/\nAlarms +USD 2\.10 +21 alarms × 0\.1\n/);
    expect(out).toMatch(/\nBudgets +USD 0\.00 +100 budgets × 0\n/);
    expect(out).not.toContain('Keys of applications');
    expect(out.replace(/\s+/g, ' ')).toContain(HOW_SCALED);
    const json = await rampart(['costs', '--accounts', '100', '--json', '--organization', EXAMPLE]);
    expect(mistakesIn('costs', json.out)).toBeNull();
    expect(costsOutputSchema.parse(JSON.parse(json.out)).scaledTo).toBe(100);
  });

  test('says what is not known of backups', async () => {
    const { out } = await rampart(['costs', '--organization', EXAMPLE]);
    expect(out).toMatch(/\nKeys of backups +USD 9\.00 +9 keys × 1\n/);
    expect(out).toContain('What backups hold, what is restored, and what is copied between Regions is not known');
  });

  test.each(['0', '-1', '1.5', 'many', '50001', ''])(
    'refuses --accounts %s, also if the configuration has mistakes',
    async (count) => {
      const organization = copyExample(aFolder(), ['Sandbox: {}', 'Sandbox: []']);
      const { exitCode, out, err } = await rampart(['costs', '--accounts', count, '--organization', organization]);
      expect([exitCode, out]).toEqual([2, '']);
      expect(err).toContain(`--accounts cannot be \`${count}\``);
      expect(err).toContain('allowed: a whole number from 1 to 50,000');
      expect(err).not.toContain('landing-zone.yaml');
    },
  );

  test('cannot make more of an organization without accounts', async () => {
    const organization = aFolder();
    writeFileSync(join(organization, 'landing-zone.yaml'), BARE);
    const { exitCode, err } = await rampart(['costs', '--accounts', '10', '--organization', organization]);
    expect(exitCode).toBe(2);
    expect(err).toContain('--accounts: the organization has no account that is not closed');
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
