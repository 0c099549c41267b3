import { COVERAGE_PARTS, coverageOf, type Coverage } from '../../../../lib/analysis/coverage/coverage';
import { aPack, aWatchedOrganization, BASELINE } from '../../../support/a-watched-organization';

const HOME = 'eu-central-1';
const OTHER = 'eu-west-1';
const GLOBAL = 'us-east-1';

const EVERYWHERE = ['trail', 'recorder', 'delivery-channel', 'private-documents', 'finisher', 'forwarding'];
const WITH_GLOBAL_EVENTS = [...EVERYWHERE, 'global-events'];

function partsOf({ rows }: Coverage, account: string): Readonly<Record<string, readonly string[]>> {
  const row = rows.find((candidate) => candidate.account === account);
  if (row === undefined) throw new Error(`no row for ${account}`);
  return Object.fromEntries(row.cells.map(({ region, parts }) => [region, parts]));
}

function packsOf({ rows }: Coverage, account: string): Readonly<Record<string, readonly string[]>> {
  const row = rows.find((candidate) => candidate.account === account);
  return Object.fromEntries((row?.cells ?? []).map(({ region, packs }) => [region, packs]));
}

describe('an account in a governed Region', () => {
  const coverage = coverageOf(aWatchedOrganization(), []);

  test.each(['management', 'logs', 'shop'])('has the whole baseline: %s', (account) => {
    expect(partsOf(coverage, account)).toEqual({
      [HOME]: WITH_GLOBAL_EVENTS,
      [OTHER]: EVERYWHERE,
      [GLOBAL]: WITH_GLOBAL_EVENTS,
    });
  });

  test('has it in quarantine, too', () => {
    expect(partsOf(coverage, 'quiet')).toEqual(partsOf(coverage, 'shop'));
  });

  test('has no row when it is closed', () => {
    expect(coverage.rows.map(({ account }) => account)).toEqual([
      'management',
      'audit',
      'legacy',
      'logs',
      'quiet',
      'shop',
    ]);
  });

  test('has only the trail when it skips the baseline', () => {
    expect(partsOf(coverage, 'legacy')).toEqual({ [HOME]: ['trail'], [OTHER]: ['trail'], [GLOBAL]: ['trail'] });
    expect(coverage.rows.filter(({ hasBaseline }) => !hasBaseline).map(({ account }) => account)).toEqual(['legacy']);
  });

  test('has a detector where GuardDuty is on', () => {
    const on = coverageOf(aWatchedOrganization({ baseline: { ...BASELINE, guardDuty: { forwardFrom: 7 } } }), []);
    for (const account of ['management', 'shop'])
      for (const parts of Object.values(partsOf(on, account))) expect(parts).toContain('detector');
    for (const parts of Object.values(partsOf(on, 'legacy'))) expect(parts).not.toContain('detector');
  });
});

describe('a management account that has its own recorder', () => {
  const { managementAccount } = aWatchedOrganization();
  const coverage = coverageOf(
    aWatchedOrganization({
      baseline: { ...BASELINE, guardDuty: { forwardFrom: 7 } },
      managementAccount: { ...managementAccount, hasBaseline: false },
    }),
    [aPack()],
  );

  test('has all but recorder, channel, detector and finisher', () => {
    const rest = ['trail', 'private-documents', 'forwarding'];
    expect(partsOf(coverage, 'management')).toEqual({
      [HOME]: [...rest, 'global-events'],
      [OTHER]: rest,
      [GLOBAL]: [...rest, 'global-events'],
    });
    expect(coverage.rows.filter(({ hasBaseline }) => !hasBaseline).map(({ account }) => account)).toEqual([
      'management',
      'legacy',
    ]);
  });

  test('is measured by the packs, and changes nothing of the others', () => {
    expect(packsOf(coverage, 'management')).toEqual(packsOf(coverage, 'shop'));
    expect(partsOf(coverage, 'shop')[OTHER]).toEqual([...EVERYWHERE.slice(0, 3), 'detector', ...EVERYWHERE.slice(3)]);
  });
});

describe('the audit account', () => {
  test('has the aggregator in the home Region, and an analyzer in each governed one', () => {
    const parts = partsOf(coverageOf(aWatchedOrganization(), []), 'audit');
    expect(parts).toEqual({
      [HOME]: [...WITH_GLOBAL_EVENTS, 'aggregator', 'external-access'],
      [OTHER]: [...EVERYWHERE, 'external-access'],
      [GLOBAL]: [...WITH_GLOBAL_EVENTS, 'external-access'],
    });
  });

  test('has the analyzer of unused access in the home Region, if it is on', () => {
    const parts = partsOf(
      coverageOf(aWatchedOrganization({ baseline: { ...BASELINE, unusedAccessDays: 90 } }), []),
      'audit',
    );
    expect(parts[HOME]).toEqual([...COVERAGE_PARTS].filter((part) => part !== 'detector'));
    expect(parts[OTHER]).not.toContain('unused-access');
  });
});

