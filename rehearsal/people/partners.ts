import { PARTNERS } from '../../lib/model/names';
import type { PartnerRole } from '../../lib/model/organization';
import type { RehearsalClients } from '../aws/clients';
import { credentialsOf } from '../aws/issued-credentials';
import { send } from '../aws/send';
import { pathOf, trusting, unlessItExists } from '../calls/iam-documents';
import { memberCredentials } from '../emulator/member-credentials';
import { findingsOf } from '../evidence/step';
import { numberOf } from '../applications/stores';
import { codeOf, addMfaDevice, type MfaDevice } from '../calls/mfa-device';
import type { NotRehearsed } from '../verify/verification-tally';
import { roleArn } from './places';
import type { PeopleStage, PeopleStep } from './stage';
import { tryRole, tryRoles, type RoleTry } from './try-role';

const USER = 'rehearsal-of-a-partner';

/** Who becomes a partner, by the deployed trust of its role. */
export const partners: PeopleStep = {
  title: 'a partner becomes its role from its own account, with its own external id, and nobody else does',
  async run(stage) {
    const results: (string | null)[] = [];
    const gaps: NotRehearsed[] = [];
    for (const partner of stage.organization.partners) {
      if (new Date(partner.expires) <= new Date()) gaps.push(ended(partner));
      else if (partner.mfa && partner.role !== null) gaps.push(roleWithCode(partner));
      else {
        results.push(...(await tryPartner(partner, stage)));
        gaps.push(timeOf(partner));
      }
    }
    return findingsOf(results, gaps);
  },
};

function ended({ key }: PartnerRole): NotRehearsed {
  return { what: `the partner ${key}`, why: 'its time is over' };
}

function roleWithCode({ key }: PartnerRole): NotRehearsed {
  return {
    what: `the partner ${key}: its role with the code of an MFA device`,
    why: 'the emulator takes codes from users only, and keeps no MFA of a session in the session that it opens',
  };
}

function timeOf({ key }: PartnerRole): NotRehearsed {
  return {
    what: `the partner ${key}: that nobody becomes its role after its time`,
    why: 'the emulator does not know aws:CurrentTime when a role is assumed, and in the rehearsed copy the trust does not demand it',
  };
}

async function tryPartner(partner: PartnerRole, stage: PeopleStage): Promise<readonly (string | null)[]> {
  const { endpoint } = stage.site;
  const user = stage.sessions.of(await memberCredentials(endpoint, partner.account, USER));
  const device = partner.mfa ? await addMfaDevice(user, USER) : null;
  const named = partner.role === null ? user : await becomeNamed(user, partner.account, partner.role, stage);
  const stranger = stage.sessions.of(await memberCredentials(endpoint, strangerTo(partner), USER));
  const results: (string | null)[] = [];
  for (const account of partner.accounts)
    results.push(...(await tryAccount(partner, account, { named, user, stranger, device }, stage)));
  return results;
}

interface PartnerCallers {
  /** Whom the trust policy means. */
  readonly named: RehearsalClients;
  /** A user of the partner's account. */
  readonly user: RehearsalClients;
  /** A user of an account that has nothing to do with either. */
  readonly stranger: RehearsalClients;
  readonly device: MfaDevice | null;
}

async function tryAccount(
  { key, externalId, role: named, permissionSet, mfa }: PartnerRole,
  account: string,
  callers: PartnerCallers,
  { organization, keep }: PeopleStage,
): Promise<readonly (string | null)[]> {
  const number = numberOf(organization, account);
  const role = roleArn(number, { path: PARTNERS.path, name: key });
  const { device } = callers;
  const code = (): object => (device === null ? {} : codeOf(device));
  const label = `the partner ${key} in ${account}`;
  const right = { ExternalId: externalId };
  const opened = await tryRole({
    ...{ expected: 'permitted', what: `${label}, with its external id`, clients: callers.named, role },
    more: { ...right, ...code() },
  });
  const { credentials } = opened;
  if (credentials !== null) keep({ label, credentials, permissionSet, number, isPartner: true });
  const denied = (what: string, clients: RehearsalClients, more: object): RoleTry => ({
    ...{ expected: 'denied', what: `${label}, ${what}`, clients, role, more },
  });
  return [
    opened.fault,
    ...(await tryRoles([
      denied('with another external id', callers.named, { ExternalId: `${externalId}-2`, ...code() }),
      denied('without an external id', callers.named, code()),
      denied('from another account', callers.stranger, right),
      ...(named === null ? [] : [denied('by somebody else of its account', callers.user, right)]),
      ...(mfa ? [denied('without a code', callers.named, right)] : []),
    ])),
  ];
}

/** A session of the partner's role, which the rehearsal makes in the partner's account. */
async function becomeNamed(
  user: RehearsalClients,
  account: string,
  role: string,
  { sessions }: PeopleStage,
): Promise<RehearsalClients> {
  const RoleArn = `arn:aws:iam::${account}:role/${role}`;
  const { name: RoleName, path: Path } = pathOf(RoleArn);
  await send(user, 'iam:CreateRole', { RoleName, Path, AssumeRolePolicyDocument: trusting(account) }).catch(
    unlessItExists,
  );
  const { Credentials } = await send(user, 'sts:AssumeRole', { RoleArn, RoleSessionName: 'rehearsal' });
  return sessions.of(credentialsOf(Credentials));
}

/** The number of an account that nobody has configured. */
function strangerTo({ account }: PartnerRole): string {
  return account === '888877776666' ? '888877775555' : '888877776666';
}
