import { randomUUID } from 'node:crypto';
import { ALARMS } from '../../lib/model/names';
import type { RehearsalClients } from '../aws/clients';
import { send } from '../aws/send';
import type { NotRehearsed } from '../verify/verification-tally';
import { isForwarding, rulesOf, type DeployedRule } from './deployed-resources';
import { openInbox, type Inbox } from './inbox';
import { ruleSamples } from './rule-samples';
import { eventOf, type SampleEvent } from './sample-event';
import { findingsOf, type EvidenceStage, type EvidenceStep } from './step';

export const messages: EvidenceStep = {
  title: 'who attacks the trail or its alarms is named in a message, with what, where and when',
  async run(stage) {
    const { management, archive } = stage;
    const clients = management.in(archive.region);
    const told = rulesOf(stage.version).filter(
      (rule) => rule.region === archive.region && rule.bus === null && !isForwarding(rule),
    );
    const active = told.filter(({ state }) => state === 'ENABLED');
    const inbox = await openInbox(clients, archive);
    try {
      return findingsOf(await tryRules(active, clients, inbox, stage), [
        ...told.filter((rule) => !active.includes(rule)).map(gapOf),
        {
          what: 'messages to people, by e-mail or HTTPS, and the confirmation of their subscriptions',
          why: 'the emulator sends none',
        },
      ]);
    } finally {
      await inbox.close();
    }
  },
};

function gapOf({ name, state }: DeployedRule): NotRehearsed {
  return { what: `the message of rule ${name}`, why: `the emulator ignores rules in the state ${state}` };
}

interface SentEvent {
  readonly rule: DeployedRule;
  readonly event: ReturnType<typeof eventOf>;
}

/** The similar events first, so that a message about one would have arrived before the last of the others. */
async function tryRules(
  active: readonly DeployedRule[],
  clients: RehearsalClients,
  inbox: Inbox,
  { archive }: EvidenceStage,
): Promise<readonly (string | null)[]> {
  const { region, managementAccount: account } = archive;
  const samples = ruleSamples(account, region);
  const sendOne = async (rule: DeployedRule, sample: SampleEvent): Promise<SentEvent> => {
    const event = eventOf(sample, { account, region, time: new Date(), id: randomUUID() });
    const { source, detail } = event;
    await send(clients, 'events:PutEvents', {
      Entries: [{ Source: source, DetailType: event['detail-type'], Detail: JSON.stringify(detail) }],
    });
    return { rule, event };
  };
  const known = active.flatMap((rule) => {
    const pair = samples[rule.name.slice(ALARMS.prefix.length)];
    return pair === undefined ? [] : [{ rule, pair }];
  });
  const similar: SentEvent[] = [];
  const attacks: SentEvent[] = [];
  for (const { rule, pair } of known) similar.push(await sendOne(rule, pair.neighbor));
  for (const { rule, pair } of known) attacks.push(await sendOne(rule, pair.noticed));
  const received = await inbox.receiveUntil((texts) =>
    attacks.every((attack) => texts.some((text) => tells(text, attack))),
  );
  return [
    ...attacks.map((attack) => (received.some((text) => tells(text, attack)) ? null : missing(attack, received))),
    ...similar.map((event) =>
      received.some((text) => tells(text, event)) ? `rule ${event.rule.name} tells of a similar event` : null,
    ),
  ];
}

/** Whether a message of this rule says all that people need about the event. */
export function tells(text: string, { rule, event }: SentEvent): boolean {
  const { account, detail } = event;
  return [
    `${rule.description} ${detail.userIdentity['arn']} `,
    `called ${detail.eventName} of ${detail.eventSource}`,
    `in account ${account}, Region ${detail.awsRegion}, from ${detail.sourceIPAddress}, at ${detail.eventTime}.`,
    `event ${detail.eventID}.`,
  ].every((part) => text.includes(part));
}

function missing({ rule, event }: SentEvent, received: readonly string[]): string {
  const about = received.filter((text) => text.includes(event.detail.eventID));
  return `rule ${rule.name} sends no message that names who, what, where and when; about the event came ${
    about.length === 0 ? 'nothing' : about.join('; ')
  }`;
}
