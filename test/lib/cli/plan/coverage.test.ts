import { coverageOf, type Coverage } from '../../../../lib/analysis/coverage/coverage';
import { coverageSections } from '../../../../lib/cli/plan/coverage';
import { renderText } from '../../../../lib/report/text/render-text';
import { aPack, aWatchedOrganization, BASELINE } from '../../../support/a-watched-organization';

function linesOf(coverage: Coverage): readonly string[] {
  return renderText({ sections: coverageSections(coverage) }, { hasColors: false });
}

/** Cells are separated by bars. */
function rowsOf(coverage: Coverage): readonly string[] {
  return linesOf(coverage).map((line) => line.replace(/(?<=\S) {3,}/g, ' | '));
}

const HALF_OF_AWS = [
  ...['eu-central-1', 'eu-west-1', 'eu-west-2', 'eu-west-3', 'eu-north-1', 'us-east-1', 'us-east-2', 'us-west-1'],
  ...['us-west-2', 'ap-south-1', 'ap-southeast-1', 'ap-southeast-2', 'ap-northeast-1', 'ap-northeast-2'],
  ...['ap-northeast-3', 'ca-central-1', 'sa-east-1'],
];

describe('the matrix of Regions', () => {
  test('says which accounts have what in which Regions', () => {
    const packs = [aPack({ excludedAccounts: ['shop'] })];
    expect(rowsOf(coverageOf(aWatchedOrganization(), packs))).toEqual([
      'What is deployed | Accounts | Regions',
      'trail of calls | all | every Region of AWS',
      'recorder of AWS Config | all but legacy | every governed Region',
      'its delivery to the log archive | all but legacy | every governed Region',
      'block of public documents | all but legacy | every governed Region',
      'finisher | all but legacy | every governed Region',
      'forwarding of findings and failures | all but legacy | every governed Region',
      'forwarding of events of IAM and root | all but legacy | eu-central-1, us-east-1',
      'aggregator of AWS Config | audit | eu-central-1',
      'analyzer of external access | audit | every governed Region',
      'pack rampart-cis-aws-foundations-region | all but shop | every governed Region',
      'Governed Regions: eu-central-1, eu-west-1 and us-east-1',
      'Assumed (`baseline: skip`): a recorder of its own runs in legacy, in each Region where a pack measures the account. Where none runs, the pack fails or has no results: make sure, or exclude the account (docs/compliance.md)',
    ]);
  });

  test('has one row for each set of accounts', () => {
    const coverage = coverageOf(aWatchedOrganization({ governedRegions: ['eu-central-1', 'eu-west-1'] }), []);
    const [first, ...rest] = coverage.rows;
    if (first === undefined) throw new Error('the management account has a row');
    const cells = first.cells.map((cell) => ({
      ...cell,
      parts: cell.parts.filter((part) => part !== 'recorder' || cell.region === 'eu-west-1'),
    }));
    const rows = rowsOf({ ...coverage, rows: [{ ...first, cells }, ...rest] });
    const [from] = rows.flatMap((row, index) => (row.startsWith('recorder of AWS Config') ? [index] : []));
    expect(rows.slice(from).slice(0, 3)).toEqual([
      'recorder of AWS Config | all but management, legacy | eu-central-1',
      expect.stringMatching(/^ +all but legacy \| eu-west-1$/),
      'its delivery to the log archive | all but legacy | every governed Region',
    ]);
  });

  test('says what is assumed only of accounts that a pack measures', () => {
    const assumed = (excludedAccounts: readonly string[]): boolean =>
      linesOf(coverageOf(aWatchedOrganization(), [aPack({ excludedAccounts })])).some((line) =>
        line.startsWith('Assumed'),
      );
    expect([assumed([]), assumed(['legacy'])]).toEqual([true, false]);
  });

  test('names the packs that no governed Region can have', () => {
    const edge = aPack({
      scope: 'us-east-1',
      rules: [{ identifier: 'CLOUDFRONT_ACCESSLOGS_ENABLED', parameters: {} }],
    });
    const line = /^Deployed nowhere, .*: rampart-cis-aws-foundations-us-east-1$/;
    const last = (governedRegions: readonly string[]): string =>
      linesOf(coverageOf(aWatchedOrganization({ governedRegions }), [edge, aPack()])).at(-1) ?? '';
    expect(last(['eu-central-1'])).toMatch(line);
    expect(last(['eu-central-1', 'us-east-1'])).not.toMatch(line);
  });

  test.each([
    ['3 Regions', ['eu-central-1', 'eu-west-1', 'us-east-1']],
    ['17 Regions', HALF_OF_AWS],
    ['one Region that us-east-1 is not', ['eu-central-1']],
  ])('fits into 100 columns with %s', (_, governedRegions) => {
    const packs = [aPack({ standard: 'cis-aws-foundations', excludedAccounts: ['shop', 'legacy', 'quiet', 'logs'] })];
    const lines = linesOf(coverageOf(aWatchedOrganization({ governedRegions }), packs));
    const table = lines.slice(
      0,
      lines.findIndex((line) => /^(Governed|Assumed)/.test(line)),
    );
    expect(table.length).toBeGreaterThan(8);
    expect(table.filter((line) => line.length > 100)).toEqual([]);
  });

  test('lists every account, however many there are', () => {
    const { accounts } = aWatchedOrganization();
    const [audit] = accounts;
    if (audit === undefined) throw new Error('no accounts');
    const keys = [1, 2, 3, 4].map((index) => `legacy-account-${index}`);
    const more = [1, 2, 3, 4].flatMap((index) => [
      { ...audit, key: `new-account-${index}` },
      { ...audit, key: `legacy-account-${index}`, hasBaseline: false },
    ]);
    const text = linesOf(coverageOf(aWatchedOrganization({ accounts: [...accounts, ...more] }), [])).join('\n');
    for (const key of keys) expect(text).toContain(key);
  });

  test('has a line for a detector only if there is one', () => {
    expect(linesOf(coverageOf(aWatchedOrganization(), [])).join()).not.toContain('GuardDuty');
    const on = aWatchedOrganization({ baseline: { ...BASELINE, guardDuty: { forwardFrom: 7 } } });
    expect(rowsOf(coverageOf(on, []))).toContain('detector of GuardDuty | all but legacy | every governed Region');
  });

  test('is not shown if nothing is anywhere', () => {
    const nothing = coverageOf(aWatchedOrganization({ baseline: null, audit: null, logArchive: null }), []);
    expect(coverageSections(nothing)).toEqual([]);
  });
});
