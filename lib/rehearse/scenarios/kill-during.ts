import { readOrganization } from '../../aws/read-organization';
import { readTemplate } from '../../aws/read-stacks';
import { EMULATED_POLICY_TYPES } from '../assembly/rehearsed-template';
import type { Emulator } from '../emulator/emulator';
import type { Site } from '../site';
import { until } from '../until';
import type { Version } from '../versions';
import { isTorn, stackOfPolicies } from './torn';

/**
 * Begins a deploy, ends server and command line as a power cut would once it is under way, and starts the server again.
 *
 * @returns what was wrong with that
 */
export async function killDuring(
  site: Site,
  version: Version,
  isUnderWay: () => Promise<boolean>,
): Promise<readonly string[]> {
  const { cdk, emulator } = site;
  if (emulator === undefined) throw new Error('only an emulator of our own can be killed');
  const putBack = emulator.remember();
  const running = cdk.deploy(version.copy.folder);
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
  if (await findsTorn(site, version)) await startAsBefore(emulator, putBack);
  return wasLate ? ['the deploy was over, or never began, when the emulator was to be killed'] : [];
}

async function findsTorn({ clients: { cloudformation, organizations } }: Site, version: Version): Promise<boolean> {
  const { name } = stackOfPolicies(version);
  const live = await readOrganization(organizations, EMULATED_POLICY_TYPES);
  return isTorn(await readTemplate(cloudformation, name), version, live);
}

/** Torn by a fault of the emulator's own, it is started as if the power had gone a moment earlier. */
async function startAsBefore(emulator: Emulator, putBack: () => void): Promise<void> {
  await emulator.kill();
  putBack();
  await emulator.restart('off');
}
