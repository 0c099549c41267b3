import { alarmMeanings } from '../../../constructs/audit/alarms';
import { printFilterPattern } from '../../../constructs/audit/patterns/print-filter-pattern';
import { watchedEvents } from '../../../constructs/audit/watched-events';
import { flattenFilter } from '../../../rehearsal/assembly/flatten-filter';
import { templateSchema } from '../../../rehearsal/assembly/template';
import { ALARM_SAMPLES } from '../../../rehearsal/evidence/alarm-samples';
import { ACCOUNT_SAMPLES } from '../../../rehearsal/evidence/account-samples';
import { alarmsOf, isForwarding, memberRulesOf, rulesOf } from '../../../rehearsal/evidence/deployed-resources';
import { tells } from '../../../rehearsal/evidence/messages';
import { ruleSamples } from '../../../rehearsal/evidence/rule-samples';
import { eventOf } from '../../../rehearsal/evidence/sample-event';
import { synthesize } from '../../support/synthesize';
import { theExample } from '../../support/the-example';

function versionOf(given: Parameters<typeof synthesize>[0]) {
  const stacks = synthesize(given).map(({ text }, index) => ({
    ...{ id: String(index), name: String(index), region: 'eu-central-1' },
    template: templateSchema.parse(JSON.parse(text)),
  }));
  return { copy: { folder: '', stacks, removed: [], adapted: 0, flattened: 0 } };
}

const example = theExample();
const version = versionOf(example);
const { baseline } = example.organization;
/** With GuardDuty, which the example leaves out. */
const withFindings = versionOf({
  ...example,
  organization: { ...example.organization, baseline: baseline && { ...baseline, guardDuty: { forwardFrom: 7 } } },
});

describe('the samples', () => {
  test('are there for each rule of the stacks, and for no other', () => {
    const names = rulesOf(version)
      .filter((rule) => rule.bus === null && !isForwarding(rule))
      .map(({ name }) => name.replace('rampart-', ''));
    expect(names).toEqual(expect.arrayContaining(Object.keys(watchedEvents(NAMES))));
    expect(Object.keys(ruleSamples('111111111111', 'eu-central-1')).sort()).toEqual(names.sort());
  });

  test('are there for each rule that sends events to the organization, and for no other', () => {
    const members = new Set(memberRulesOf(withFindings).map(({ name }) => name.replace('rampart-', '')));
    expect([...members].sort()).toEqual(Object.keys(ACCOUNT_SAMPLES).sort());
    const own = rulesOf(withFindings).filter(isForwarding);
    expect(own.length).toBeGreaterThan(0);
    expect(own.filter(({ name }) => !members.has(name.replace('rampart-', '')))).toEqual([]);
  });

  test('are there for rules in member accounts, in the Regions of their StackSet', () => {
    const regionsOf = (rule: string) => memberRulesOf(version).find(({ name }) => name === rule)?.regions;
    expect(regionsOf('rampart-forward-mfa')).toEqual(['eu-central-1', 'us-east-1']);
    expect(regionsOf('rampart-forward-failed-executions')).toEqual(['eu-central-1', 'eu-west-1', 'us-east-1']);
  });

  test('know the bus of a rule', () => {
    const busOf = (rule: string) => rulesOf(version).find(({ name }) => name === rule)?.bus;
    expect([busOf('rampart-account-findings'), busOf('rampart-trail-changes')]).toEqual(['rampart-events', null]);
  });

  test('are there for each alarm that the emulator can evaluate, and for no other', () => {
    const deployed = alarmsOf(version);
    const names = deployed.flatMap(({ name, filterPattern }) =>
      filterPattern !== null && flattenFilter(filterPattern) !== null ? [name.replace('rampart-', '')] : [],
    );
    expect(Object.keys(ALARM_SAMPLES).sort()).toEqual(names.sort());
    const watched = {
      bucketName: 'b',
      archiveAccountId: '1',
      managementAccountId: '2',
      deploymentRoles: ['arn:*:iam::*:role/p'],
      breakGlassRoles: ['arn:*:iam::*:role/b'],
      elevatedPermissionSets: ['s'],
      elevatedRoles: ['arn:*:iam::*:role/e'],
    };
    // The example has no deployment roles, and so no alarm that one was assumed.
    const meanings = Object.keys(alarmMeanings(watched)).filter((id) => id !== 'platform-role-assumed');
    expect(deployed.map(({ name }) => name.replace('rampart-', '')).sort()).toEqual(meanings.sort());
    const { pattern } = alarmMeanings(watched)['mfa-changes'];
    expect(deployed.find(({ name }) => name === 'rampart-mfa-changes')).toEqual({
      ...{ name: 'rampart-mfa-changes', threshold: 1, filterPattern: printFilterPattern(pattern) },
    });
  });
});

const NAMES = { account: '1', logGroupName: 'l', topicArns: ['t'], prefix: 'rampart-' };

describe('a message', () => {
  const rule = {
    name: 'rampart-trail-changes',
    region: 'eu-central-1',
    description: 'A trail is stopped.',
    state: 'ENABLED',
    bus: null,
  };
  const event = eventOf(
    { service: 'cloudtrail', eventName: 'StopLogging' },
    { account: '111111111111', region: 'eu-central-1', time: new Date('2026-11-30T10:00:00.123Z'), id: 'event-1' },
  );
  const TEXT =
    'A trail is stopped. arn:aws:iam::111111111111:user/intruder (IAMUser) called StopLogging of ' +
    'cloudtrail.amazonaws.com in account 111111111111, Region eu-central-1, from 192.0.2.44, at ' +
    '2026-11-30T10:00:00Z. Error, if it was refused: . CloudTrail has it as event event-1.';

  test('tells of an event if it names who, what, where and when', () => {
    expect(tells(TEXT, { rule, event })).toBe(true);
  });

  test.each(['A trail', 'user/intruder', 'StopLogging', 'eu-central-1', '192.0.2.44', '10:00:00Z', 'event-1'])(
    'does not if it lacks %s',
    (part) => {
      expect(tells(TEXT.replace(part, ''), { rule, event })).toBe(false);
    },
  );
});
