import { inARow } from '../../report/words';
import type { Result } from '../command';
import { UserMistake } from '../input/user-mistake';
import type { Io } from '../io';
import { changeState, groupsIn, quarantineUnit, requireMember } from './change-state';
import type { Before } from './judge-request';
import { commitSteps, deployCommand, deploySteps, forRampart } from './next-steps';

/** Suspends an account: it moves into quarantine, and stays a member. */
export function suspendAccount(
  given: string,
  before: Before,
  options: { readonly json?: boolean; readonly dryRun?: boolean },
  io: Io,
): Result {
  const { organization, folder } = before;
  const account = requireMember(given, organization);
  const { key, state, unit } = account;
  const quarantine = quarantineUnit(account, organization);
  if (state === 'closed') throw new UserMistake(`\`${key}\` is closed already`);
  if (quarantine === null)
    throw new UserMistake({
      message: 'no unit has the guardrail `quarantine`, so that whatever runs in a suspended account would go on',
      fix: 'place `quarantine` on a unit of its own, such as `Suspended`, in `guardrails` of landing-zone.yaml',
    });
  if (state === 'suspended' && quarantine === unit)
    throw new UserMistake({
      message: `\`${key}\` is suspended already`,
      fix: `once that is deployed, \`npx rampart vend --close ${key}\` goes on`,
    });
  const own = organization.placements.filter(({ target }) => target === key).map(({ guardrail }) => guardrail);
  const groups = groupsIn(key, organization);
  return changeState(
    { account, state: 'suspended', unit: quarantine },
    before,
    (after, isLockStale) => {
      const left = groupsIn(key, after);
      const lost = groups.filter((group) => !left.includes(group));
      const change = { folder, file: account.at.file, isLockStale, message: `Suspend the account ${key}` };
      return {
        notes: [
          `Under the guardrail \`quarantine\` of \`${quarantine}\`, nobody can work in the account. What runs there goes on and costs, its budget still tells of it, and its data stay`,
          ...(lost.length === 0 ? [] : [`These lose their permission sets there: ${inARow(lost, 'and')}`]),
          ...(own.length === 0
            ? []
            : [
                `It has guardrails of its own (${inARow(own, 'and')}). Remove \`${key}\` from \`guardrails\`, and deploy, before you close it`,
              ]),
          `To undo it, write \`state: active\` and \`unit: ${unit}\` again`,
        ],
        next: [
          ...commitSteps(change, after),
          ...deploySteps('Deploy it', [deployCommand('--all', folder)], after),
          {
            what: 'To close the account for good, once this is deployed',
            commands: [`npx rampart vend --close ${key}${forRampart(folder)}`],
          },
        ],
      };
    },
    options,
    io,
  );
}
