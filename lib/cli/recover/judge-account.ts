import type { AccountCreation } from '../../aws/list-account-creations';
import type { LiveAccount } from '../../aws/read-organization';
import type { LiveResource } from '../../aws/read-stacks';
import { accountLogicalId } from '../../model/account-logical-id';
import { groupBy } from '../../model/group-by';
import type { Account, Organization } from '../../model/organization';
import { inARow } from '../../report/words';
import { fixOfCreation, fixOfMessage } from './creation-failures';
import type { LiveAccountsStack, Facts } from './facts';
import { matchAccount } from './match-account';
import { conditionOf } from './stack-condition';
import { describePlace, type UnitIds } from './unit-ids';

/** What became of an account, the most urgent first. */
export const ACCOUNT_STATES = [
  /** It exists at AWS, and no stack has it. */
  'outside',
  /** The file says that it is closed, and it is open. */
  'still-open',
  /** File, organization and stack contradict each other. */
  'conflict',
  /** It is closed at AWS, and the file does not say so. */
  'closed-at-aws',
  /** Its stack failed before it was moved. */
  'not-moved',
  /** AWS could not create it. */
  'failed',
  /** It is in another unit than the file says. */
  'elsewhere',
  /** AWS or CloudFormation is at work. */
  'creating',
  /** Nothing has been tried yet. */
  'missing',
  'fine',
] as const;

export type AccountState = (typeof ACCOUNT_STATES)[number];

/** An account of the files, compared with AWS. */
export interface JudgedAccount {
  readonly account: Account;
  readonly state: AccountState;
  readonly live: LiveAccount | null;
  /** Whether its stack has it, so that accounts behind it can be imported. */
  readonly isHeld: boolean;
  /** Where AWS has it, such as `the root`; null: nowhere. */
  readonly place: string | null;
  /** Whether it is where the file says; true if the unit does not exist yet and nothing can be compared. */
  readonly isInPlace: boolean;
  /** What is the matter; empty: nothing. */
  readonly why: string;
  /** What a person does about the account itself, before anything is deployed; null: nothing. */
  readonly fix: string | null;
  /** What else does not fit. */
  readonly notes: readonly string[];
}

export interface Surroundings {
  readonly organization: Organization;
  readonly facts: Facts;
  readonly unitIds: UnitIds;
}

export function judgeAccount(account: Account, stack: LiveAccountsStack, surroundings: Surroundings): JudgedAccount {
  const { organization, facts, unitIds } = surroundings;
  const match = matchAccount(account, facts.tree.accounts, organization);
  const live = match.kind === 'none' ? null : match.live;
  const wanted = unitIds.get(account.unit);
  const base = {
    account,
    live,
    isHeld: resourceOf(account, stack) !== undefined,
    place: live === null ? null : describePlace(live.parentId, facts.tree),
    isInPlace: live === null || wanted === undefined || live.parentId === wanted,
    fix: null,
    notes: [],
  };
  // Another account that is open may have the address by now: nobody may close that one.
  if (account.state === 'closed' && (match.kind !== 'conflict' || live?.state !== 'ACTIVE'))
    return { ...base, ...judgeClosed(account, live) };
  if (match.kind === 'conflict') return { ...base, state: 'conflict', why: match.why, fix: match.fix };
  return live === null
    ? { ...base, ...judgeUnborn(account, stack, facts) }
    : { ...base, ...judgeLive(base, live, stack, facts) };
}

/**
 * Two files can mean one account at AWS: one by its number, and one by its address. Which of the two is right, only a person
 * knows: nothing is imported twice, and nobody closes for one file what the other one needs.
 */
export function separateClaims(judged: readonly JudgedAccount[]): readonly JudgedAccount[] {
  const claims = groupBy(
    judged.filter(({ live, state }) => live !== null && state !== 'conflict'),
    ({ live }) => live?.id,
  );
  return judged.map((one) => {
    const id = one.live?.id;
    const files = (claims.get(id) ?? []).map(({ account }) => `accounts/${account.key}.yaml`);
    if (id === undefined || one.state === 'conflict' || files.length < 2) return one;
    return {
      ...one,
      state: 'conflict',
      why: `${inARow(files, 'and')} mean one account, ${id}: by its number or its address`,
      fix: 'find out which file it belongs to, and correct `id` and `email` in the other one',
      notes: [],
    };
  });
}

type Verdict = Pick<JudgedAccount, 'state' | 'why'> & Partial<Pick<JudgedAccount, 'fix' | 'notes'>>;

/** CloudFormation compares neither when it imports, and can change neither afterwards: the file must be right before. */
function findNotes({ key, name, email }: Account, live: LiveAccount): readonly string[] {
  const file = `accounts/${key}.yaml`;
  return [
    ...(live.name === name
      ? []
      : [
          `AWS calls it \`${live.name}\`: write \`name: ${live.name}\` into ${file}, since CloudFormation cannot change it`,
        ]),
    ...(live.email === email
      ? []
      : [`its address at AWS is \`${live.email}\`: write it so into ${file}, since CloudFormation cannot change it`]),
  ];
}

function judgeClosed({ key }: Account, live: LiveAccount | null): Verdict {
  if (live?.state !== 'ACTIVE') return { state: 'fine', why: '' };
  return {
    state: 'still-open',
    why: 'its file says `state: closed`, so that no stack has it and guardrails on it are gone, but it is open at AWS',
    fix: `close it in the console, or take \`state: closed\` out of accounts/${key}.yaml`,
  };
}

/** In these, the stack has the resource, whatever became of its last change. */
const HELD = /^(?:CREATE_COMPLETE|IMPORT_COMPLETE|UPDATE_\w+)$/;

