import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { required } from '../../lib/aws/required';
import { BASELINE, eventBusArn } from '../../lib/model/names';
import type { RehearsalClients } from '../aws/clients';
import { send } from '../aws/send';
import { ADMINISTRATOR } from '../calls/callers';
import { ACCOUNT_SAMPLES, type AccountEvent } from './account-samples';
import { isForwarding, memberRulesOf, rulesOf } from './deployed-resources';
import { findingsOf, type EvidenceStage, type EvidenceStep } from './step';

export const forwarding: EvidenceStep = {
  title: "rules in a member account and in the management account send what must be heard to the organization's bus",
  async run(stage) {
    const places = [...managementPlaces(stage), ...(await memberPlaces(stage))];
    const results: (string | null)[] = [];
    for (const place of places) results.push(...(await tryRule(place, stage)));
    return findingsOf(results, places.length === 0 ? [] : [DELIVERY]);
  },
};

const DELIVERY = {
  what: "the delivery of events from accounts to the organization's bus",
  why: 'the emulator does not deliver to buses of other accounts, and does not enforce what a rule may send',
};

/** A rule that must forward, in one account. */
interface RulePlace {
  readonly rule: string;
  readonly account: string;
  readonly regions: readonly string[];
  readonly clients: RehearsalClients;
}

function managementPlaces({ version, management, archive }: EvidenceStage): readonly RulePlace[] {
  const all = rulesOf(version).filter(isForwarding);
  const names = [...new Set(all.map(({ name }) => name))];
  return names.map((rule) => ({
    ...{ rule, account: archive.managementAccount, clients: management.in(archive.region) },
    regions: all.filter(({ name }) => name === rule).map(({ region }) => region),
  }));
}

/** All member accounts have the same rules, from one template: that all exist everywhere has been verified already. */
async function memberPlaces({ version, sessions, archive }: EvidenceStage): Promise<readonly RulePlace[]> {
  const account = archive.otherAccount;
  const arn = `arn:aws:iam::${account}:user/${ADMINISTRATOR}`;
  const caller = { kind: 'user', label: 'an administrator', arn, exemptUntil: null } as const;
  const clients = await sessions.as(caller, account, { region: archive.region, byTls: true });
  return memberRulesOf(version)
    .filter(isForwarding)
    .map(({ name: rule, regions }) => ({ rule, account, regions, clients }));
}

async function tryRule(place: RulePlace, { archive }: EvidenceStage): Promise<readonly (string | null)[]> {
  const { rule, account, regions, clients } = place;
  const sample = ACCOUNT_SAMPLES[rule.slice(BASELINE.prefix.length)];
  if (sample === undefined) return [`rule ${rule} has no sample: add one to rehearsal/evidence/account-samples.ts`];
  const { EventPattern } = await send(clients, 'events:DescribeRule', { Name: rule });
  const pattern = required(EventPattern, `the pattern of rule ${rule}`);
  const matches = async (event: AccountEvent): Promise<boolean> => {
    const Event = JSON.stringify(event);
    return (await send(clients, 'events:TestEventPattern', { EventPattern: pattern, Event })).Result === true;
  };
  // The emulator keeps one rule of a name for all Regions: that of the Region that was deployed last.
  const [region] = patternSchema.parse(JSON.parse(pattern)).region;
  const here = { account, region, time: new Date(), id: randomUUID() };
  const where = `in account ${account}, ${region}`;
  return [
    regions.includes(region) ? null : `rule ${rule} in account ${account} is for ${region}, not for ${regions.join()}`,
    (await matches(sample.noticed(here))) ? null : `rule ${rule} ${where} does not notice its sample`,
    (await matches(sample.neighbor(here))) ? `rule ${rule} ${where} notices a similar event` : null,
    (await matches(sample.noticed({ ...here, account: ELSEWHERE })))
      ? `rule ${rule} ${where} notices what another account has sent there`
      : null,
    await checkTarget(place, eventBusArn(archive.managementAccount, archive.region)),
  ];
}

const patternSchema = z.looseObject({ region: z.tuple([z.string()]) });

/** No account of the rehearsal has this number. */
const ELSEWHERE = '999999999999';

async function checkTarget({ rule, account, clients }: RulePlace, bus: string): Promise<string | null> {
  const { Targets = [] } = await send(clients, 'events:ListTargetsByRule', { Rule: rule });
  const { path, name } = BASELINE.forwarder;
  const role = `arn:aws:iam::${account}:role${path}${name}`;
  const found = Targets.map(({ Arn = '', RoleArn = '' }) => `${Arn} by ${RoleArn}`);
  return found.length === 1 && found[0] === `${bus} by ${role}`
    ? null
    : `rule ${rule} in account ${account} sends to ${found.join(', ')}, not to ${bus} by ${role}`;
}
