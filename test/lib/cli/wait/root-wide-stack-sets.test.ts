import { z } from 'zod';
import { rootWideStackSets } from '../../../../lib/cli/wait/root-wide-stack-sets';
import { STACK_SETS } from '../../../../lib/model/names';
import { synthesize } from '../../../support/synthesize';
import { theExample } from '../../../support/the-example';

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

  test('are those that the stacks deploy to accounts by themselves, in the same Regions', () => {
    const example = theExample();
    const deployed = synthesize(example).flatMap(({ text }) =>
      Object.values(templateSchema.parse(JSON.parse(text)).Resources).flatMap(({ Type, Properties }) => {
        if (Type !== 'AWS::CloudFormation::StackSet') return [];
        const { StackSetName: name, AutoDeployment, StackInstancesGroup } = stackSetSchema.parse(Properties);
        return AutoDeployment.Enabled ? [{ name, regions: StackInstancesGroup.flatMap(({ Regions }) => Regions) }] : [];
      }),
    );
    // Nothing that is deployed later needs the vaults.
    const awaited = deployed.filter(({ name }) => name !== STACK_SETS.backup);
    expect(rootWideStackSets(example.organization)).toEqual(awaited);
  });
});

const templateSchema = z.object({
  Resources: z.record(z.string(), z.object({ Type: z.string(), Properties: z.unknown() })),
});

const stackSetSchema = z.object({
  StackSetName: z.string(),
  AutoDeployment: z.object({ Enabled: z.boolean() }),
  StackInstancesGroup: z.array(z.object({ Regions: z.array(z.string()) })),
});