/** What a stack has in an account's place, whichever account that is; undefined: nothing that lasts. */
function resourceOf({ key }: Account, { status, resources }: LiveAccountsStack): LiveResource | undefined {
  if (conditionOf(status) === 'unborn') return undefined;
  const resource = resources.find(({ logicalId }) => logicalId === accountLogicalId(key));
  return resource !== undefined && HELD.test(resource.status) ? resource : undefined;
}

function judgeLive(
  { account, isInPlace, place }: Pick<JudgedAccount, 'account' | 'isInPlace' | 'place'>,
  live: LiveAccount,
  stack: LiveAccountsStack,
  facts: Facts,
): Verdict {
  const condition = conditionOf(stack.status);
  if (live.state === 'PENDING_ACTIVATION') return { state: 'creating', why: 'AWS is still activating it' };
  if (live.state !== 'ACTIVE')
    return {
      state: 'closed-at-aws',
      why: `AWS says that it is ${live.state}, but its file does not say \`state: closed\``,
      fix: `write \`state: closed\` into accounts/${account.key}.yaml; AWS Support can reopen an account for 90 days`,
    };
  const logicalId = accountLogicalId(account.key);
  const other = findOtherHolder(live.id, { stack, logicalId }, facts.stacks);
  if (other !== undefined)
    return {
      state: 'conflict',
      why: `the stack ${other.stack.name} has it already, as ${other.logicalId}`,
      fix:
        other.stack.id === stack.id
          ? 'restore the name that its file had: it identifies the account'
          : `write the suffix of ${other.stack.id} into \`stack\` of accounts/${account.key}.yaml: it never changes`,
    };
  const resource = resourceOf(account, stack);
  if (resource !== undefined) {
    if (resource.physicalId !== live.id)
      return {
        state: 'conflict',
        why: `the stack ${stack.name} has ${resource.physicalId} in its place, and the account with its address is ${live.id}`,
        fix: 'write the address again with which the stack created it; the other account needs a file of its own',
      };
    if (isInPlace) return { state: 'fine', why: '' };
    const moved = `it is in ${place ?? ''}, and its file says \`${account.unit}\``;
    if (condition === 'busy') return { state: 'creating', why: `${moved}; the stack is ${stack.status ?? ''}` };
    return { state: condition === 'stable' ? 'elsewhere' : 'not-moved', why: moved };
  }
  if (condition === 'busy') return { state: 'creating', why: `the stack ${stack.name} is ${stack.status ?? ''}` };
  return {
    state: 'outside',
    why: `it exists at AWS, in ${place ?? ''}, and no stack has it`,
    notes: findNotes(account, live),
  };
}

function findOtherHolder(
  accountId: string,
  own: { readonly stack: LiveAccountsStack; readonly logicalId: string },
  stacks: readonly LiveAccountsStack[],
) {
  return stacks
    .filter(({ status }) => conditionOf(status) !== 'unborn')
    .flatMap((stack) => stack.resources.map((resource) => ({ stack, ...resource })))
    .find(
      ({ stack, logicalId, physicalId, status }) =>
        physicalId === accountId && HELD.test(status) && (stack.id !== own.stack.id || logicalId !== own.logicalId),
    );
}

function judgeUnborn(account: Account, stack: LiveAccountsStack, { creations, tree }: Facts): Verdict {
  const failure = stack.failures.find(({ logicalId }) => logicalId === accountLogicalId(account.key));
  const creation = findCreation(account, stack, creations, tree.accounts);
  const since = creation === undefined ? '' : toMinute(creation.requestedAt);
  if (creation?.state === 'IN_PROGRESS') return { state: 'creating', why: `AWS is creating it, since ${since}` };
  if (conditionOf(stack.status) === 'busy')
    return { state: 'creating', why: `the stack ${stack.name} is ${stack.status ?? ''}` };
  const renamed = tree.accounts.find(({ id }) => id === creation?.accountId);
  if (renamed !== undefined)
    return {
      state: 'conflict',
      why: `AWS created it as ${renamed.id}, whose address is \`${renamed.email}\` now`,
      fix: `write this address, or \`id: '${renamed.id}'\`, into accounts/${account.key}.yaml`,
    };
  if (creation?.state === 'SUCCEEDED')
    return {
      state: 'conflict',
      why: `AWS created it as ${creation.accountId ?? 'an account'} after a request of ${since}, but the organization does not list it`,
      fix: 'look again in a minute; if it stays away, it was removed or closed meanwhile, and its address is used up',
    };
  if (creation !== undefined) {
    const reason = creation.failureReason ?? 'no reason';
    return {
      state: 'failed',
      why: `AWS could not create it: ${reason} (request of ${since})`,
      fix: fixOfCreation(reason),
    };
  }
  if (failure !== undefined)
    return {
      state: 'failed',
      why: `CloudFormation could not create it: ${failure.reason}`,
      fix: fixOfMessage(failure.reason),
    };
  return { state: 'missing', why: 'it does not exist yet, and nothing has tried to create it' };
}

/**
 * The newest request for an account: the one that CloudFormation's message names, or one for its name, unless it is known
 * to have created another account.
 */
function findCreation(
  { key, name }: Account,
  { failures }: LiveAccountsStack,
  creations: readonly AccountCreation[],
  live: readonly LiveAccount[],
): AccountCreation | undefined {
  const messages = failures.filter(({ logicalId }) => logicalId === accountLogicalId(key)).map(({ reason }) => reason);
  return creations.find(
    (creation) =>
      messages.some((message) => message.includes(creation.id)) ||
      (creation.name === name && !live.some(({ id }) => id === creation.accountId)),
  );
}

function toMinute(time: Date): string {
  return time.toISOString().replace(/T(\d\d:\d\d).*/, ' $1 UTC');
}
