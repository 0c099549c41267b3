import { Aws, CfnCondition, Fn } from 'aws-cdk-lib';
import { CfnTopic } from 'aws-cdk-lib/aws-sns';
import type { StackSetProps } from '../../../../constructs/stack-set/stack-set';
import { readStacks } from '../../../../lib/cli/plan/read-assembly';
import { readStackSets, type StackSetSummary } from '../../../../lib/cli/plan/read-stack-sets';
import { stackSetSections } from '../../../../lib/cli/plan/stack-set-sections';
import { renderText } from '../../../../lib/report/text/render-text';
import { aScene } from '../../../support/a-stack-set';

const ACCOUNTS = [
  { key: 'log-archive', accountId: null, stack: 'Accounts' },
  { key: 'audit', accountId: '333333333333', stack: 'Accounts-security' },
];

const UNITS = [{ id: 'Workloads/Production', key: 'Production', awsId: 'ou-ab12-11111111' }];

const PLACES = { homeRegion: 'eu-central-1', governedRegions: ['eu-central-1', 'us-east-1'] };

function stackSetsWith(props: Partial<StackSetProps>): readonly StackSetSummary[] {
  const { app, template } = aScene({}, props);
  new CfnTopic(template, 'Second');
  new CfnTopic(template, 'First');
  const { directory } = app.synth();
  return readStackSets(directory, readStacks(directory), { accounts: ACCOUNTS, units: UNITS });
}

describe('the StackSets of a plan', () => {
  test('name the resources of their template, their stack and Regions', () => {
    expect(stackSetsWith({ regions: ['eu-central-1', 'us-east-1'] })).toEqual([
      {
        name: 'rampart-example',
        stack: 'Outer',
        units: null,
        accounts: null,
        excludedAccounts: [],
        regions: ['eu-central-1', 'us-east-1'],
        templateBytes: 114,
        resources: [
          { id: 'Second', type: 'AWS::SNS::Topic', condition: null },
          { id: 'First', type: 'AWS::SNS::Topic', condition: null },
        ],
      },
    ]);
  });

  test('name accounts by their keys, whether their numbers are known or imported', () => {
    const imported = Fn.importValue('Rampart-Accounts:Account-log-archive');
    const [stackSet] = stackSetsWith({ accounts: [imported, '333333333333', '444444444444'] });
    expect(stackSet?.accounts).toEqual(['log-archive', 'audit', '444444444444']);
  });

  test('are a table with the number of resources of each type', () => {
    expect(linesOf(stackSetsWith({ accounts: ['333333333333'], regions: ['eu-central-1', 'eu-west-1'] }))).toEqual([
      'StackSet          Accounts   Regions        In each account and Region',
      'rampart-example   audit      eu-central-1   2 AWS::SNS::Topic',
      'stack Outer                  eu-west-1',
    ]);
  });

  test('in all governed Regions say so instead of listing them', () => {
    const [, line] = linesOf(stackSetsWith({ regions: ['eu-central-1', 'us-east-1'] }));
    expect(line).toContain('   all governed   ');
    expect(linesOf(stackSetsWith({ regions: ['us-east-1'] }))[1]).toContain('   us-east-1   ');
  });

  test('say which resources are not in each Region', () => {
    const { app, template } = aScene();
    const condition = new CfnCondition(template, 'IsHomeRegion', { expression: Fn.conditionEquals(Aws.REGION, 'x') });
    new CfnTopic(template, 'Everywhere');
    new CfnTopic(template, 'AtHome').cfnOptions.condition = condition;
    const { directory } = app.synth();
    expect(
      linesOf(readStackSets(directory, readStacks(directory), { accounts: ACCOUNTS, units: UNITS })).slice(1),
    ).toEqual([
      expect.stringMatching(/ 1 AWS::SNS::Topic$/),
      expect.stringMatching(/ 1 AWS::SNS::Topic$/),
      expect.stringMatching(/ {5}in eu-central-1 only$/),
    ]);
  });

  test('for all accounts say so', () => {
    expect(linesOf(stackSetsWith({}))[1]).toContain('   all members   ');
  });

  test('for all accounts but some name those, and do not take them for the only ones', () => {
    const [stackSet] = stackSetsWith({ excludedAccounts: ['333333333333'] });
    expect(stackSet).toMatchObject({ accounts: null, excludedAccounts: ['audit'] });
    expect(linesOf(stackSetsWith({ excludedAccounts: ['333333333333'] })).slice(1)).toEqual([
      expect.stringContaining('   all members   '),
      expect.stringContaining(' but not audit'),
    ]);
  });

  test('for units name those, whether their ids are known or imported, and not the accounts below', () => {
    for (const id of ['ou-ab12-11111111', Fn.importValue('Rampart-Organization:Unit-Production')]) {
      const stackSets = stackSetsWith({ units: [id] });
      expect(stackSets).toMatchObject([{ units: ['Workloads/Production'], accounts: null }]);
      expect(linesOf(stackSets)[1]).toContain('   all of Workloads/Production   ');
    }
  });

  test('are not mentioned where there are none', () => {
    expect(stackSetSections([], PLACES)).toEqual([]);
  });
});

function linesOf(stackSets: readonly StackSetSummary[]): readonly string[] {
  return renderText({ sections: stackSetSections(stackSets, PLACES) }, { hasColors: false });
}
