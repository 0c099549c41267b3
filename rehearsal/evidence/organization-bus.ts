import { randomUUID } from 'node:crypto';
import { EVENT_BUS } from '../../lib/model/names';
import type { RehearsalClients } from '../aws/clients';
import { send } from '../aws/send';
import { ACCOUNT_SAMPLES, type AccountEvent, type AccountSample } from './account-samples';
import { rulesOf } from './deployed-resources';
import { openInbox } from './inbox';
import type { SampleCircumstances } from './sample-event';
import { findingsOf, type EvidenceStage, type EvidenceStep } from './step';

export const organizationBus: EvidenceStep = {
  title: "an event of AWS that reaches the organization's bus is told in one message, and any other in none",
  async run(stage) {
    const { management, archive, version } = stage;
    if (!rulesOf(version).some(({ bus }) => bus === EVENT_BUS)) return findingsOf([]);
    const clients = management.in(archive.region);
    const inbox = await openInbox(clients, archive);
    try {
      const foreign = await sendAll(clients, stage, (event) => ({ ...event, source: 'shop.orders' }));
      const sent = await sendAll(clients, stage, (event) => event);
      const received = await inbox.receiveUntil((texts) => sent.every((one) => messagesAbout(one, texts).length > 0));
      return findingsOf([
        ...sent.map((one) => {
          const { length } = messagesAbout(one, received);
          return length === 1 ? null : `${length} messages tell of the sample of ${one.rule}, not one`;
        }),
        ...foreign.map(({ rule, where }) =>
          received.some((text) => text.includes(where.id)) ? `a false event tells of what ${rule} forwards` : null,
        ),
      ]);
    } finally {
      await inbox.close();
    }
  },
};

interface Sent {
  /** The rule that forwards such events. */
  readonly rule: string;
  readonly sample: AccountSample;
  readonly where: SampleCircumstances;
}

/** Sends the sample of each forwarding rule to the bus, as if an account had. */
async function sendAll(
  clients: RehearsalClients,
  { archive }: EvidenceStage,
  change: (event: AccountEvent) => AccountEvent,
): Promise<readonly Sent[]> {
  const all: Sent[] = [];
  for (const [rule, sample] of Object.entries(ACCOUNT_SAMPLES)) {
    const where = { account: archive.otherAccount, region: archive.region, time: new Date(), id: randomUUID() };
    const { source, detail, ...event } = change(sample.noticed(where));
    await send(clients, 'events:PutEvents', {
      Entries: [
        { EventBusName: EVENT_BUS, Source: source, DetailType: event['detail-type'], Detail: JSON.stringify(detail) },
      ],
    });
    all.push({ rule, sample, where });
  }
  return all;
}

function messagesAbout({ sample, where }: Sent, received: readonly string[]): readonly string[] {
  return received.filter((text) => sample.told(where).every((part) => text.includes(part)));
}
