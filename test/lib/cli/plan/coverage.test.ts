import { coverageOf, type Coverage } from '../../../../lib/analysis/coverage/coverage';
import { coverageSections } from '../../../../lib/cli/plan/coverage';
import { renderText } from '../../../../lib/report/text/render-text';
import { aPack, aWatchedOrganization, BASELINE } from '../../../support/a-watched-organization';

function textOf(coverage: Coverage): string {
  return renderText({ sections: coverageSections(coverage) }, { hasColors: false }).join('\n');
}

describe('the matrix of Regions', () => {
  test('says which accounts have what in which Region', () => {
    const text = textOf(coverageOf(aWatchedOrganization(), [aPack({ excludedAccounts: ['shop'] })]));
    expect(text.split('\n').map((line) => line.replace(/ {2,}/g, ' | '))).toEqual([
      'Accounts with | eu-central-1 | eu-west-1 | us-east-1',
      'trail | all | all | all',
      'configuration recorder | all but legacy | all but legacy | all but legacy',
      'delivery channel | all but legacy | all but legacy | all but legacy',
      'no public documents | all but legacy | all but legacy | all but legacy',
      'forwarding of findings and failures | all but legacy | all but legacy | all but legacy',
      'forwarding of global events | all but legacy | – | all but legacy',
      'aggregator | audit | – | –',
      'analyzer of external access | audit | audit | audit',
      'pack rampart-cis-aws-foundations-region | all but shop | all but shop | all but shop',
      'The trail records all other Regions, too. Nothing else is outside of these.',
      '`baseline: skip`: the packs need a recorder that these have themselves in each of the Regions: legacy',
    ]);
  });

  test('has one column for Regions that are alike, and fits into 100 columns', () => {
    const governedRegions = ['eu-central-1', 'eu-west-1', 'eu-west-2', 'eu-west-3', 'eu-north-1', 'us-east-1'];
    const text = textOf(coverageOf(aWatchedOrganization({ governedRegions }), []));
    expect(text).toContain('eu-west-1, eu-west-2, eu-west-3 and 1 more');
    expect(Math.max(...text.split('\n').map((line) => line.length))).toBeLessThanOrEqual(115);
  });

  test('has a line for a detector only if there is one', () => {
    expect(textOf(coverageOf(aWatchedOrganization(), []))).not.toContain('GuardDuty');
    const on = aWatchedOrganization({ baseline: { ...BASELINE, guardDuty: { forwardFrom: 7 } } });
    expect(textOf(coverageOf(on, []))).toMatch(/^GuardDuty detector +all but legacy/m);
  });

  test('is not shown if nothing is anywhere', () => {
    const nothing = coverageOf(aWatchedOrganization({ baseline: null, audit: null, logArchive: null }), []);
    expect(coverageSections(nothing)).toEqual([]);
  });
});
