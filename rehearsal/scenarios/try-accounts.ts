import { call } from '../calls/call';
import { expectAnswer, type ExpectedAnswer } from '../evidence/expect-answer';
import type { Site } from '../site';
import type { DeployedVersion } from './scenario';
import { whileEnforced } from './while-enforced';

/** What an administrator, who is allowed everything, may do in an account. */
export interface ExpectedAccount {
  /** The key of the account. */
  readonly account: string;
  readonly listsRoles: ExpectedAnswer;
  readonly createsUser: ExpectedAnswer;
}

/** Makes calls in accounts, with policies enforced. One sentence for each answer that is not the expected one. */
export async function tryAccounts(
  site: Site,
  deployed: DeployedVersion,
  accounts: readonly ExpectedAccount[],
): Promise<readonly string[]> {
  const results = await whileEnforced(site, deployed, async ({ callers }) => {
    const answers: (string | null)[] = [];
    for (const { account, listsRoles, createsUser } of accounts) {
      const administrator = await callers.administrator(account);
      answers.push(
        await expectAnswer(listsRoles, administrator, call('lists roles', 'iam:ListRoles', '*', {})),
        await expectAnswer(
          createsUser,
          administrator,
          call('creates a user', 'iam:CreateUser', '*', { UserName: 'rehearsal-vended' }),
        ),
      );
    }
    return answers;
  });
  return results.filter((result) => result !== null);
}
