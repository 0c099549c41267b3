import { ASSUMPTIONS } from '../../../../lib/analysis/costs/assumptions';
import type { CostLine } from '../../../../lib/analysis/costs/cost-line';
import { estimateCosts, largestLines, type CostEstimate } from '../../../../lib/analysis/costs/estimate';
import { PRICES } from '../../../../lib/analysis/costs/prices';
import type { Pack } from '../../../../lib/model/config-rules/config-rule';
import type { Organization } from '../../../../lib/model/organization';
import { anAudit } from '../../../support/an-audit';
import { aPack, aWatchedOrganization, BASELINE } from '../../../support/a-watched-organization';

/** Six accounts are not closed, the management account included; five of them have the baseline. */
const organization = aWatchedOrganization({ audit: anAudit() });

const PERIODIC = { identifier: 'ACCESS_KEYS_ROTATED', parameters: {} };
const ON_CHANGE = { identifier: 'S3_BUCKET_SSL_REQUESTS_ONLY', parameters: {} };

function lineOf({ lines }: CostEstimate, id: string): CostLine {
  const line = lines.find((candidate) => candidate.id === id);
  if (line === undefined) throw new Error(`no line ${id}, only ${lines.map((other) => other.id).join(', ')}`);
  return line;
}

function costOf(edits: Partial<Organization>, id: string, packs: readonly Pack[] = []): number {
  return lineOf(estimateCosts({ ...organization, ...edits }, packs), id).usd;
}

describe('an estimate', () => {
  const estimate = estimateCosts(organization, [aPack({ rules: [PERIODIC, ON_CHANGE] })]);

  test.each(estimate.lines.map((line) => [line.id, line] as const))(
    'multiplies the factors and the price that it shows: %s',
    (_, { factors, price, usd }) => {
      let product = PRICES[price].usd / PRICES[price].per;
      for (const { value, per } of factors) product *= value / per;
      expect(usd).toBeCloseTo(product, 10);
    },
  );

  test('adds what is on, and nothing that is off', () => {
    const [on, off] = [true, false].map((isOn) => estimate.lines.filter((line) => line.isOn === isOn));
    expect(off?.map(({ id }) => id)).toEqual(['detector-events', 'detector-logs', 'unused-access']);
    expect(estimate.usd).toBeCloseTo(on?.reduce((sum, { usd }) => sum + usd, 0) ?? 0, 10);
  });

  test('has each line once, and explains each assumption', () => {
    const ids = estimate.lines.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    for (const { factors } of estimate.lines)
      for (const { assumption, value } of factors)
        if (assumption !== null) expect(ASSUMPTIONS[assumption].value).toBe(value);
  });

  test('is explained by the lines that cost most', () => {
    const largest = largestLines(estimate.lines).map(({ usd }) => usd);
    const all = estimate.lines.filter(({ isOn }) => isOn).map(({ usd }) => usd);
    expect(largest).toEqual(all.sort((a, b) => b - a).slice(0, 3));
  });
});

describe('the lines', () => {
  test('count accounts that are not closed, with the management account', () => {
    expect(lineOf(estimateCosts(organization, []), 'log-group').factors[0]).toMatchObject({
      value: 6,
      unit: 'accounts',
    });
  });

  test('count accounts with a baseline for what it brings', () => {
    const estimate = estimateCosts(organization, []);
    for (const id of ['recorder', 'detector-events', 'forwarding'])
      expect(lineOf(estimate, id).factors[0]).toMatchObject({ value: 5, unit: 'accounts' });
  });

  test('count the management account for what is recorded only if it has no recorder of its own, and always for events', () => {
    const skipping = { managementAccount: { ...organization.managementAccount, hasBaseline: false } };
    for (const id of ['recorder', 'config-requests', 'detector-events'])
      expect(costOf(skipping, id)).toBeCloseTo((costOf({}, id) * 4) / 5);
    expect(costOf(skipping, 'forwarding')).toBe(costOf({}, 'forwarding'));
  });

  test('count Regions once each', () => {
    const one = costOf({ governedRegions: ['eu-central-1'] }, 'detector-logs');
    expect(costOf({}, 'detector-logs')).toBeCloseTo(3 * one, 10);
  });

  test('know that daily recording makes fewer and dearer items', () => {
    const daily = { ...BASELINE, recorder: { ...BASELINE.recorder, frequency: 'daily' as const } };
    expect(lineOf(estimateCosts({ ...organization, baseline: daily }, []), 'recorder')).toMatchObject({
      price: 'dailyItem',
    });
    expect(costOf({ baseline: daily }, 'recorder')).toBeCloseTo(5 * 50 * 0.5 * 0.012, 10);
    expect(costOf({}, 'recorder')).toBeCloseTo(5 * 50 * 0.003, 10);
  });

  test('know for how long logs are kept', () => {
    expect(costOf({ audit: anAudit({ logGroupDays: 30 }) }, 'log-group-storage')).toBeCloseTo(
      6 * 0.1 * 1.5 * 1 * 0.03,
      10,
    );
    expect(costOf({ audit: anAudit({ logGroupDays: 300 }) }, 'log-group-storage')).toBeCloseTo(
      6 * 0.1 * 1.5 * 10 * 0.03,
      10,
    );
  });

  test('are on if the configuration switches them on', () => {
    const on = estimateCosts(
      { ...organization, baseline: { ...BASELINE, guardDuty: { forwardFrom: 7 }, unusedAccessDays: 90 } },
      [],
    );
    expect(on.lines.filter(({ isOn }) => !isOn)).toEqual([]);
    expect(on.usd).toBeGreaterThan(estimateCosts(organization, []).usd + 6 * 20 * 0.2);
  });

  test('leave out the alarm that nothing could set off', () => {
    const { platform } = organization;
    const principals = { ...platform.principals, deployment: [] };
    expect(costOf({ platform: { ...platform, principals } }, 'alarms')).toBeCloseTo(costOf({}, 'alarms') - 0.1, 10);
  });

  test('of sections that are not there are not there', () => {
    expect(estimateCosts({ ...organization, baseline: null }, []).lines.map(({ id }) => id)).not.toContain('recorder');
    const { lines, usd } = estimateCosts({ ...organization, baseline: null, audit: null, logArchive: null }, []);
    // Every account has a budget.
    expect(lines.map(({ id }) => id)).toEqual(['budgets']);
    expect(usd).toBe(0);
  });
});

