import { rootWideStackSets } from '../../../../lib/cli/wait/root-wide-stack-sets';

describe('the root-wide StackSets', () => {
  test('are in the home Region, in every governed Region, and where global events are', () => {
    expect(rootWideStackSets({ homeRegion: 'eu-central-1', governedRegions: ['eu-central-1', 'eu-west-1'] })).toEqual([
      { name: 'rampart-account', regions: ['eu-central-1'] },
      { name: 'rampart-region', regions: ['eu-central-1', 'eu-west-1'] },
      { name: 'rampart-global-events', regions: ['eu-central-1', 'us-east-1'] },
    ]);
  });

  test('are in us-east-1 once if it is the home Region', () => {
    const [, , globalEvents] = rootWideStackSets({ homeRegion: 'us-east-1', governedRegions: ['us-east-1'] });
    expect(globalEvents?.regions).toEqual(['us-east-1']);
  });
});
