import { randomUUID } from 'node:crypto';
import { ALARMS, TRAIL } from '../../lib/model/names';
import { flattenFilter } from '../assembly/flatten-filter';
import type { RehearsalClients } from '../aws/clients';
import { send } from '../aws/send';
import { until } from '../until';
import type { NotRehearsed } from '../verify/verification-tally';
import { ALARM_SAMPLES } from './alarm-samples';
import { alarmsOf, type DeployedAlarm } from './deployed-resources';
import { recordOf, type SampleEvent, type SamplePair } from './sample-event';
import { findingsOf, type EvidenceStage, type EvidenceStep } from './step';

const STREAM = 'rehearsal';

const WAIT = { seconds: 10, pauseMs: 100 };

/** The emulator counts in five minutes of the clock: it may look at the alarm when those of the record have just ended. */
const ATTEMPTS = 2;

const NO_ACTION: NotRehearsed = {
  what: 'the message of an alarm on the trail',
  why: "the emulator does not carry out an alarm's action on a topic",
};

export const alarms: EvidenceStep = {
  title:
    'what the trail writes to its log group sets the right alarm off, what is similar does not, and every alarm tells its topic',
  async run(stage) {
    const { management, archive, version } = stage;
    const clients = management.in(archive.region);
    await send(clients, 'logs:CreateLogStream', { logGroupName: TRAIL.logGroup, logStreamName: STREAM });
    const results: (string | null)[] = [];
    const gaps: NotRehearsed[] = [NO_ACTION];
    for (const alarm of alarmsOf(version)) {
      results.push(await checkAction(alarm, clients, stage));
      if (alarm.filterPattern === null || flattenFilter(alarm.filterPattern) === null) gaps.push(gapOf(alarm));
      else results.push(...(await tryAlarm(alarm, clients, stage)));
    }
    return findingsOf(results, gaps);
  },
};

function gapOf({ name }: DeployedAlarm): NotRehearsed {
  return {
    what: `alarm ${name}`,
    why: 'the emulator cannot evaluate the wildcards, lists, absent fields or references in its metric filter',
  };
}

async function tryAlarm(
  alarm: DeployedAlarm,
  clients: RehearsalClients,
  stage: EvidenceStage,
): Promise<readonly (string | null)[]> {
  const id = alarm.name.slice(ALARMS.prefix.length);
  const samples = (ALARM_SAMPLES as Readonly<Record<string, SamplePair | undefined>>)[id];
  if (samples === undefined)
    return [`alarm ${alarm.name} has no sample: add one to rehearsal/evidence/alarm-samples.ts`];
  const { noticed, neighbor } = samples;
  await write(neighbor, alarm.threshold, clients, stage);
  const before = await stateAfter(clients, alarm, 'OK');
  let after = before;
  for (let attempt = 0; attempt < ATTEMPTS && after !== 'ALARM'; attempt += 1) {
    await write(noticed, alarm.threshold, clients, stage);
    after = await stateAfter(clients, alarm, 'ALARM');
  }
  return [
    before === 'OK' ? null : `alarm ${alarm.name} is ${before}, not OK, after a similar event: ${neighbor.eventName}`,
    after === 'ALARM' ? null : `alarm ${alarm.name} is ${after}, not ALARM, after ${noticed.eventName}`,
    ...(await checkHistory(clients, alarm)),
  ];
}

/** Every alarm, also those that the emulator cannot evaluate, tells the alarms' topic. */
async function checkAction(
  { name }: DeployedAlarm,
  clients: RehearsalClients,
  { archive: { region, managementAccount } }: EvidenceStage,
): Promise<string | null> {
  const { MetricAlarms = [] } = await send(clients, 'monitoring:DescribeAlarms', { AlarmNames: [name] });
  const actions = MetricAlarms.flatMap(({ ActionsEnabled, AlarmActions = [] }) => (ActionsEnabled ? AlarmActions : []));
  const topic = `arn:aws:sns:${region}:${managementAccount}:${ALARMS.topic}`;
  return actions.length === 1 && actions[0] === topic
    ? null
    : `alarm ${name} has the actions ${actions.join(', ')}, not ${topic}`;
}

/** As often as the alarm counts before it goes off. */
async function write(
  sample: SampleEvent,
  times: number,
  clients: RehearsalClients,
  { archive }: EvidenceStage,
): Promise<void> {
  const time = new Date();
  const message = (): string =>
    JSON.stringify(recordOf(sample, { account: archive.otherAccount, region: archive.region, time, id: randomUUID() }));
  await send(clients, 'logs:PutLogEvents', {
    logGroupName: TRAIL.logGroup,
    logStreamName: STREAM,
    logEvents: Array.from({ length: times }, () => ({ timestamp: time.getTime(), message: message() })),
  });
}

async function stateAfter(
  clients: RehearsalClients,
  { name }: DeployedAlarm,
  expected: 'ALARM' | 'OK',
): Promise<string> {
  let state = 'missing';
  await until(async () => {
    const { MetricAlarms = [] } = await send(clients, 'monitoring:DescribeAlarms', { AlarmNames: [name] });
    state = MetricAlarms[0]?.StateValue ?? 'missing';
    return state === expected ? true : undefined;
  }, WAIT);
  return state;
}

/** The state alone could have been set by hand. */
async function checkHistory(clients: RehearsalClients, { name }: DeployedAlarm): Promise<readonly (string | null)[]> {
  const { AlarmHistoryItems = [] } = await send(clients, 'monitoring:DescribeAlarmHistory', { AlarmName: name });
  const crossed = AlarmHistoryItems.filter(({ HistoryData = '' }) => HistoryData.includes('Threshold Crossed'));
  return [crossed.length === 1 ? null : `alarm ${name} crossed its threshold ${crossed.length} times, not once`];
}
