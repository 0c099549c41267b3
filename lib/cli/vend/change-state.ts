import { catalogue } from '../../../policies/catalogue';
import { renewLock } from '../../analysis/assemble/pack/renew-lock';
import { prepareProof } from '../../analysis/prove/prepare-proof';
import type { Account, Organization } from '../../model/organization';
import { isQuarantined, placedAssignments, QUARANTINE } from '../../model/people';
import { withAccountFile } from '../../model/read-configuration';
import { didYouMean, listValues } from '../../model/suggest';
import type { Result } from '../command';
import { editFile, type EditedFile } from '../input/edit/edit-file';
import { replaceField } from '../input/edit/yaml-edits';
import { findAccount } from '../input/find-account';
import { checkRead, type CheckedOrganization } from '../input/read-organization';
import { reportProblems } from '../input/report-problems';
import { UserMistake } from '../input/user-mistake';
import type { Io } from '../io';
import { printJson, printReport } from '../print-report';
import type { Before } from './judge-request';
import type { LifecycleOutput } from './vend-output';
import { lifecycleReport } from './vend-report';

interface Options {
  readonly json?: boolean;
  readonly dryRun?: boolean;
}

/** What an account's file says afterwards. */
export interface NewState {
  readonly account: Account;
  readonly state: LifecycleOutput['state'];
  readonly unit: string;
}

/** What follows from it, for whoever goes on. */
export type Consequences = Pick<LifecycleOutput, 'notes' | 'next'>;

/** The member account of a key or a number. */
export function requireMember(given: string, organization: Organization): Account {
  const { accounts, managementAccount } = organization;
  const account = findAccount(given, organization);
  if (account === undefined)
    throw new UserMistake({
      message: `there is no account \`${given}\``,
      allowed: listValues(accounts.map(({ key }) => key)),
      ...didYouMean(
        given,
        accounts.map(({ key }) => key),
      ),
    });
  if (account.key === managementAccount.key || !('state' in account))
    throw new UserMistake(`\`${given}\` is the management account, which can be neither suspended nor closed`);
  return account;
}

/**
 * Edits an account's file, if the whole configuration stays valid with it.
 *
 * @param follow gets the organization afterwards, and whether the lock of the packing must be renewed
 */
export function changeState(
  change: NewState,
  before: Before,
  follow: (after: Organization, isLockStale: boolean) => Consequences,
  options: Options,
  io: Io,
): Result {
  const { account, state, unit } = change;
  const edited = edit(change);
  const checked = checkRead(withAccountFile(before.read, { key: account.key, file: edited.file, text: edited.text }));
  const proof = checked.kind === 'ok' ? prepareProof(checked.value.organization, catalogue) : checked;
  if (checked.kind === 'problems' || proof.kind === 'problems') {
    if (options.json !== true)
      io.err(`\`${account.key}\` cannot be ${state} yet, and nothing was written. If it were:`);
    return reportProblems(proof.kind === 'problems' ? proof.problems : [], options, io);
  }
  if (options.dryRun !== true) edited.write();
  const { organization, assembly }: CheckedOrganization = checked.value;
  const output: LifecycleOutput = {
    formatVersion: 1,
    problems: [],
    account: account.key,
    number: account.accountId,
    state,
    unit: { before: account.unit, after: unit },
    file: edited.file,
    isWritten: options.dryRun !== true,
    ...follow(organization, renewLock(organization.packing, assembly) !== undefined),
  };
  if (options.json === true) printJson(output, io);
  else printReport(lifecycleReport(output), io);
  return { exitCode: 0 };
}

function edit({ account, state, unit }: NewState): EditedFile {
  const { file } = account.at;
  const moved = unit === account.unit ? {} : { unit };
  return editFile(file, {
    change: (text) => {
      const withUnit = unit === account.unit ? text : replaceField(text, 'unit', unit);
      return withUnit === null ? null : replaceField(withUnit, 'state', state);
    },
    expected: (value) => ({ ...value, ...moved, state }),
    byHand: `write ${Object.entries({ ...moved, state })
      .map(([field, text]) => `\`${field}: ${text}\``)
      .join(' and ')}`,
  });
}

/** The unit in which an account is in quarantine: its own, or the first one; null: there is none. */
export function quarantineUnit(account: Account, organization: Organization): string | null {
  if (isQuarantined({ ...account, state: 'active' }, organization)) return account.unit;
  const { units, placements } = organization;
  const targets = new Set(placements.filter(({ guardrail }) => guardrail === QUARANTINE).map(({ target }) => target));
  return units.find(({ id }) => targets.has(id))?.id ?? null;
}

/** The groups that have a permission set in an account. */
export function groupsIn(account: string, organization: Organization): readonly string[] {
  const placed = placedAssignments(organization).filter((one) => one.account === account);
  return [...new Set(placed.map(({ group }) => group))];
}
