import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { findingsFrom, GLOBAL_EVENTS } from '../../constructs/baseline/forwarded-events';
import { ARCHIVE_BUCKETS, AUDIT_ACCOUNT, BASELINE, EVENT_BUS, FINISHER, STACK_SETS } from '../../lib/model/names';
import { aBaselineStack, stackSet } from '../support/a-baseline';
import { anApp, templateOf } from '../support/synthesize';

const page = readFileSync(join(__dirname, '../../docs/baseline.md'), 'utf8');

/** Governed Regions that make clear which Regions a StackSet is for. */
const REGIONS = { homeRegion: 'eu-central-1', governedRegions: ['eu-central-1', 'eu-west-1'] };

/** The cells of the row that begins so. */
function rowOf(beginning: string): readonly string[] {
  const line = page.split('\n').find((candidate) => candidate.startsWith(`| ${beginning} `));
  if (line === undefined) throw new Error(`docs/baseline.md has no row '${beginning}'`);
  return line
    .split('|')
    .slice(1, -1)
    .map((cell) => cell.trim());
}

describe('the page about the baseline', () => {
  test.each([
    [STACK_SETS.account, 'all', 'home', ['eu-central-1']],
    [STACK_SETS.region, 'all', 'governed', ['eu-central-1', 'eu-west-1']],
    [STACK_SETS.globalEvents, 'all', 'us-east-1, and home', ['eu-central-1', 'us-east-1']],
    [STACK_SETS.audit, 'the audit account', 'governed', ['eu-central-1', 'eu-west-1']],
  ])('says where the StackSet %s is', (name, accounts, regions, expected) => {
    expect(rowOf(`\`${name}\``).slice(1, 3)).toEqual([accounts, regions]);
    const [group] = stackSet(templateOf(aBaselineStack(anApp(), {}, REGIONS)), name)[
      'StackInstancesGroup'
    ] as readonly { readonly DeploymentTargets: object; readonly Regions: readonly string[] }[];
    expect(group?.Regions).toEqual(expected);
    expect('Accounts' in (group?.DeploymentTargets ?? {})).toBe(accounts !== 'all');
  });

  test.each(Object.values(GLOBAL_EVENTS).map(({ meaning }) => [meaning]))('has a row for: %s', (meaning) => {
    expect(rowOf(meaning)[1]).toContain('us-east-1');
  });

  test('has a row for findings', () => {
    const meaning = findingsFrom(0).meaning.replace('severity 0', 'severity `forwardFrom`');
    expect(rowOf(meaning)).toHaveLength(2);
  });

  test('names what people look for at AWS', () => {
    const { path, name } = BASELINE.forwarder;
    for (const text of [
      `\`${path}${name}\``,
      `\`${EVENT_BUS}\``,
      `\`${FINISHER.stateMachine}\``,
      ...[FINISHER.role, FINISHER.startRole].map((role) => `\`${role.path}${role.name}\``),
      `\`${AUDIT_ACCOUNT.aggregator}\``,
      `\`${AUDIT_ACCOUNT.externalAccess}\``,
      `\`${ARCHIVE_BUCKETS.config}-…\``,
    ])
      expect(page).toContain(text);
  });
});
