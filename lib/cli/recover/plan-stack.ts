import { accountLogicalId } from '../../model/account-logical-id';
import { inARow } from '../../report/words';
import type { LiveAccountsStack } from './facts';
import type { JudgedAccount } from './judge-account';
import { makeReady, type RecoveryStep } from './make-ready';
import { conditionOf, takesImport, type StackCondition } from './stack-condition';
import type { UnitIds } from './unit-ids';

/** What to do with a stack of accounts, until every account of its files is in it. */
export interface StackPlan {
  readonly id: string;
  readonly name: string;
  readonly status: string | null;
  readonly condition: StackCondition;
  /** Nothing to do: none. */
  readonly steps: readonly RecoveryStep[];
  /** What `cdk import` takes now, by logical id; null: nothing can be imported now. */
  readonly mapping: Readonly<Record<string, { readonly AccountId: string }>> | null;
}

export interface PlanningContext {
  readonly unitIds: UnitIds;
  readonly region: string;
}

const AGAIN = 'npx rampart recover';

/** The file of a stack's mapping, in the current folder. */
export function mappingFile(stack: string): string {
  return `import-${stack}.json`;
}

/** @param accounts those of the stack's files that are not closed, in the order in which it creates them */
export function planStack(
  stack: LiveAccountsStack,
  accounts: readonly JudgedAccount[],
  context: PlanningContext,
): StackPlan {
  const { id, name, status } = stack;
  const condition = conditionOf(status);
  const outside = accounts.filter(({ state }) => state === 'outside');
  const isWaited = accounts.some(({ state }) => state === 'creating');
  const ready = takesImport(condition) && !isWaited ? importableNow(accounts) : [];
  const plan = { id, name, status, condition };
  if (condition === 'busy') return { ...plan, steps: [waitForStack(status)], mapping: null };
  const steps =
    outside.length === 0
      ? withoutImport(stack, accounts, context)
      : [
          ...moves(outside, context),
          ...(isWaited ? [waitForAccounts(accounts)] : bringIn(stack, accounts, ready, context)),
        ];
  return { ...plan, steps, mapping: ready.length === 0 ? null : toMapping(ready) };
}

function toMapping(accounts: readonly JudgedAccount[]): StackPlan['mapping'] {
  return Object.fromEntries(
    accounts.flatMap(({ account, live }) =>
      live === null ? [] : [[accountLogicalId(account.key), { AccountId: live.id }] as const],
    ),
  );
}

/**
 * The accounts that an import takes. Each depends on the account before it (CloudFormation creates one after another), and a
 * template must have what its resources depend on.
 */
function importableNow(accounts: readonly JudgedAccount[]): readonly JudgedAccount[] {
  const importable: JudgedAccount[] = [];
  let isBeforeThere = true;
  for (const one of accounts) {
    const isTaken: boolean = isBeforeThere && one.state === 'outside';
    if (isTaken) importable.push(one);
    isBeforeThere = one.isHeld || isTaken;
  }
  return importable;
}

function waitForStack(status: string | null): RecoveryStep {
  return {
    text: `CloudFormation is at work (${status ?? ''}): wait until it has ended, and look again`,
    commands: [AGAIN],
  };
}

function waitForAccounts(accounts: readonly JudgedAccount[]): RecoveryStep {
  const names = namesOf(accounts.filter(({ state }) => state === 'creating'));
  return { text: `Wait for ${names}, so that one import takes all, and look again`, commands: [AGAIN] };
}

/** Right away: until then, only the guardrails of the root, or of a wrong unit, bind it. */
function moves(outside: readonly JudgedAccount[], { unitIds }: PlanningContext): readonly RecoveryStep[] {
  return outside
    .filter(({ isInPlace }) => !isInPlace)
    .flatMap(({ account, live, place }) =>
      live === null
        ? []
        : [
            {
              text: `Move \`${account.key}\` out of ${place ?? ''} into \`${account.unit}\`, so that the guardrails there bind it. An import does not move it`,
              commands: [
                `aws organizations move-account --account-id ${live.id} --source-parent-id ${live.parentId} --destination-parent-id ${unitIds.get(account.unit) ?? ''}`,
              ],
            },
          ],
    );
}

