import { required } from '../../lib/aws/required';
import { accountsStack } from '../../lib/model/names';
import { createMemberAccount, removeMemberAccount } from '../aws/member-accounts';
import { send } from '../aws/send';
import type { Site } from '../site';
import { VENDED } from './account-vended';
import { askRecover, writeMapping, type ExpectedAnswers } from './ask-recover';
import { findLostIds } from './deploy-and-verify';
import { copyConfiguration } from './plan-version';
import type { DeployedVersion, RehearsalScenario } from './scenario';
import { tryAccounts } from './try-accounts';
import { addressOf, deployAccounts, requestAccounts, writeIds, type RequestedAccounts } from './vend';

/** Two accounts that are asked for at once, in the order in which a stack creates them. */
const LATER = 'rehearsal-later';
const LOST = 'rehearsal-lost';

export const recover: RehearsalScenario = {
  name: 'recover',
  needs: 'account-vended',
  title:
    'two accounts at once, while one is suspended: `rampart recover` says the next step whatever is left half done, and in the end guardrails deny what they must',
  restarts: true,
  async run(input) {
    const { site, before } = input;
    const folder = copyConfiguration(input, 'recovered');
    const requested = await requestAccounts(site, folder, [LATER, LOST], VENDED);
    const { version } = requested;
    const halfDone = await leaveHalfDone(site, before, requested);
    const measured = await deployAccounts(site, requested);
    const found = await site.verify(version);
    const deployed = { version, found };
    const elsewhere = await leaveElsewhere(site, deployed);
    const unwritten = await writeIds(site, deployed, folder);
    const answers = await tryAccounts(site, deployed, [
      { account: VENDED, listsRoles: 'denied-explicitly', createsUser: 'denied-explicitly' },
      { account: LATER, listsRoles: 'permitted', createsUser: 'denied-explicitly' },
      { account: LOST, listsRoles: 'permitted', createsUser: 'denied-explicitly' },
    ]);
    const lost = findLostIds(before.found, found);
    return {
      deployed,
      faults: [...halfDone, ...found.faults, ...lost, ...elsewhere, ...unwritten, ...answers],
      measured: [measured],
      notRehearsed: NOT_REHEARSED,
    };
  },
};

const NOT_REHEARSED = [
  {
    what: '`cdk import` of an account, with the mapping that `rampart recover` writes',
    why: 'the emulator creates what it should import',
  },
  {
    what: 'a stack of accounts that stopped in the middle (UPDATE_FAILED)',
    why: 'the emulator rolls a failed stack back, whatever was asked, and undoes nothing',
  },
];

/** What AWS and CloudFormation may have left when creating an account took too long. */
async function leaveHalfDone(
  site: Site,
  { found }: DeployedVersion,
  { version }: RequestedAccounts,
): Promise<readonly string[]> {
  const { clients, cdk } = site;
  const { folder, copy } = version;
  // It is to move with the same deployment.
  const moves: ExpectedAnswers = { [VENDED]: { state: 'elsewhere', next: 'npx rampart drift' } };
  const missing = { state: 'missing', next: `npx cdk deploy ${accountsStack()} --no-rollback` } as const;
  const nothing = await askRecover(site, folder, 'AWS has created neither account', {
    ...{ ...moves, [LATER]: missing, [LOST]: missing },
  });
  // AWS goes on after CloudFormation has given up: the account is in the root, and no stack has it.
  const number = await createMemberAccount(clients, LATER, addressOf(LATER));
  const next = `aws organizations move-account --account-id ${number} `;
  const write = 'npx rampart recover --write';
  const outside: ExpectedAnswers = {
    ...{ ...moves, [LATER]: { state: 'outside', next }, [LOST]: { state: 'missing', next: write } },
  };
  const created = await askRecover(site, folder, 'AWS has created one', outside);
  const { exitCode } = await cdk.deploy(copy.folder, [accountsStack(), '--exclusively']).end;
  const refused = exitCode === 0 ? ['an account was created although its address was taken'] : [];
  const rolledBack = await askRecover(site, folder, 'the next deployment was rolled back', outside);
  await send(clients, 'organizations:MoveAccount', {
    ...{ AccountId: number, SourceParentId: found.live.rootId, DestinationParentId: sandboxOf(found) },
  });
  const moved = await askRecover(site, folder, 'it is in its unit, and in no stack', {
    ...{ ...outside, [LATER]: { state: 'outside', next: write } },
  });
  const mapped = await writeMapping(site, folder, number);
  // The emulator creates what it should import, so that the deployment creates the account again.
  await removeMemberAccount(clients, number);
  return [...nothing, ...created, ...refused, ...rolledBack, ...moved, ...mapped];
}

/** An account that its stack has, and that is in the root. */
async function leaveElsewhere(site: Site, { version, found }: DeployedVersion): Promise<readonly string[]> {
  const { folder } = version;
  const number = found.organization.accounts.find(({ key }) => key === LOST)?.accountId ?? undefined;
  const AccountId = required(number, 'the number of an account');
  const move = (SourceParentId: string, DestinationParentId: string) =>
    send(site.clients, 'organizations:MoveAccount', { AccountId, SourceParentId, DestinationParentId });
  const fine = await askRecover(site, folder, 'all is deployed', {});
  await move(sandboxOf(found), found.live.rootId);
  const elsewhere = await askRecover(site, folder, 'an account was created, and is not in its unit', {
    [LOST]: { state: 'elsewhere', next: 'npx rampart drift' },
  });
  await move(found.live.rootId, sandboxOf(found));
  return [...fine, ...elsewhere, ...(await site.verify(version)).faults];
}

function sandboxOf({ organization }: DeployedVersion['found']): string {
  return required(organization.units.find(({ id }) => id === 'Sandbox')?.awsId ?? undefined, 'the unit Sandbox');
}
