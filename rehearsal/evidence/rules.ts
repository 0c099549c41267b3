import { randomUUID } from 'node:crypto';
import { ALARMS, RULES } from '../../lib/model/names';
import { required } from '../../lib/aws/required';
import type { RehearsalClients } from '../aws/clients';
import { send } from '../aws/send';
import { isForwarding, rulesOf, type DeployedRule } from './deployed-resources';
import { ruleSamples } from './rule-samples';
import { eventOf, type SampleEvent } from './sample-event';
import { findingsOf, type EvidenceStage, type EvidenceStep } from './step';

export const rules: EvidenceStep = {
  title:
    'every rule of the management account notices its sample event and not a similar one, and global events are sent to the home Region',
  async run(stage) {
    const results: (string | null)[] = [];
    for (const rule of rulesOf(stage.version).filter((one) => one.bus === null && !isForwarding(one)))
      results.push(...(await tryRule(rule, stage)));
    return findingsOf(results, [
      {
        what: "the delivery of global events from us-east-1 to the home Region's bus",
        why: 'the emulator has one bus for all Regions, and does not deliver to buses',
      },
    ]);
  },
};

async function tryRule(
  rule: DeployedRule,
  { archive, management }: EvidenceStage,
): Promise<readonly (string | null)[]> {
  const { name, region } = rule;
  const account = archive.managementAccount;
  const samples = ruleSamples(account, archive.region)[name.slice(ALARMS.prefix.length)];
  if (samples === undefined) return [`rule ${name} has no sample: add one to rehearsal/evidence/rule-samples.ts`];
  const clients = management.in(region);
  const { EventPattern } = await send(clients, 'events:DescribeRule', { Name: name });
  const pattern = required(EventPattern, `the pattern of rule ${name}`);
  const matches = async (sample: SampleEvent): Promise<boolean> => {
    const event = eventOf(sample, { account, region, time: new Date(), id: randomUUID() });
    const { Result } = await send(clients, 'events:TestEventPattern', {
      EventPattern: pattern,
      Event: JSON.stringify(event),
    });
    return Result === true;
  };
  return [
    (await matches(samples.noticed)) ? null : `rule ${name} does not notice ${samples.noticed.eventName}`,
    (await matches(samples.neighbor)) ? `rule ${name} notices a similar event: ${samples.neighbor.eventName}` : null,
    await checkTarget(rule, clients, archive.region, account),
  ];
}

/** In the home Region, rules tell their topic. Elsewhere, they send to the home Region's bus. */
async function checkTarget(
  { name, region }: DeployedRule,
  clients: RehearsalClients,
  homeRegion: string,
  account: string,
): Promise<string | null> {
  const { Targets = [] } = await send(clients, 'events:ListTargetsByRule', { Rule: name });
  const expected =
    region === homeRegion
      ? `arn:aws:sns:${homeRegion}:${account}:${RULES.topic}`
      : `arn:aws:events:${homeRegion}:${account}:event-bus/default`;
  const targets = Targets.map(({ Arn }) => Arn);
  return targets.length === 1 && targets[0] === expected
    ? null
    : `rule ${name} has the targets ${targets.join(', ')}, not ${expected}`;
}
