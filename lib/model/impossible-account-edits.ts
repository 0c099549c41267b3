import type { GuardrailsTarget } from './guardrails-file';
import type { ImpossibleEdit, StatedOrganization } from './impossible-edit';

type Edits = readonly ImpossibleEdit[];

/**
 * An account outlives its file and its stack: AWS closes it only when somebody says so, and CloudFormation keeps it. What
 * CloudFormation cannot change of it stays as it was.
 */
export function findAccountEdits(before: StatedOrganization, after: StatedOrganization): Edits {
  const [old, now] = [accountsIn(before), accountsIn(after)];
  const guarded = new Set((before.placements ?? []).map(({ target }) => target));
  return [
    ...now.all.flatMap((account): Edits => {
      const was = old.byKey.get(account.id);
      if (was !== undefined) return findStateEdits(account, was, guarded);
      const same = findSame(account, old);
      return same === undefined ? [] : describeNewKey(account, same);
    }),
    ...findRemoved(old, now, after),
  ];
}

/** The earlier keys of accounts that got another one: that is one mistake, whatever names them. */
export function findRenamedAccounts(before: StatedOrganization, after: StatedOrganization): readonly string[] {
  const now = accountsIn(after);
  return accountsIn(before)
    .all.filter((was) => !now.byKey.has(was.id) && findSame(was, now) !== undefined)
    .map(({ id }) => id);
}

/** The accounts of a state, and by what identifies them. */
interface Accounts {
  readonly all: readonly GuardrailsTarget[];
  readonly byKey: ReadonlyMap<string, GuardrailsTarget>;
  readonly byNumber: ReadonlyMap<string, GuardrailsTarget>;
  /** An address belongs to one account, even after that is closed. AWS ignores case. */
  readonly byAddress: ReadonlyMap<string, GuardrailsTarget>;
}

function accountsIn({ targets }: StatedOrganization): Accounts {
  // A unit that the files do not know is a mistake of its own: nothing moves to it.
  const units = new Set(targets.filter(({ kind }) => kind === 'unit').map(({ id }) => id));
  const all = targets
    .filter(({ kind }) => kind === 'account')
    .map(({ parent, ...account }) => ({ ...account, ...(units.has(parent ?? '') && { parent }) }));
  const by = (identify: (account: GuardrailsTarget) => string | null | undefined) =>
    new Map(all.flatMap((account) => [identify(account) ?? []].flat().map((value) => [value, account] as const)));
  return {
    all,
    byKey: by(({ id }) => id),
    byNumber: by(({ accountId }) => accountId),
    byAddress: by(({ email }) => email?.toLowerCase()),
  };
}

function findSame({ accountId, email }: GuardrailsTarget, { byNumber, byAddress }: Accounts) {
  return byNumber.get(accountId ?? '') ?? byAddress.get(email?.toLowerCase() ?? '');
}

function findStateEdits(account: GuardrailsTarget, was: GuardrailsTarget, guarded: ReadonlySet<string>): Edits {
  const [from, to] = [was.state, account.state];
  if (from === 'closed' && to === 'closed') return [];
  const isClosed = from !== undefined && from !== 'closed' && to === 'closed';
  return [
    ...(isClosed && from === 'active' ? [describeHastyClosing(account)] : []),
    ...(isClosed && guarded.has(account.id) ? [describeGuarded(account)] : []),
    ...(from === 'closed' && to !== undefined ? [describeReopening(account, to)] : []),
    ...findFixedEdits(account, was),
  ];
}

function describeHastyClosing({ id }: GuardrailsTarget): ImpossibleEdit {
  return {
    code: 'account-not-suspended',
    target: id,
    at: { account: id, path: ['state'] },
    message: `the account \`${id}\` is closed, but was not suspended before`,
    allowed:
      '`closed` after a deployment with `state: suspended`, so that whoever needs the account notices before it ' +
      'leaves its stack',
    fix: `first write \`state: suspended\`, and deploy; then run \`npx rampart vend --close ${id}\``,
  };
}

function describeGuarded({ id }: GuardrailsTarget): ImpossibleEdit {
  return {
    code: 'account-in-use',
    target: id,
    at: { account: id, path: ['state'] },
    message: `the account \`${id}\` is closed in one step with its own guardrails`,
    allowed: 'an account that has none of its own: a stack uses its id until it is deployed without them',
    fix: `first remove \`${id}\` from \`guardrails\`, and deploy`,
  };
}