describe('a Region that is not governed', () => {
  test('has no column, but for us-east-1 with nothing but global events and the trail', () => {
    const coverage = coverageOf(aWatchedOrganization({ governedRegions: [HOME, OTHER] }), [aPack()]);
    expect(coverage.regions).toEqual([HOME, OTHER, GLOBAL]);
    for (const account of ['management', 'audit', 'shop']) {
      expect(partsOf(coverage, account)[GLOBAL]).toEqual(['trail', 'global-events']);
      expect(packsOf(coverage, account)[GLOBAL]).toEqual([]);
    }
  });
});

test('us-east-1 as home Region has one column, with everything', () => {
  const coverage = coverageOf(aWatchedOrganization({ homeRegion: GLOBAL, governedRegions: [GLOBAL] }), []);
  expect(coverage.regions).toEqual([GLOBAL]);
  expect(partsOf(coverage, 'management')).toEqual({ [GLOBAL]: WITH_GLOBAL_EVENTS });
  expect(partsOf(coverage, 'audit')).toEqual({ [GLOBAL]: [...WITH_GLOBAL_EVENTS, 'aggregator', 'external-access'] });
});

describe('conformance packs', () => {
  const packs = [aPack({ scope: 'home' }), aPack({ standard: 'pci-dss', excludedAccounts: ['shop'] })];
  const coverage = coverageOf(aWatchedOrganization(), packs);
  const [home, region] = ['rampart-cis-aws-foundations-home', 'rampart-pci-dss-region'];

  test('measure every account, the management account and one that skips the baseline included', () => {
    for (const account of ['management', 'legacy', 'quiet'])
      expect(packsOf(coverage, account)).toEqual({ [HOME]: [home, region], [OTHER]: [region], [GLOBAL]: [region] });
  });

  test('are in us-east-1 only, if what they look at is there, and only if it is governed', () => {
    const edge = [
      aPack({ scope: 'us-east-1', rules: [{ identifier: 'CLOUDFRONT_ACCESSLOGS_ENABLED', parameters: {} }] }),
    ];
    const name = 'rampart-cis-aws-foundations-us-east-1';
    expect(packsOf(coverageOf(aWatchedOrganization(), edge), 'shop')).toEqual({
      [HOME]: [],
      [OTHER]: [],
      [GLOBAL]: [name],
    });
    const ungoverned = aWatchedOrganization({ governedRegions: [HOME, OTHER] });
    expect(packsOf(coverageOf(ungoverned, edge), 'shop')[GLOBAL]).toEqual([]);
  });

  test('leave excluded accounts out', () => {
    expect(packsOf(coverage, 'shop')).toEqual({ [HOME]: [home], [OTHER]: [], [GLOBAL]: [] });
  });
});

describe('without the section baseline', () => {
  test('there is the trail, and the global events of the management account', () => {
    const coverage = coverageOf(aWatchedOrganization({ baseline: null }), []);
    expect(partsOf(coverage, 'shop')).toEqual({ [HOME]: ['trail'], [OTHER]: ['trail'], [GLOBAL]: ['trail'] });
    expect(partsOf(coverage, 'audit')).toEqual(partsOf(coverage, 'shop'));
    expect(partsOf(coverage, 'management')[GLOBAL]).toEqual(['trail', 'global-events']);
  });

  test('and without a trail there is nothing', () => {
    const { regions, rows } = coverageOf(
      aWatchedOrganization({ baseline: null, audit: null, logArchive: null, governedRegions: [HOME] }),
      [],
    );
    expect(regions).toEqual([HOME]);
    expect(rows.flatMap(({ cells }) => cells.flatMap(({ parts }) => parts))).toEqual([]);
  });
});

describe('a change of the configuration', () => {
  const before = coverageOf(aWatchedOrganization(), [aPack()]);

  test('that governs one Region more adds its column, and changes no other', () => {
    const { governedRegions } = aWatchedOrganization();
    const after = coverageOf(aWatchedOrganization({ governedRegions: [...governedRegions, 'eu-north-1'] }), [aPack()]);
    expect(after.rows.map(({ cells }) => cells.filter(({ region }) => region !== 'eu-north-1'))).toEqual(
      before.rows.map(({ cells }) => cells),
    );
    expect(partsOf(after, 'shop')['eu-north-1']).toEqual(EVERYWHERE);
    expect(packsOf(after, 'shop')['eu-north-1']).toEqual(['rampart-cis-aws-foundations-region']);
  });

  test('that adds an account adds its row, and changes no other', () => {
    const { accounts } = aWatchedOrganization();
    const shop = accounts.find(({ key }) => key === 'shop');
    if (shop === undefined) throw new Error('no account shop');
    const after = coverageOf(aWatchedOrganization({ accounts: [...accounts, { ...shop, key: 'zoo' }] }), [aPack()]);
    expect(after.rows.slice(0, -1)).toEqual(before.rows);
    expect(partsOf(after, 'zoo')).toEqual(partsOf(before, 'shop'));
  });
});
