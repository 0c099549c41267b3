import type { Patience } from '../input/patience';
import type { AwaitedStack } from './judge-stack';
import type { Look } from './look';

/** How the wait ended. */
export interface WaitEnd {
  readonly stacks: readonly AwaitedStack[];
  /** Whether the time was up. */
  readonly timedOut: boolean;
}

/**
 * Looks until all stacks are current, or some have failed for good, or the time is up.
 *
 * A failure is for good if two looks in a row see it, and no operation that could mend it: AWS lists operations with some
 * delay. What is late then is not waited for, since it may wait for what failed.
 */
export async function watch(
  look: () => Promise<Look>,
  { timeoutMs, pauseMs, now, sleep }: Patience,
  tell: (stacks: readonly AwaitedStack[]) => void,
): Promise<WaitEnd> {
  const deadline = now() + timeoutMs;
  let failedBefore = '';
  for (;;) {
    const { stacks, isActive } = await look();
    if (stacks.every(({ state }) => state === 'current')) return { stacks, timedOut: false };
    const failed = isActive ? '' : describeFailed(stacks);
    if (failed !== '' && failed === failedBefore) return { stacks, timedOut: false };
    failedBefore = failed;
    const left = deadline - now();
    if (left <= 0) return { stacks, timedOut: true };
    tell(stacks);
    await sleep(Math.min(pauseMs, left));
  }
}

function describeFailed(stacks: readonly AwaitedStack[]): string {
  return stacks
    .filter(({ state }) => state === 'failed')
    .map(({ stackSet, account, region }) => `${stackSet} ${account.id} ${region}`)
    .join();
}
