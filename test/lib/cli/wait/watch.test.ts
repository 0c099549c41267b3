import type { AwaitedStack } from '../../../../lib/cli/wait/judge-stack';
import type { Look } from '../../../../lib/cli/wait/look';
import { watch, type WaitEnd } from '../../../../lib/cli/wait/watch';

type State = AwaitedStack['state'];

const account = { id: '222222222222', name: 'shop', email: 'shop@example.com', state: 'ACTIVE' };

/** A stack in a Region for each state. */
function look(isActive: boolean, ...states: readonly State[]): Look {
  const stacks = states.map((state, index): AwaitedStack => ({
    ...{ stackSet: 'rampart-region', account, region: `region-${index}`, state, instance: undefined },
  }));
  return { stacks, isActive };
}

interface Course extends WaitEnd {
  readonly looks: number;
  /** In milliseconds. */
  readonly slept: readonly number[];
  readonly told: readonly string[];
}

/** Watches with a clock of its own, for a minute and every ten seconds. The last look repeats. */
async function watched(looks: readonly Look[], timeoutMs = 60_000): Promise<Course> {
  let time = 0;
  let count = 0;
  const slept: number[] = [];
  const told: string[] = [];
  const end = await watch(
    () => {
      const one = looks[Math.min(count, looks.length - 1)];
      count += 1;
      if (one === undefined) throw new Error('no look');
      return Promise.resolve(one);
    },
    {
      ...{ timeoutMs, pauseMs: 10_000 },
      now: () => time,
      sleep: (ms) => {
        slept.push(ms);
        time += ms;
        return Promise.resolve();
      },
    },
    (stacks) => told.push(stacks.map(({ state }) => state).join()),
  );
  return { ...end, looks: count, slept, told };
}

describe('the wait', () => {
  test('ends at the first look if all stacks are current, or there are none', async () => {
    expect(await watched([look(false, 'current', 'current')])).toMatchObject({ timedOut: false, looks: 1, slept: [] });
    expect(await watched([look(false)])).toMatchObject({ timedOut: false, looks: 1 });
  });

  test('goes on while a stack is late, and tells how far it is', async () => {
    const { looks, told, timedOut } = await watched([
      look(true, 'late', 'late'),
      look(true, 'current', 'late'),
      look(false, 'current', 'current'),
    ]);
    expect({ looks, told, timedOut }).toEqual({ looks: 3, told: ['late,late', 'current,late'], timedOut: false });
  });

  test('ends when two looks in a row see the same failure, even if another stack is late', async () => {
    expect(await watched([look(false, 'failed', 'late')])).toMatchObject({ timedOut: false, looks: 2 });
  });

  test('does not end on a failure that the next look no longer sees', async () => {
    const { looks, stacks } = await watched([look(false, 'failed'), look(true, 'late'), look(false, 'current')]);
    expect([looks, stacks[0]?.state]).toEqual([3, 'current']);
  });

  test('does not end on two failures of different stacks', async () => {
    const { looks } = await watched([
      look(false, 'failed', 'late'),
      look(false, 'late', 'failed'),
      look(false, 'current', 'current'),
    ]);
    expect(looks).toBe(3);
  });

  test('does not end on a failure while an operation of another StackSet is active', async () => {
    const { looks } = await watched([look(true, 'failed'), look(true, 'failed'), look(false, 'failed')]);
    expect(looks).toBe(4);
  });

  test('ends when the time is up, with a last look at that moment', async () => {
    const { timedOut, slept, looks } = await watched([look(true, 'late')], 25_000);
    expect({ timedOut, slept, looks }).toEqual({ timedOut: true, slept: [10_000, 10_000, 5_000], looks: 4 });
  });

  test('looks once if there is no time', async () => {
    expect(await watched([look(true, 'late')], 0)).toMatchObject({ timedOut: true, looks: 1, slept: [] });
  });
});
