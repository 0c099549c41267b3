import type { Site } from '../site';
import { until } from '../until';
import type { Version } from '../versions';

/**
 * Begins a deploy, ends server and command line as a power cut would once it is under way, and starts the server again.
 *
 * @returns what was wrong with that
 */
export async function killDuring(
  { cdk, emulator }: Site,
  { copy }: Version,
  isUnderWay: () => Promise<boolean>,
): Promise<readonly string[]> {
  if (emulator === undefined) throw new Error('only an emulator of our own can be killed');
  const running = cdk.deploy(copy.folder);
  const end = { hasCome: false };
  void running.end.then(() => {
    end.hasCome = true;
  });
  const seen = await until(async () => (end.hasCome || (await isUnderWay()) ? true : undefined), {
    seconds: 120,
    pauseMs: 20,
  });
  const wasLate = end.hasCome || seen === undefined;
  await emulator.kill();
  running.stop('SIGKILL');
  await running.end;
  await emulator.restart('off');
  return wasLate ? ['the deploy was over, or never began, when the emulator was to be killed'] : [];
}
