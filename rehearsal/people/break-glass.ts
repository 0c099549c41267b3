import { BREAK_GLASS } from '../../lib/model/names';
import { platformRoles } from '../../lib/cli/assume/platform-role';
import { send } from '../aws/send';
import { codeOf } from '../calls/mfa-device';
import { readAnswer } from '../calls/read-answer';
import { findingsOf } from '../evidence/step';
import type { NotRehearsed } from '../verify/verification-tally';
import { createUser, type BreakGlassUser } from './break-glass-user';
import { accountsWithRoles, roleArn, type NumberedAccount } from './places';
import type { PeopleStage, PeopleStep } from './stage';
import { tryRole, tryRoles } from './try-role';

const AGE: NotRehearsed = {
  what: 'break-glass: that a code of more than an hour ago does not count',
  why: 'the emulator does not know aws:MultiFactorAuthAge when a role is assumed, and in the rehearsed copy the trust does not demand it',
};

/** Who becomes break-glass, by the deployed trust of the role, with real codes. */
export const breakGlass: PeopleStep = {
  title:
    'only a user of the path for emergencies becomes break-glass, with the code that the MFA device shows, for one hour',
  async run(stage) {
    const { organization, site } = stage;
    if (!platformRoles(organization).some(({ name }) => name === BREAK_GLASS.name))
      return findingsOf([], [{ what: 'break-glass', why: 'the configuration has no such role' }]);
    const other = await createUser(site.clients, '/', 'rehearsal-not-break-glass');
    const results: (string | null)[] = [];
    for (const account of accountsWithRoles(organization)) results.push(...(await tryAccount(account, other, stage)));
    return findingsOf(results, [AGE]);
  },
};

async function tryAccount(
  { key, accountId }: NumberedAccount,
  other: BreakGlassUser,
  { sessions, breakGlassUser, keep }: PeopleStage,
): Promise<readonly (string | null)[]> {
  const role = roleArn(accountId, BREAK_GLASS);
  const user = sessions.of(breakGlassUser.credentials);
  const what = (who: string): string => `${who} becomes break-glass in ${key}`;
  const code = codeOf(breakGlassUser.device);
  const opened = await tryRole({
    ...{ expected: 'permitted', what: what('a user with a code'), clients: user, role, more: code },
  });
  if (opened.credentials !== null)
    keep({
      ...{ label: `break-glass in ${key}`, credentials: opened.credentials },
      ...{ permissionSet: null, number: accountId, isPartner: false },
    });
  return [
    opened.fault,
    ...(await tryRoles([
      { expected: 'denied', what: what('a user without a code'), clients: user, role },
      {
        ...{ expected: 'denied', what: what('a user with a wrong code'), clients: user, role },
        more: { ...code, TokenCode: otherThan(code.TokenCode) },
      },
      {
        ...{ expected: 'denied', what: what('a user of another path with a code'), role },
        ...{ clients: sessions.of(other.credentials), more: codeOf(other.device) },
      },
    ])),
    await expectTooLong(
      send(user, 'sts:AssumeRole', {
        ...{ RoleArn: role, RoleSessionName: 'rehearsal', DurationSeconds: 7200 },
        ...codeOf(breakGlassUser.device),
      }),
      what('a user, for two hours,'),
    ),
  ];
}

/** A code that the device has not shown within a minute, and will not. */
function otherThan(code: string): string {
  return String((Number(code) + 499_999) % 1_000_000).padStart(6, '0');
}

/** STS refuses a session that is longer than the role allows. */
async function expectTooLong(call: Promise<unknown>, what: string): Promise<string | null> {
  const answer = await readAnswer(call);
  const isRefused = answer.kind === 'failed' && answer.message.includes('MaxSessionDuration');
  return isRefused ? null : `${what}: ${JSON.stringify(answer)}`;
}
