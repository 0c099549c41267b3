import { setTimeout as sleep } from 'node:timers/promises';
import type { Clients } from '../../aws/clients';
import { listAccounts, type ListedAccount } from '../../aws/list-accounts';
import { readCallerAccount } from '../../aws/read-caller';
import type { Organization } from '../../model/organization';
import { formatNumber, inARow } from '../../report/words';
import { askAws } from '../input/ask-aws';
import type { Patience } from '../input/patience';
import { requireManagementAccount } from '../input/require-management-account';
import { UserMistake } from '../input/user-mistake';
import type { Io } from '../io';
import { findAwaitedAccounts, type AwaitedAccounts } from './awaited-accounts';
import type { AwaitedStack } from './judge-stack';
import { lookAtStacks } from './look';
import { rootWideStackSets, type RootWideStackSet } from './root-wide-stack-sets';
import type { WaitOutput } from './wait-output';
import { watch, type WaitEnd } from './watch';

const NEEDED = [
  'organizations:ListAccounts',
  'cloudformation:ListStackInstances',
  'cloudformation:ListStackSetOperations',
];

/**
 * Waits for the stacks of the baseline, with the credentials that the SDK finds.
 *
 * @throws UserMistake if AWS cannot be asked, or nothing can come of the wait
 */
export async function waitForBaseline(
  organization: Organization,
  patience: Pick<Patience, 'timeoutMs' | 'pauseMs'>,
  io: Pick<Io, 'progress'>,
): Promise<WaitOutput> {
  return askAws(organization, NEEDED, (clients) => askAndWatch(organization, clients, patience, io));
}

async function askAndWatch(
  organization: Organization,
  clients: Clients,
  { timeoutMs, pauseMs }: Pick<Patience, 'timeoutMs' | 'pauseMs'>,
  io: Pick<Io, 'progress'>,
): Promise<WaitOutput> {
  const start = performance.now();
  const now = (): number => performance.now() - start;
  io.progress('asking AWS for the accounts');
  requireManagementAccount(await readCallerAccount(clients.sts), organization, "the organization's StackSets");
  const accounts = findAwaitedAccounts(await listAccounts(clients.organizations), organization);
  requireAccounts(accounts);
  const stackSets = rootWideStackSets(organization);
  const watched = await watch(
    () => lookAtStacks(stackSets, accounts.awaited, clients.cloudformation),
    { timeoutMs, pauseMs, now, sleep },
    (stacks) => {
      io.progress(describeProgress(stacks, now()));
    },
  );
  return toOutput(watched, stackSets, accounts, now());
}

/** The wait would end, although an account of the configuration has no baseline yet. */
function requireAccounts({ missing }: AwaitedAccounts): void {
  if (missing.length === 0) return;
  throw new UserMistake(
    missing.map(({ key, accountId, email, stack }) => ({
      message: `account \`${key}\` (${accountId ?? email}) is not in the organization`,
      fix: `run \`npx cdk deploy ${stack}\`; if the account exists, write its number into accounts/${key}.yaml`,
    })),
  );
}

function describeProgress(stacks: readonly AwaitedStack[], elapsedMs: number): string {
  const count = (wanted: AwaitedStack['state']): number => stacks.filter(({ state }) => state === wanted).length;
  const failed = count('failed');
  const parts = [
    `${formatNumber(count('current'))} of ${formatNumber(stacks.length)} stacks are current`,
    ...(failed === 0 ? [] : [`${formatNumber(failed)} failed`]),
  ];
  return `waiting for the baseline: ${inARow(parts, 'and')}, after ${formatNumber(Math.floor(elapsedMs / 1000))} s`;
}

function toOutput(
  { stacks, timedOut }: WaitEnd,
  stackSets: readonly RootWideStackSet[],
  { awaited, notAwaited }: AwaitedAccounts,
  elapsedMs: number,
): WaitOutput {
  const incomplete = stacks.flatMap(({ stackSet, account, region, state, instance }) =>
    state === 'current'
      ? []
      : [
          {
            ...{ stackSet, accountId: account.id, account: account.name, region, state },
            status: instance?.status ?? null,
            detailedStatus: instance?.detailedStatus ?? null,
            // AWS sends an empty reason as well as none.
            reason: instance?.reason || null,
          },
        ],
  );
  const identify = ({ id, name }: ListedAccount) => ({ accountId: id, name });
  return {
    formatVersion: 1,
    problems: [],
    complete: incomplete.length === 0,
    timedOut,
    seconds: Math.round(elapsedMs / 100) / 10,
    stackSets: stackSets.map(({ name, regions }) => {
      const own = stacks.filter(({ stackSet }) => stackSet === name);
      return { name, regions, stacks: own.length, current: own.filter(({ state }) => state === 'current').length };
    }),
    accounts: awaited.map(identify),
    notAwaited: notAwaited.map(({ account, why }) => ({ ...identify(account), why })),
    incomplete,
  };
}
