import type { Account } from '../../model/organization';
import type { Result } from '../command';
import { UserMistake } from '../input/user-mistake';
import type { Io } from '../io';
import { Interrupted } from '../terminal/interrupted';
import { changeState, requireMember } from './change-state';
import type { Before } from './judge-request';
import { commitSteps, deployCommand, deploySteps, forRampart } from './next-steps';

interface Options {
  readonly json?: boolean;
  readonly dryRun?: boolean;
  /** The account's number, typed again. */
  readonly confirm?: string;
}

/**
 * Writes that an account is closed, and says how an administrator closes it. This command closes nothing at AWS.
 *
 * Sources: https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_accounts_close.html and
 * https://docs.aws.amazon.com/organizations/latest/APIReference/API_CloseAccount.html
 */
export async function closeAccount(given: string, before: Before, options: Options, io: Io): Promise<Result> {
  const { organization, folder } = before;
  const account = requireMember(given, organization);
  const number = requireClosable(account, folder);
  await requireConfirmation(account, number, options, io);
  const { key, email, unit } = account;
  return changeState(
    { account, state: 'closed', unit },
    before,
    (after, isLockStale) => {
      const change = { folder, file: account.at.file, isLockStale, message: `Close the account ${key}` };
      return {
        notes: [
          'Everything in the account ends. For 90 days AWS Support can reopen it, and it counts against the quota of accounts; then it is gone for ever',
          `${email} can never be used for another account. Keep the file: it says so`,
        ],
        next: [
          {
            what: 'Once its suspension is deployed, close it as an administrator in the management account. No stack and no pipeline may. See first that it is the right one',
            commands: [
              `aws organizations describe-account --account-id ${number}`,
              `aws organizations close-account --account-id ${number}`,
            ],
          },
          ...commitSteps(change, after),
          ...deploySteps(
            'Deploy it: the account leaves its stack, and its budget goes',
            [deployCommand('--all', folder)],
            after,
          ),
        ],
      };
    },
    options,
    io,
  );
}

/** The number of an account that may be closed. */
function requireClosable({ key, state, accountId, at }: Account, folder: string): string {
  if (state === 'closed') throw new UserMistake(`\`${key}\` is closed already`);
  if (state === 'active')
    throw new UserMistake({
      message: `\`${key}\` is active: only a suspended account is closed, so that whoever needs it notices in time`,
      fix: `run \`npx rampart vend --suspend ${key}${forRampart(folder)}\` and deploy that first`,
    });
  if (accountId !== null) return accountId;
  throw new UserMistake({
    message: `\`${at.file}\` does not say which number \`${key}\` has`,
    fix: 'run `npx rampart ids --write`, which writes it as `id` once the account exists',
  });
}

async function requireConfirmation(
  { key }: Account,
  number: string,
  { confirm, json }: Options,
  io: Pick<Io, 'ask'>,
): Promise<void> {
  const typed = confirm ?? (json === true ? null : await askNumber(key, io));
  if (typed === null)
    throw new UserMistake({
      message: `--confirm is missing: closing \`${key}\` is final`,
      allowed: 'its number, typed again',
    });
  if (typed.trim() !== number)
    throw new UserMistake({
      message: `\`${typed}\` is not the number of \`${key}\`; nothing was written`,
      fix: 'look up which account you mean',
    });
}

async function askNumber(key: string, io: Pick<Io, 'ask'>): Promise<string | null> {
  const answer = await io.ask(`Type the number of ${key} to confirm: `, [
    `Closing ${key} ends everything in it. After 90 days nobody can bring it back.`,
  ]);
  if (answer.kind === 'interrupted') throw new Interrupted();
  return answer.kind === 'answer' ? answer.text : null;
}