function bringIn(
  stack: LiveAccountsStack,
  accounts: readonly JudgedAccount[],
  ready: readonly JudgedAccount[],
  context: PlanningContext,
): readonly RecoveryStep[] {
  const condition = conditionOf(stack.status);
  const outside = accounts.filter(({ state }) => state === 'outside');
  const homeless = outside.filter(({ account }) => !context.unitIds.has(account.unit));
  const units =
    homeless.length === 0
      ? []
      : [
          {
            text: `Create the ${homeless.length === 1 ? 'unit' : 'units'} of ${namesOf(homeless)} first, and look again`,
            commands: ['npx cdk deploy Organization --no-rollback', AGAIN],
          },
        ];
  if (units.length > 0) return units;
  if (takesImport(condition) && ready.length === 0) return createBefore(stack, accounts);
  const written = takesImport(condition)
    ? `Write the mapping of ${namesOf(ready)} into ${mappingFile(stack.id)}`
    : `Look again, and write the mapping of every account that is outside of the stack then into ${mappingFile(stack.id)}`;
  return [
    ...makeReady(stack, context.region),
    { text: written, commands: [`${AGAIN} --write`] },
    {
      text: 'Import. The CLI says that other resources have pending updates (the order of the accounts): answer yes',
      commands: [`npx cdk import ${stack.id} --resource-mapping ${mappingFile(stack.id)}`],
    },
    ...fixes(blockDeployment(accounts)),
    {
      text: 'Deploy what an import cannot bring: the order, the exports, and the accounts that are still missing. Then there must be no drift, since an import compares nothing',
      commands: [`npx cdk deploy ${stack.id} --no-rollback`, `npx cdk drift ${stack.id}`],
    },
  ];
}

/** The first account that is outside stands behind one that is not there, so that the import would be refused. */
function createBefore(stack: LiveAccountsStack, accounts: readonly JudgedAccount[]): readonly RecoveryStep[] {
  const first = accounts.findIndex(({ state }) => state === 'outside');
  const before = accounts.slice(0, first).filter(({ isHeld }) => !isHeld);
  const blocking = blockDeployment(before);
  if (blocking.length > 0) return correct(blocking);
  return [
    ...fixes(before),
    {
      text: `${namesOf(before)} must be in the stack first, because \`${accounts[first]?.account.key ?? ''}\` depends on it in the template. Deploy: this creates what comes before, and then stops at the address that is in use. Look again`,
      commands: [`npx cdk deploy ${stack.id} --no-rollback`, AGAIN],
    },
  ];
}

function fixes(accounts: readonly JudgedAccount[]): readonly RecoveryStep[] {
  return accounts.flatMap(({ account, fix }) =>
    fix === null ? [] : [{ text: `\`${account.key}\`: ${fix}`, commands: [] }],
  );
}

/** What a deployment brings by itself. */
const DEPLOYED: readonly JudgedAccount['state'][] = ['failed', 'missing', 'not-moved'];

/** For these files, a deployment would create an account that nobody wants, or fail: the stack has none in their place. */
function blockDeployment(accounts: readonly JudgedAccount[]): readonly JudgedAccount[] {
  return accounts.filter(({ isHeld, state }) => !isHeld && (state === 'conflict' || state === 'closed-at-aws'));
}

function correct(accounts: readonly JudgedAccount[]): readonly RecoveryStep[] {
  return [...fixes(accounts), { text: 'Once that is corrected, look again', commands: [AGAIN] }];
}

function withoutImport(
  stack: LiveAccountsStack,
  accounts: readonly JudgedAccount[],
  { region }: PlanningContext,
): readonly RecoveryStep[] {
  const condition = conditionOf(stack.status);
  const left = accounts.filter(({ state }) => DEPLOYED.includes(state));
  const isHalfDone = condition !== 'stable' && condition !== 'absent';
  if (left.length === 0 && !isHalfDone) return [];
  if (accounts.some(({ state }) => state === 'creating')) return [waitForAccounts(accounts)];
  const blocking = blockDeployment(accounts);
  if (blocking.length > 0) return correct(blocking);
  const isPaused = condition === 'paused' || condition === 'paused-unborn';
  return [
    ...fixes(left),
    ...(isHalfDone && !isPaused ? makeReady(stack, region) : []),
    {
      text:
        left.length === 0
          ? 'Remove the cause of the failure, and deploy again: it goes on where it stopped'
          : `Deploy: this creates or moves ${namesOf(left)}`,
      commands: [`npx cdk deploy ${stack.id} --no-rollback`],
    },
  ];
}

function namesOf(accounts: readonly JudgedAccount[]): string {
  return inARow(
    accounts.map(({ account }) => `\`${account.key}\``),
    'and',
  );
}