/** https://docs.aws.amazon.com/accounts/latest/reference/manage-acct-closing.html: AWS Support may reopen it for 90 days. */
function describeReopening({ id }: GuardrailsTarget, state: string): ImpossibleEdit {
  return {
    code: 'account-reopened',
    target: id,
    at: { account: id, path: ['state'] },
    message: `the account \`${id}\` was closed, and is ${state} again`,
    allowed:
      '`closed`, as before: only AWS Support can reopen an account, for 90 days, and CloudFormation would create another ' +
      'one with the same address, which AWS refuses',
    fix:
      'write `state: closed` again; a new account needs another file, and an address that was never used. If AWS Support has ' +
      'reopened this one, a person imports it into its stack: `npx rampart recover` says how',
  };
}

/** The facts of an account that CloudFormation cannot change: an update fails, and so does its rollback. */
const FIXED = {
  email: 'e-mail address',
  name: 'name',
  stack: 'stack',
} as const;

function findFixedEdits(is: GuardrailsTarget, was: GuardrailsTarget): Edits {
  return Object.keys(FIXED).flatMap((fact) => describeFixed(fact as keyof typeof FIXED, is, was));
}

function describeFixed(fact: keyof typeof FIXED, is: GuardrailsTarget, was: GuardrailsTarget): Edits {
  const [from, to] = [was[fact], is[fact]];
  if (from === undefined || to === undefined || from === to) return [];
  // A name that is not written is the key.
  if (fact === 'name' && from === was.id && to === is.id) return [];
  const why = fact === 'stack' ? 'an account cannot move between stacks' : 'CloudFormation cannot change it';
  return [
    {
      code: `account-${fact}-changed`,
      target: is.id,
      at: { account: is.id, path: [fact] },
      message: `the ${FIXED[fact]} of the account \`${is.id}\` changes from \`${from}\` to \`${to}\``,
      allowed: `\`${from}\`, as before: ${why}, and the deployment fails without a way back`,
      fix: `write \`${from}\` again${describeMove(is, was)}`,
    },
  ];
}

/** Whoever moves and renames an account is told which half is possible. */
function describeMove({ parent }: GuardrailsTarget, was: GuardrailsTarget): string {
  return parent === undefined || was.parent === undefined || parent === was.parent
    ? ''
    : `; its move to \`${parent}\` is possible`;
}

/** What else changed is told, too: with its old key, it would be the next mistake. */
function describeNewKey(is: GuardrailsTarget, was: GuardrailsTarget): Edits {
  const shared = was.email !== undefined && was.email === is.email ? `e-mail address \`${was.email}\`` : 'id';
  return [
    {
      code: 'account-key-changed',
      target: is.id,
      at: { account: is.id, path: [] },
      message: `the account \`${was.id}\` gets the key \`${is.id}\`: both have the same ${shared}`,
      allowed: `\`${was.id}\`, as before: with another key it is another account, and AWS gives an address to one account only`,
      fix: `name its file \`${was.id}.yaml\` again${describeMove(is, was)}; a new account needs an address that was never used`,
    },
    ...findFixedEdits(is, was),
  ];
}

/**
 * A file without a number may be that of an account that exists: nothing makes anybody write the number down. So every file
 * of the earlier state counts. One that was never deployed is not in the deployed state.
 */
function findRemoved(old: Accounts, now: Accounts, { unreadableAccounts = new Set() }: StatedOrganization): Edits {
  if (unreadableAccounts === 'all') return [];
  return old.all
    .filter(
      (was) =>
        was.state !== 'closed' &&
        !now.byKey.has(was.id) &&
        !unreadableAccounts.has(was.id) &&
        findSame(was, now) === undefined,
    )
    .map(describeRemoval);
}

function describeRemoval({ id, state }: GuardrailsTarget): ImpossibleEdit {
  const suspend = state === 'suspended' ? '' : 'write `state: suspended` to it, deploy, then ';
  return {
    code: 'account-removed',
    target: id,
    at: { account: id, path: [] },
    message: `the file of the account \`${id}\` is gone, but the account was not closed`,
    allowed:
      'the removal of a file that was deployed with `state: closed`: deleting a file closes nothing. The account would leave ' +
      'its stack and stay open at AWS, with nothing that guards or reports it by its name',
    fix:
      `bring \`accounts/${id}.yaml\` back, under this name; to close the account, ${suspend}run \`npx rampart vend --close ${id}\`. If its file ` +
      'was never deployed, compare with the deployed revision, which does not have it',
  };
}