describe('the evaluations of a standard', () => {
  test('are one a day for each periodic Config rule, account and Region in which its pack is', () => {
    const home = aPack({ scope: 'home', rules: [PERIODIC] });
    expect(costOf({}, 'cis-aws-foundations-periodic', [home])).toBeCloseTo(1 * 6 * 30 * 0.001, 10);
    const region = aPack({ scope: 'region', rules: [PERIODIC] });
    expect(costOf({}, 'cis-aws-foundations-periodic', [region])).toBeCloseTo(3 * 6 * 30 * 0.001, 10);
    expect(costOf({}, 'cis-aws-foundations-periodic', [home, region])).toBeCloseTo(4 * 6 * 30 * 0.001, 10);
  });

  test('are a share of the changes for each other Config rule', () => {
    const pack = aPack({ rules: [ON_CHANGE] });
    expect(costOf({}, 'cis-aws-foundations-changes', [pack])).toBeCloseTo(1 * 6 * 50 * 0.05 * 0.001, 10);
  });

  test('leave out excluded accounts, and those that are closed', () => {
    const pack = aPack({ rules: [PERIODIC], excludedAccounts: ['shop', 'closed'] });
    expect(costOf({}, 'cis-aws-foundations-periodic', [pack])).toBeCloseTo(3 * 5 * 30 * 0.001, 10);
  });

  test('have lines for each standard', () => {
    const packs = [aPack({ rules: [PERIODIC] }), aPack({ standard: 'pci-dss', rules: [PERIODIC] })];
    const ids = estimateCosts(organization, packs).lines.map(({ id }) => id);
    expect(ids).toEqual(expect.arrayContaining(['cis-aws-foundations-periodic', 'pci-dss-periodic']));
  });

  test('fail for a Config rule that the table does not have', () => {
    const pack = aPack({ rules: [{ identifier: 'NO_SUCH_RULE', parameters: {} }] });
    expect(() => estimateCosts(organization, [pack])).toThrow("the table has no Config rule 'NO_SUCH_RULE'");
  });
});

describe('backups', () => {
  const placed = (target: string, parameters: object = {}) => ({
    guardrail: 'organization-backups',
    target,
    parameters,
    at: { file: '', line: 1, column: 1 },
    locate: () => ({ file: '', line: 1, column: 1 }),
  });
  const members = organization.accounts.filter(({ state }) => state !== 'closed').length;
  const regions = organization.governedRegions.length;
  const keysWith = (...placements: Organization['placements']): Readonly<Record<string, number>> =>
    Object.fromEntries(
      estimateCosts({ ...organization, placements }, [])
        .lines.filter(({ id }) => /^(backup|ebs|copy)-keys$/.test(id))
        .map(({ id, usd }) => [id, usd]),
    );

  test('have a key in each account below, and in each Region', () => {
    expect(keysWith()).toEqual({});
    expect(keysWith(placed('root'))).toEqual({ 'backup-keys': members * regions });
    expect(keysWith(placed('root'), placed('Workloads'))).toEqual({ 'backup-keys': members * regions });
  });

  test('have them in the Regions of the placement, and in the home Region, which makes the role', () => {
    expect(keysWith(placed('root', { regions: [organization.homeRegion] }))).toEqual({ 'backup-keys': members });
  });

  test('have another key for EBS where there are copies, and one for the vault with copies in its Region and in the home Region', () => {
    const copyTo = { account: 'backups', region: 'eu-west-1' };
    expect(keysWith(placed('root', { copyTo }))).toEqual({
      'backup-keys': members * regions,
      'ebs-keys': members * regions,
      'copy-keys': 2,
    });
  });
});

test('the finisher runs once a day in each account with a baseline, the management account included, and Region', () => {
  const { factors } = lineOf(estimateCosts(organization, []), 'finisher');
  expect(factors.map(({ value }) => value)).toEqual([
    5,
    organization.governedRegions.length,
    30,
    ASSUMPTIONS.transitions.value,
  ]);
});

test('budgets are of every account that is not closed, and of the organization', () => {
  const budgets = { organization: { usd: 1, actual: [], forecast: [], addresses: [] }, anomalies: null };
  const open = organization.accounts.filter(({ state }) => state !== 'closed').length;
  expect(lineOf(estimateCosts(organization, []), 'budgets').factors[0]?.value).toBe(open);
  expect(lineOf(estimateCosts({ ...organization, budgets }, []), 'budgets').factors[0]?.value).toBe(open + 1);
});
