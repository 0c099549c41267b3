import type { Recovery } from './decide';
import type { JudgedAccount } from './judge-account';
import type { StackPlan } from './plan-stack';
import type { RecoverOutput } from './recover-output';

export function toOutput(recovery: Recovery, written: readonly string[]): RecoverOutput {
  const { accounts, stacks, unknown } = recovery;
  return {
    formatVersion: 1,
    problems: [],
    isFine: accounts.every(({ state }) => state === 'fine') && stacks.every(({ steps }) => steps.length === 0),
    accounts: accounts.map((one) => accountToJson(one, stacks)),
    stacks: stacks.map(({ id, name, status, condition, steps, mapping }) => ({
      ...{ id, name, status, condition, steps },
      mapping: mapping === null ? null : { ...mapping },
    })),
    unknown: unknown.map(({ live: { id, name, email, state }, place }) => ({
      ...{ accountId: id, name, email, state, place },
    })),
    written,
  };
}

function accountToJson(one: JudgedAccount, stacks: readonly StackPlan[]): RecoverOutput['accounts'][number] {
  const { account, state, live, place, isInPlace, why, notes } = one;
  const { key, stack, unit } = account;
  const plan = stacks.find(({ id }) => id === stack);
  return {
    ...{ key, stack, state, accountId: live?.id ?? null, unit, place, isInPlace, why, notes },
    next: nextStep(one, plan?.steps ?? []),
  };
}

/** Its own step, before the first one of its stack. */
function nextStep({ account, state, fix, live }: JudgedAccount, steps: StackPlan['steps']): string | null {
  if (state === 'fine') return null;
  if (fix !== null) return fix;
  if (state === 'elsewhere') return 'npx rampart drift';
  const own = steps.find(({ commands }) =>
    commands.some((line) => line.includes(`--account-id ${live?.id ?? account.key} `)),
  );
  const others = steps.find(
    ({ commands }) => commands.length > 0 && !commands.some((line) => line.includes('move-account')),
  );
  return (own ?? others)?.commands[0] ?? (state === 'creating' ? 'wait, and look again' : null);
}
